package io.github.freedomcard.wire;

import static io.github.freedomcard.testing.RawServer.http;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.RawServer.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Responses of HTTP/1.1 that have no single reading: more than one to a request, or two lengths.
 */
class Http1ResponseTest {

  private static final WireCall COMMAND = WireCall.NON_IDEMPOTENT_COMMAND;

  /** The card that a surplus response names. */
  private static final String SURPLUS = COMMAND.success().replace("9000000000", "9000000666");

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void command_whenASurplusResponseArrivedWhileIdle_getsItsOwnResponse(HttpTransport transport)
      throws Exception {
    AtomicReference<Connection> first = new AtomicReference<>();
    try (RawServer server =
            transport.serveConnections(
                (n, request, connection) -> {
                  first.compareAndSet(null, connection);
                  connection.send(http("200 OK", COMMAND.success()));
                });
        FreedomCardClient client = HttpTransport.client(server, HttpTransport.http().build())) {
      assertThat(COMMAND.call(client, false)).isInstanceOf(ApiResponse.class);
      requireNonNull(first.get()).send(http("200 OK", SURPLUS));
      IdleTime.pass();
      assertThat(COMMAND.call(client, false))
          .isInstanceOfSatisfying(
              ApiResponse.class,
              response ->
                  assertThat(new String(response.rawBody(), UTF_8)).isEqualTo(COMMAND.success()));
      assertThat(server.requests()).hasSize(2);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  /**
   * The limit of that check: OkHttp has read the surplus response together with the first one and
   * keeps it in its buffer, where nothing else can see it.
   */
  @Test
  void command_whenASurplusResponseCameWithTheFirst_takesItAsItsOwn() {
    byte[] twice =
        (new String(http("200 OK", COMMAND.success()), UTF_8)
                + new String(http("200 OK", SURPLUS), UTF_8))
            .getBytes(UTF_8);
    try (RawServer server = RawServer.start((n, request) -> twice);
        FreedomCardClient client = HttpTransport.client(server, HttpTransport.http().build())) {
      assertThat(COMMAND.call(client, false)).isInstanceOf(ApiResponse.class);
      assertThat(COMMAND.call(client, false))
          .isInstanceOfSatisfying(
              ApiResponse.class,
              response -> assertThat(new String(response.rawBody(), UTF_8)).isEqualTo(SURPLUS));
    }
  }

  static Stream<Arguments> conflictingLengths() {
    String json = COMMAND.success();
    int length = json.length();
    String chunked = Integer.toHexString(length) + "\r\n" + json + "\r\n0\r\n\r\n";
    List<Arguments> all = new ArrayList<>();
    for (HttpTransport transport : HttpTransport.values()) {
      all.add(
          Arguments.of(
              transport,
              "two lengths, the first correct",
              response(json, "Content-Length: " + length, "Content-Length: " + (length - 1))));
      all.add(
          Arguments.of(
              transport,
              "two lengths, the last correct",
              response(json, "Content-Length: " + (length - 1), "Content-Length: " + length)));
      all.add(
          Arguments.of(
              transport,
              "two lengths in one header",
              response(json, "Content-Length: " + length + ", " + (length - 1))));
      all.add(
          Arguments.of(
              transport,
              "a length and chunks",
              response(
                  chunked, "Content-Length: " + chunked.length(), "Transfer-Encoding: chunked")));
      all.add(
          Arguments.of(
              transport,
              "chunks and a length",
              response(chunked, "Transfer-Encoding: chunked", "Content-Length: " + length)));
    }
    return all.stream();
  }

  private static String response(String body, String... headers) {
    return "HTTP/1.1 200 OK\r\n" + String.join("\r\n", headers) + "\r\n\r\n" + body;
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("conflictingLengths")
  void command_whenTheResponseHasConflictingLengths_isUnknown(
      HttpTransport transport, String name, String response) {
    try (RawServer server = transport.serve((n, request) -> response.getBytes(UTF_8));
        FreedomCardClient client = HttpTransport.client(server, HttpTransport.http().build())) {
      for (boolean async : new boolean[] {false, true}) {
        assertThat(COMMAND.call(client, async))
            .isInstanceOfSatisfying(
                FreedomCardException.class,
                e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
      }
      assertThat(server.requests()).hasSize(2);
      // A connection whose responses have no certain end is not used again.
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void command_whenTheResponseHasTheSameLengthTwice_succeeds(HttpTransport transport) {
    String json = COMMAND.success();
    String length = "Content-Length: " + json.length();
    try (RawServer server =
            transport.serve((n, request) -> response(json, length, length).getBytes(UTF_8));
        FreedomCardClient client = HttpTransport.client(server, HttpTransport.http().build())) {
      assertThat(COMMAND.call(client, false)).isInstanceOf(ApiResponse.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void command_whenTheHeadersHaveNoEnd_isUnknown(HttpTransport transport) {
    byte[] header = ("X-Endless: " + "a".repeat(8_000) + "\r\n").getBytes(UTF_8);
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server =
            transport.serveConnections(
                (n, request, connection) -> {
                  connection.send("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
                  while (ended.getCount() > 0) {
                    connection.send(header);
                  }
                });
        FreedomCardClient client = HttpTransport.client(server, HttpTransport.http().build())) {
      assertThat(COMMAND.call(client, false))
          .isInstanceOfSatisfying(
              FreedomCardException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
    } finally {
      ended.countDown();
    }
  }
}
