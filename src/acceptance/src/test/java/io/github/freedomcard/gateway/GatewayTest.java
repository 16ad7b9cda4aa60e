package io.github.freedomcard.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Protocol;
import org.junit.jupiter.api.Test;

class GatewayTest {

  /** {@link GatewayRun#main} sends a hundred times as many commands. */
  @Test
  void commands_throughHealthyNginx_allSucceed() throws Exception {
    Optional<Path> nginx = Nginx.program();
    assumeTrue(nginx.isPresent(), "nginx is not installed");
    Map<String, Integer> result =
        GatewayRun.run(
            new GatewayRun.Load(200, List.of(Protocol.HTTP_1_1), false),
            nginx.get(),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8));
    assertThat(result)
        .containsExactlyInAnyOrderEntriesOf(Map.of("charge DIRECT", 104, "gift card DIRECT", 96));
  }
}
