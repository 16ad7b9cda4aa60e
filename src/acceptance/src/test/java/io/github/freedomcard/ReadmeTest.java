package io.github.freedomcard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.Javac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The README says what is so: its code compiles, its table is the catalogue. */
class ReadmeTest {

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"), UTF_8);
  }

  static Stream<String> javaBlocks() throws IOException {
    return blocks("java").stream();
  }

  private static List<String> blocks(String language) throws IOException {
    return BLOCK
        .matcher(readme())
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("javaBlocks")
  void javaBlock_asItStands_compiles(String block) {
    assertThat(Javac.errors(source(block))).isEmpty();
  }

  /** A block without a class is the body of a method, its imports before it. */
  private static String source(String block) {
    if (block.contains("class ")) {
      return block;
    }
    String imports = lines(block, true);
    String wildcards =
        Stream.of("", ".config", ".error", ".model", ".model.card", ".operation")
            .map(name -> "import io.github.freedomcard" + name + ".*;\n")
            .collect(joining());
    return wildcards
        + "import java.time.Duration;\nimport java.util.*;\n"
        + imports
        + "class Readme { void block(FreedomCardClient client) throws Exception {\n"
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
  void tableOfOperations_asItStands_isTheCatalogue() throws IOException {
    List<String> rows =
        Pattern.compile(
                "^\\| `(\\w+)` \\| `(/[^`]+)` \\| ([a-z ]+) \\| ([a-z]+) \\|$", Pattern.MULTILINE)
            .matcher(readme())
            .results()
            .map(ReadmeTest::row)
            .toList();
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Catalogue.operations().stream().map(ReadmeTest::row).toList());
  }

  private static String row(MatchResult row) {
    return String.join(" ", row.group(1), row.group(2), row.group(3), row.group(4));
  }

  private static String row(Operation<?, ?> operation) {
    return String.join(
        " ",
        operation.name(),
        operation.path(),
        operation.effect().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
        operation.evidence().name().toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void xmlBlocks_asTheyStand_nameThisArtifact() throws IOException {
    String version = pom("version");
    assertThat(blocks("xml"))
        .isNotEmpty()
        .allSatisfy(
            block ->
                assertThat(block)
                    .contains("<groupId>io.github.freedomcard</groupId>")
                    .contains("<artifactId>freedom-card-client</artifactId>")
                    .contains("<version>" + version + "</version>"));
  }

  /** What users build from the README is built by the project {@code src/it/sandbox-user}. */
  @Test
  void sandboxTest_asItStands_isTheProjectThatTheBuildRuns() throws IOException {
    assertThat(blocks("java"))
        .contains(
            Files.readString(Path.of("src/it/sandbox-user/src/test/java/ChargeTest.java"), UTF_8));
    assertThat(consumer("sandbox-user"))
        .contains(String.join("", blocks("xml").subList(0, 2)).stripTrailing());
  }

  @Test
  void okhttp5_asItStands_isTheProjectThatTheBuildRuns() throws IOException {
    assertThat(consumer("okhttp5-consumer")).contains(blocks("xml").get(2).stripTrailing());
  }

  @Test
  void springBootExample_asItStands_namesTheVersionsOfThisBuild() throws IOException {
    assertThat(Files.readString(Path.of("examples/spring-boot/pom.xml"), UTF_8))
        .contains("<freedom-card.version>" + pom("version") + "</freedom-card.version>")
        .contains("<version>" + pom("wiremock.version") + "</version>");
  }

  @Test
  void errorCodes_asTheyStand_areThoseOfTheSandbox() throws IOException {
    String sentence =
        readme()
            .split("All values of `error_code` are the sandbox's own: ", 2)[1]
            .split("\\.\n", 2)[0];
    assertThat(matches("`(\\w+)`", sentence))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(new TreeSet<>(codesOfTheSandbox()));
  }

  private static List<String> codesOfTheSandbox() throws IOException {
    List<String> codes = new ArrayList<>();
    try (Stream<Path> sources =
        Files.list(Path.of("src/test/java/io/github/freedomcard/sandbox"))) {
      for (Path source : sources.filter(file -> !file.toString().contains("Test")).toList()) {
        codes.addAll(
            matches(
                "(?:Refusal\\.of\\(|Refusal\\.http\\(\\s*\\d+,|new Refusal\\(\\d+,|found\\([^\";]*,"
                    + "|String (?:DUPLICATE|NOT_FOUND) =|invalid\\(String field\\) \\{\\s*return)"
                    + "\\s*\"(\\w+)\"",
                Files.readString(source, UTF_8)));
      }
    }
    return codes;
  }

  private static List<String> matches(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }

  /** The POM of a project in {@code src/it} as the build fills it in, without the indentation. */
  private static String consumer(String name) throws IOException {
    String text = Files.readString(Path.of("src/it", name, "pom.xml"), UTF_8);
    return Pattern.compile("@(?:project\\.)?([a-z0-9.]+)@")
        .matcher(text)
        .replaceAll(match -> pom(match.group(1)))
        .replaceAll("(?m)^ {4}", "");
  }

  /** What an element of the build's POM holds, where it comes first. */
  private static String pom(String element) {
    try {
      return Files.readString(Path.of("pom.xml"), UTF_8)
          .split("<" + element + ">", 2)[1]
          .split("</", 2)[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
