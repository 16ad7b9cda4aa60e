package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import wiremock.org.yaml.snakeyaml.Yaml;

/** The container image and the Compose file of the examples fit each other and the program. */
class StandaloneExampleTest {

  private static final Path FOLDER = Path.of("../../examples/standalone-sandbox");

  private final String dockerfile = Files.readString(FOLDER.resolve("Dockerfile"), UTF_8);
  private final JsonNode compose =
      new ObjectMapper()
          .valueToTree(
              new Yaml().<Object>load(Files.readString(FOLDER.resolve("compose.yaml"), UTF_8)));
  private final JsonNode sandbox = compose.at("/services/sandbox");
  private final JsonNode application = compose.at("/services/application");

  StandaloneExampleTest() throws IOException {}

  private String dockerfile(String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(dockerfile)
        .results()
        .map(line -> line.group(1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no line " + pattern + " in " + dockerfile));
  }

  /** The options that the program gets from the image and from Compose. */
  private StandaloneOptions options() {
    Map<String, String> environment = new HashMap<>();
    environment.put("FREEDOM_CARD_SANDBOX_HOST", dockerfile("^ENV FREEDOM_CARD_SANDBOX_HOST=(.+)"));
    sandbox
        .path("environment")
        .fieldNames()
        .forEachRemaining(variable -> environment.put(variable, "from-the-shell"));
    return StandaloneOptions.of(
        StreamSupport.stream(sandbox.path("command").spliterator(), false)
            .map(JsonNode::asText)
            .toArray(String[]::new),
        environment);
  }

  @Test
  void dockerfile_always_runsTheJarOnJava25AsAnotherUser() {
    assertThat(dockerfile("^FROM (.+)$")).isEqualTo("eclipse-temurin:25-jre");
    assertThat(dockerfile("^USER (.+)$")).isEqualTo("sandbox");
    assertThat(dockerfile("^RUN useradd .* (\\w+) &&")).isEqualTo("sandbox");
    assertThat(dockerfile("^ENTRYPOINT \\[.*\"-jar\", \"([^\"]+)\"\\]$"))
        .isEqualTo(dockerfile("^COPY .*\\$\\{JAR\\} (.+)$"));
  }

  @Test
  void compose_always_givesOptionsThatTheProgramAccepts() {
    StandaloneOptions options = options();
    assertThat(options.sandbox().address().isAnyLocalAddress()).isTrue();
    assertThat(options.sandbox().tls()).isTrue();
    assertThat(options.secretIsGiven()).isTrue();
    assertThat(options.controlTokenIsGiven()).isTrue();
  }

  @Test
  void ports_always_areThatOfTheProgram() {
    String port = Integer.toString(options().sandbox().port());
    assertThat(dockerfile("^EXPOSE (.+)$")).isEqualTo(port);
    assertThat(dockerfile("/dev/tcp/127.0.0.1/(\\d+)")).isEqualTo(port);
    assertThat(sandbox.path("ports").get(0).asText()).endsWith(":" + port);
    assertThat(application.at("/environment/FREEDOM_CARD_BASE_URL").asText())
        .isEqualTo("https://" + options().sandbox().allowedHosts().get(0) + ":" + port);
    assertThat(compose.at("/services").has(options().sandbox().allowedHosts().get(0))).isTrue();
  }

  @Test
  void certificate_always_isInTheSharedVolume() {
    String file = String.valueOf(options().sandbox().certificateFile()).replace('\\', '/');
    for (String variable :
        List.of("SANDBOX_CERTIFICATE", "NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE")) {
      assertThat(application.path("environment").path(variable).asText()).isEqualTo(file);
    }
    String folder = file.substring(0, file.lastIndexOf('/'));
    String volume = compose.path("volumes").fieldNames().next();
    assertThat(sandbox.path("volumes").get(0).asText()).isEqualTo(volume + ":" + folder);
    assertThat(application.path("volumes").get(0).asText())
        .isEqualTo(volume + ":" + folder + ":ro");
    assertThat(dockerfile("chown sandbox (\\S+)")).isEqualTo(folder);
    assertThat(application.at("/depends_on/sandbox/condition").asText())
        .isEqualTo("service_healthy");
  }

  @Test
  void credentials_always_comeFromTheShellAndAreTheSame() {
    JsonNode given = sandbox.path("environment");
    JsonNode used = application.path("environment");
    assertThat(given.path("FREEDOM_CARD_SANDBOX_SECRET_KEY").asText())
        .startsWith("${SANDBOX_SECRET_KEY:?")
        .isEqualTo(used.path("FREEDOM_CARD_SECRET_KEY").asText());
    assertThat(given.path("FREEDOM_CARD_SANDBOX_CONTROL_TOKEN").asText())
        .startsWith("${SANDBOX_CONTROL_TOKEN:?")
        .isEqualTo(used.path("SANDBOX_CONTROL_TOKEN").asText());
    assertThat(used.path("FREEDOM_CARD_AUTH_ID").asText())
        .isEqualTo(options().sandbox().credentials().authId());
  }
}
