package io.github.freedomcard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.Documents.Block;
import io.github.freedomcard.operation.Evidence;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.Javac;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README and the guides match the code: their code compiles, their tables are complete. */
class DocumentationTest {

  private static final String OPERATIONS = "src/docs/operations.md";
  private static final int LARGEST_README = 9_000;

  static Stream<Block> javaBlocks() {
    // A test of the starter compiles those of its guide, since there is no Spring here.
    return Documents.blocks("java").stream()
        .filter(block -> !block.document().equals("src/docs/spring-boot.md"));
  }

  static Stream<String> documents() {
    return Documents.all().stream();
  }

  @ParameterizedTest
  @MethodSource("javaBlocks")
  void javaBlock_always_compiles(Block block) {
    assertThat(Javac.errors(source(block.code()))).isEmpty();
  }

  @Test
  void javaBlocks_inAllDocuments_found() {
    assertThat(javaBlocks().map(Block::document).distinct()).hasSizeGreaterThanOrEqualTo(4);
  }

  /**
   * A block without a class is the body of a method, its imports before it. It imports all that it
   * needs and may use a {@code client}.
   */
  private static String source(String block) {
    if (block.contains("class ")) {
      return block;
    }
    return lines(block, true)
        + "class Document { void block(io.github.freedomcard.FreedomCardClient client)"
        + " throws Exception {\n"
        + lines(block, false)
        + "} }";
  }

  private static String lines(String block, boolean imports) {
    return block
        .lines()
        .filter(line -> line.startsWith("import ") == imports)
        .collect(joining("\n", "", "\n"));
  }

  @Test
  void quickStart_whenRun_issuesAndClosesCard(@TempDir Path directory) throws Exception {
    String program =
        Documents.blocks("README.md", "java").stream()
            .map(Block::code)
            .filter(code -> code.contains("class QuickStart"))
            .findFirst()
            .orElseThrow();
    Path source = Files.writeString(directory.resolve("QuickStart.java"), program);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                source.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("issued and closed card ");
  }

  @Test
  void readme_always_isAtMostNineKilobytes() {
    assertThat(Documents.text("README.md").getBytes(UTF_8))
        .hasSizeLessThanOrEqualTo(LARGEST_README);
  }

  @Test
  void tableOfOperations_always_equalsCatalogue() {
    List<String> rows =
        Pattern.compile(
                "^\\| `(\\w+)` \\| `(/[^`]+)` \\| ([a-z -]+) \\| ([a-z]+) \\|$", Pattern.MULTILINE)
            .matcher(Documents.text(OPERATIONS))
            .results()
            .map(DocumentationTest::row)
            .toList();
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Catalogue.operations().stream().map(DocumentationTest::row).toList());
  }

  private static String row(MatchResult row) {
    return String.join("|", row.group(1), row.group(2), row.group(3), row.group(4));
  }

  private static String row(Operation<?, ?> operation) {
    return String.join(
        "|",
        operation.name(),
        operation.path(),
        switch (operation.effect()) {
          case READ -> "read";
          case IDEMPOTENT_COMMAND -> "idempotent command";
          case NON_IDEMPOTENT_COMMAND -> "non-idempotent command";
        },
        operation.evidence().name().toLowerCase(Locale.ROOT));
  }

  @Test
  void evidenceCounts_always_equalCatalogue() {
    assertThat(Documents.text("README.md").replaceAll("\\s+>?\\s*", " "))
        .contains(
            "of %d operations, %d are documented, %d partial and %d inferred"
                .formatted(
                    Catalogue.operations().size(),
                    count(Evidence.DOCUMENTED),
                    count(Evidence.PARTIAL),
                    count(Evidence.INFERRED)));
    assertThat(Documents.matches("^\\| (\\w+ \\|[^|]+\\| \\d+) \\|$", Documents.text(OPERATIONS)))
        .extracting(row -> row.replaceAll("\\|[^|]+\\|", ""))
        .containsExactly(
            "documented  " + count(Evidence.DOCUMENTED),
            "partial  " + count(Evidence.PARTIAL),
            "inferred  " + count(Evidence.INFERRED));
  }

  private static long count(Evidence evidence) {
    return Catalogue.operations().stream()
        .filter(operation -> operation.evidence() == evidence)
        .count();
  }

  @Test
  void missedTargets_inGuide_equalResults() {
    List<String> results = targets("src/benchmarks/results.md");
    assertThat(results).hasSizeGreaterThan(20);
    assertThat(targets("src/docs/benchmarks.md"))
        .isEqualTo(results.stream().filter(row -> row.contains("✗")).toList());
  }

  private static List<String> targets(String document) {
    return Documents.matches("^(\\|.* \\| [≤≥] .*\\|)$", Documents.text(document));
  }

  @Test
  void errorCodes_always_equalThoseOfSandbox() throws IOException {
    String sentence =
        Documents.text("src/docs/assumptions.md")
            .split("The sandbox defines all values of `error_code`: ", 2)[1]
            .split("\\.\n", 2)[0];
    assertThat(Documents.matches("`(\\w+)`", sentence))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(new TreeSet<>(codesOfSandbox()));
  }

  private static List<String> codesOfSandbox() throws IOException {
    List<String> codes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Documents.ROOT.resolve("src/sandbox/src/main/java"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        codes.addAll(
            Documents.matches(
                "(?:Refusal\\.of\\(|Refusal\\.http\\(\\s*\\d+,|new Refusal\\(\\d+,|found\\([^\";]*,"
                    + "|String (?:DUPLICATE|NOT_FOUND) =|invalid\\(String field\\) \\{\\s*return)"
                    + "\\s*\"(\\w+)\"",
                Files.readString(file, UTF_8)));
      }
    }
    return codes;
  }

  @ParameterizedTest
  @MethodSource("documents")
  void links_always_resolve(String document) {
    Path folder = Path.of(document).resolveSibling("");
    assertThat(Documents.matches("]\\(([^)\\s]+)\\)", Documents.prose(document)))
        .filteredOn(link -> !link.startsWith("https://"))
        .allSatisfy(
            link -> {
              String[] parts = link.split("#", 2);
              String target =
                  parts[0].isEmpty()
                      ? document
                      : folder.resolve(parts[0]).normalize().toString().replace('\\', '/');
              assertThat(Documents.ROOT.resolve(target)).exists();
              if (parts.length == 2) {
                assertThat(anchors(target)).contains(parts[1]);
              }
            });
  }

  @Test
  void linksToGuides_inJavadoc_resolve() throws IOException {
    List<String> links = new ArrayList<>();
    for (String module :
        List.of(
            "src/client/src/main",
            "src/sandbox/src/main",
            "src/journal/src/main",
            "src/spring-boot-starter/src/main")) {
      try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(module))) {
        for (Path file :
            files.filter(path -> path.toString().matches(".*\\.(java|html)")).toList()) {
          links.addAll(Documents.matches("/blob/main/([^\"#]+)", Files.readString(file, UTF_8)));
        }
      }
    }
    assertThat(links)
        .isNotEmpty()
        .allSatisfy(link -> assertThat(Documents.ROOT.resolve(link)).isRegularFile());
  }

  private static List<String> anchors(String document) {
    return Documents.matches("^#+ (.+)$", Documents.prose(document)).stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void guides_always_linkedFromReadme() {
    assertThat(Documents.matches("]\\((src/docs/[^)#]+)", Documents.text("README.md")))
        .containsAll(
            Documents.all().stream().filter(name -> name.startsWith("src/docs/")).toList());
  }

  @Test
  void faults_inSandboxGuide_areAllThatExist() {
    String guide = Documents.text("src/docs/sandbox.md");
    String source =
        Documents.text("src/sandbox/src/main/java/io/github/freedomcard/sandbox/Fault.java");
    assertThat(Documents.matches("^\\| `(\\w+)\\(", guide))
        .containsAll(Documents.matches("^  public static \\w+ (\\w+)\\(", source))
        .hasSizeGreaterThan(10);
  }
}
