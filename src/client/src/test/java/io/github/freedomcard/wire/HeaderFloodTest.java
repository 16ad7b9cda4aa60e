package io.github.freedomcard.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Response headers without end over HTTP/2, in a JVM with a small heap. Over HTTP/1.1 OkHttp bounds
 * them.
 */
@Tag("slow")
@Disabled("a limit: OkHttp's HTTP/2 reader bounds neither the headers nor their frames")
class HeaderFloodTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 8_000})
  void call_whenTheHeadersHaveNoEnd_endsAndTheConnectionCloses(int headerLength)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                HeaderFlood.class.getName(),
                Integer.toString(headerLength))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
