package io.github.freedomcard.wire;

import static io.github.freedomcard.testing.RawServer.http;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.testing.RawServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A statement of 100,000 operations fits into a heap of 64 MiB; its bytes alone are 18 MiB. */
@Tag("slow")
class StatementHeapTest {

  private static final int OPERATIONS = 100_000;

  @Test
  void statement_whenTheHeapIsSmall_isRead() throws Exception {
    String json = LargeStatement.of(OPERATIONS);
    byte[] response = http("200 OK", json);
    assertThat(response).hasSizeGreaterThan(18_000_000);
    // Of the first attempt nothing may be left when the second one is parsed.
    byte[] ambiguous = http("200 OK", json.replaceFirst("}$", ",\"status\":\"ok\"}"));
    try (RawServer server = RawServer.start((n, request) -> n == 1 ? ambiguous : response)) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                  Main.class.getName(),
                  server.baseUrl())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(output).isZero();
      assertThat(output).isEqualTo(OPERATIONS + " operations\n");
      assertThat(server.requests()).hasSize(2);
    }
  }

  /** Reads one statement. */
  static final class Main {

    private Main() {}

    public static void main(String[] arguments) {
      try (FreedomCardClient client =
          FreedomCardClient.builder().baseUrl(arguments[0]).credentials("id", "key").build()) {
        int operations =
            client
                .getStatement(StatementRequest.builder().cardId("card-1").build())
                .operations()
                .size();
        System.out.print(operations + " operations\n");
      }
    }
  }
}
