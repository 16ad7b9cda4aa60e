package io.github.freedomcard;

import static io.github.freedomcard.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.testing.ScriptedServer;
import io.github.freedomcard.testing.ScriptedServer.Transport;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One attempt sends one POST, even if OkHttp or an interceptor would retry. */
class SingleAttemptTest {

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"}";

  @ParameterizedTest
  @MethodSource("transports")
  void attempt_whenThePooledConnectionFailsAfterTheRequest_isNotRepeated(
      Transport transport, boolean async) {
    // The first request opens the connection, the second fails on it.
    try (ScriptedServer server =
            ScriptedServer.start(transport, (n, request) -> n == 1 ? http("200 OK", OK) : null);
        FreedomCardClient client = client(server, ScriptedServer.client().build())) {
      block(client, async);
      assertThatThrownBy(() -> block(client, async))
          .isInstanceOfSatisfying(
              ConnectionException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
      assertThat(server.requestCount()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void attempt_whenTheResponseIs408_isNotRepeated(Transport transport, boolean async) {
    try (ScriptedServer server =
            ScriptedServer.start(transport, (n, request) -> http("408 Request Timeout", ""));
        FreedomCardClient client = client(server, ScriptedServer.client().build())) {
      assertThatThrownBy(() -> block(client, async))
          .isInstanceOfSatisfying(
              HttpStatusException.class,
              e -> {
                assertThat(e.status()).isEqualTo(408);
                assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN);
              });
      assertThat(server.requestCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void attempt_whenTheResponseIs503WithRetryAfter0_isNotRepeated(
      Transport transport, boolean async) {
    try (ScriptedServer server =
            ScriptedServer.start(
                transport, (n, request) -> http("503 Busy", "", "Retry-After: 0"));
        FreedomCardClient client = client(server, ScriptedServer.client().build())) {
      assertThatThrownBy(() -> block(client, async))
          .isInstanceOfSatisfying(
              HttpStatusException.class, e -> assertThat(e.status()).isEqualTo(503));
      assertThat(server.requestCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void attempt_whenRedirectedWithTheMethodKept_isNotRepeated(Transport transport, boolean async) {
    try (ScriptedServer server =
            ScriptedServer.start(
                transport, (n, request) -> http("307 Elsewhere", "", "Location: /elsewhere"));
        FreedomCardClient client = client(server, ScriptedServer.client().build())) {
      assertThatThrownBy(() -> block(client, async)).isInstanceOf(HttpStatusException.class);
      assertThat(server.requestCount()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("transports")
  void attempt_whenAnInterceptorProceedsTwice_isNotRepeated(Transport transport, boolean async) {
    OkHttpClient twice =
        ScriptedServer.client()
            .addInterceptor(
                chain -> {
                  chain.proceed(chain.request()).close();
                  return chain.proceed(chain.request());
                })
            .build();
    try (ScriptedServer server =
            ScriptedServer.start(transport, (n, request) -> http("200 OK", OK));
        FreedomCardClient client = client(server, twice)) {
      assertThatThrownBy(() -> block(client, async))
          .isInstanceOfSatisfying(
              FreedomCardException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
      assertThat(server.requestCount()).isEqualTo(1);
    }
  }

  static Stream<Arguments> transports() {
    return Stream.of(Transport.values())
        .flatMap(transport -> Stream.of(false, true).map(async -> arguments(transport, async)));
  }

  private static FreedomCardClient client(ScriptedServer server, OkHttpClient http) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials("id", "key")
        .retryPolicy(RetryPolicy.none())
        .httpClient(http)
        .build();
  }

  private static void block(FreedomCardClient client, boolean async) {
    BlockCardRequest request = BlockCardRequest.builder().cardId("1").description("lost").build();
    if (!async) {
      client.blockCard(request);
      return;
    }
    try {
      client.async().blockCard(request).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof FreedomCardException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
