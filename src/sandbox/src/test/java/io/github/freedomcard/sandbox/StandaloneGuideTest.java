package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide to the standalone sandbox shows its options and its log as they are. */
class StandaloneGuideTest {

  private static final Path GUIDE = Path.of("../docs/standalone-sandbox.md");
  private static final Pattern LOG =
      Pattern.compile("^```text\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final String BULK_ISSUE = CARD + "bulk_issue";

  @Test
  void logSamples_inGuide_equalLog() throws IOException {
    List<String> samples =
        LOG.matcher(Files.readString(GUIDE, UTF_8)).results().map(log -> log.group(1)).toList();
    assertThat(samples).hasSize(2);
    String id = samples.get(0).split("request_id=", 2)[1].split(" ", 2)[0];
    String body = "{\"request_id\":\"" + id + "\",\"product_id\":2000,\"quantity\":1}";

    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (FreedomCardSandbox sandbox =
        Standalone.start(
            StandaloneOptions.of(new String[] {"--port", "0"}, Map.of()),
            new PrintStream(written, true, UTF_8))) {
      SandboxCaller caller = new SandboxCaller(sandbox);
      byte[] signed = body.getBytes(UTF_8);
      byte[] sent = (body + "\n").getBytes(UTF_8);
      written.reset();
      caller.send(caller.request(BULK_ISSUE, signed));
      caller.send(
          caller
              .unsigned(BULK_ISSUE, sent)
              .header("X-JWS-Signature", caller.sign(BULK_ISSUE, signed)));
    }
    assertThat(withoutTimestamps(String.join("", samples)))
        .isEqualTo(withoutTimestamps(written.toString(UTF_8)));
  }

  private static String withoutTimestamps(String log) {
    return log.replaceAll("(?m)^\\d{4}-\\d\\d-\\d\\dT\\S+ ", "");
  }

  @Test
  void options_inGuide_areAcceptedAndThoseOfTheHelp() throws IOException {
    String guide = Files.readString(GUIDE, UTF_8);
    List<String> options =
        Pattern.compile("^\\| `(--[a-z-]+)(?: [A-Z]+)?` \\| (?:`([^`]+)`)?", Pattern.MULTILINE)
            .matcher(guide)
            .results()
            .map(row -> row.group(1) + (row.group(2) == null ? "" : "=" + row.group(2)))
            .toList();
    assertThat(options)
        .extracting(row -> row.replaceFirst("=.*", ""))
        .containsExactlyElementsOf(
            Pattern.compile("(?m)^ {2}(--[a-z-]+)")
                .matcher(Standalone.HELP)
                .results()
                .map(option -> option.group(1))
                .toList());
    assertThat(
            StandaloneOptions.of(
                options.stream().filter(row -> row.contains("=")).toArray(String[]::new), Map.of()))
        .hasToString(StandaloneOptions.of(new String[0], Map.of()).toString());
    assertThat(
            StandaloneOptions.of(
                    new String[] {
                      "--processing=after-status-queries:2", "--card=active:1000.00:KZT"
                    },
                    Map.of())
                .cards())
        .hasSize(1);
  }
}
