package io.github.freedomcard;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.Documents.Block;
import java.io.StringReader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** The build files and commands in the documents match the build. */
class DocumentedBuildTest {

  private static final String SANDBOX_USER = "src/acceptance/src/it/sandbox-user/";
  private static final String CLASS_PATHS = "src/acceptance/src/it/class-paths/";

  static Stream<Block> xmlBlocks() {
    return Documents.blocks("xml").stream();
  }

  @ParameterizedTest
  @MethodSource("xmlBlocks")
  void xmlBlock_always_namesVersionsOfThisBuild(Block block) throws Exception {
    DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader("<root>" + block.code() + "</root>")));
    assertThat(
            Documents.matches(
                "(<artifactId>[^<]+</artifactId>\\s*<version>[^<]+</version>)", block.code()))
        .isNotEmpty()
        .extracting(DocumentedBuildTest::dependency)
        .isSubsetOf(
            "freedom-card-client " + pom("version"),
            "freedom-card-sandbox " + pom("version"),
            "freedom-card-journal " + pom("version"),
            "freedom-card-spring-boot-starter " + pom("version"),
            "freedom-card-bom " + pom("version"),
            "junit-jupiter " + pom("junit.version"),
            "assertj-core " + pom("assertj.version"),
            "okhttp " + pom("okhttp4.version"),
            "maven-enforcer-plugin 3.6.3",
            "retrofit 3.0.0");
  }

  private static String dependency(String text) {
    return String.join(" ", Documents.matches(">([^<\\s]+)<", text));
  }

  @Test
  void gradleBlock_always_namesArtifactsOfThisBuild() {
    assertThat(codes("src/docs/frameworks.md", "kotlin").get(0))
        .isEqualTo(
            """
            dependencies {
                implementation(platform("io.github.freedomcard:freedom-card-bom:%s"))
                implementation("io.github.freedomcard:freedom-card-client")
                testImplementation("io.github.freedomcard:freedom-card-sandbox")
            }
            """
                .formatted(pom("version")));
  }

  @Test
  void junitTest_always_isTheProjectThatTheBuildRuns() {
    assertThat(codes("README.md", "java"))
        .contains(Documents.text(SANDBOX_USER + "src/test/java/ChargeTest.java"));
    assertThat(consumer(SANDBOX_USER))
        .contains(
            codes("README.md", "xml").get(0)
                + codes("src/docs/sandbox.md", "xml").get(1).stripTrailing());
  }

  @Test
  void compatibilityGuide_always_showsTheProjectsThatTheBuildRuns() {
    List<String> blocks = codes("src/docs/compatibility.md", "xml");
    assertThat(consumer(CLASS_PATHS + "retrofit-excluded/"))
        .contains(blocks.get(0).stripTrailing());
    assertThat(consumer(CLASS_PATHS)).contains(blocks.get(1).indent(2).stripTrailing());
    assertThat(consumer(CLASS_PATHS + "tests/")).contains(blocks.get(2).stripTrailing());
  }

  /**
   * Holds for each combination of {@code .ci/matrix}, too: both artifacts have the same classes.
   */
  @Test
  void okhttp_always_isOnTheClassPathOnce() {
    assertThat(OkHttpClient.class.getClassLoader().resources("okhttp3/OkHttpClient.class"))
        .hasSize(1);
  }

  @Test
  void springBootExample_always_namesVersionsOfThisBuild() {
    String springBoot =
        Documents.matches(
                "<spring-boot.version>([^<]+)<", Documents.text("src/spring-boot-starter/pom.xml"))
            .get(0);
    assertThat(Documents.text("examples/spring-boot/pom.xml"))
        .contains(
            "<freedom-card.version>" + pom("version") + "</freedom-card.version>",
            "<version>" + springBoot + "</version>");
    assertThat(Documents.text("src/docs/spring-boot.md"))
        .contains("tested with\n4.0.9 and " + springBoot + ".")
        .contains(
            Documents.text("examples/spring-boot/src/main/resources/application.properties")
                .lines()
                .filter(line -> line.matches("freedom-card.(environment|auth-id|secret-key)=.*"))
                .toList());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_always_namesWhatTheBuildHas(String command) {
    assertThat(Documents.matches("exec:java@(?!ID$)([\\w-]+)", command))
        .isSubsetOf(Documents.matches("<id>([\\w-]+)</id>", poms()));
    assertThat(Documents.matches(" -P(\\w+)", command))
        .isSubsetOf(Documents.matches("<profile>(?:\\s*<!--[^>]*-->)?\\s*<id>(\\w+)</id>", poms()));
    assertThat(Documents.matches(" -pl ([\\w/,-]+)", command))
        .flatMap(modules -> List.of(modules.split(",", -1)))
        .allSatisfy(
            module ->
                assertThat(Documents.ROOT.resolve(module).resolve("pom.xml")).isRegularFile());
    assertThat(Documents.matches("^(\\.ci/\\w+)", command))
        .allSatisfy(script -> assertThat(Documents.ROOT.resolve(script)).isExecutable());
  }

  /** The commands for Maven and those of {@code .ci}, in blocks and between backticks. */
  static Stream<String> commands() {
    return Documents.all().stream()
        .map(Documents::text)
        .flatMap(
            text ->
                Documents.matches("^(?:.*`)?((?:mvn|\\.ci/)[^`\\n#]*)", text).stream()
                    .map(String::strip))
        .distinct();
  }

  @Test
  void examples_inReadme_areThoseOfTheBuild() {
    List<String> ids = Documents.matches("<id>([\\w-]+)</id>", Documents.text("examples/pom.xml"));
    assertThat(Documents.matches("^\\| `([\\w-]+)` \\| [a-z]", Documents.text("README.md")))
        .containsExactlyInAnyOrderElementsOf(
            ids.stream().filter(id -> !id.equals("sandbox")).toList());
  }

  private static List<String> codes(String document, String language) {
    return Documents.blocks(document, language).stream().map(Block::code).toList();
  }

  /** The POM of a consumer as the build fills it in, without the indentation. */
  private static String consumer(String folder) {
    return Pattern.compile("@(?:project\\.)?([a-z0-9.]+)@")
        .matcher(Documents.text(folder + "pom.xml"))
        .replaceAll(match -> pom(match.group(1)))
        .replaceAll("(?m)^ {4}", "");
  }

  /** The first value of an element in the POMs. */
  private static String pom(String element) {
    return Documents.matches("<" + element + ">([^<$]+)</", poms()).get(0);
  }

  private static String poms() {
    return Stream.of(
            "pom.xml",
            "src/client/pom.xml",
            "src/journal/pom.xml",
            "src/acceptance/pom.xml",
            "examples/pom.xml",
            "examples/durable-charges/pom.xml")
        .map(Documents::text)
        .collect(joining());
  }
}
