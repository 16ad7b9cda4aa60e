package io.github.freedomcard.wire;

import static io.github.freedomcard.testing.RawServer.http;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.model.card.Statement;
import io.github.freedomcard.model.card.StatementOperation;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.ScriptedServer;
import io.github.freedomcard.testing.ScriptedServer.Transport;
import io.github.freedomcard.testing.Wait;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses of more than 1 MiB to a read, which are parsed while they are read. */
class LargeStatementTest {

  @ParameterizedTest
  @EnumSource
  void statement_whenItIsLarge_equalsTheOneParsedFromBytes(Transport transport) {
    String json = LargeStatement.success();
    // The first attempt is cut, and each attempt is parsed by itself.
    byte[] cut = LargeStatement.cut(json).getBytes(ISO_8859_1);
    for (boolean async : new boolean[] {false, true}) {
      try (ScriptedServer server =
              ScriptedServer.start(transport, (n, request) -> n == 1 ? cut : http("200 OK", json));
          FreedomCardClient client = LargeStatement.client(server.baseUrl()).build()) {
        assertThat(LargeStatement.STATEMENT.call(client, async))
            .isInstanceOfSatisfying(
                ApiResponse.class,
                response -> {
                  assertThat(response.body()).isEqualTo(LargeStatement.parsed(json));
                  assertThat(response.attempts()).isEqualTo(2);
                });
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1048576", "1, 1048577"})
  void rawBody_whenTheResponseHasMoreThanOneMebibyte_throws(int more, int size) {
    String json = LargeStatement.of(100);
    String padded = json + " ".repeat((1 << 20) - json.getBytes(UTF_8).length + more);
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", padded));
        FreedomCardClient client = LargeStatement.client(server.baseUrl()).build()) {
      ApiResponse<Statement> response =
          client.execute(
              CardOperations.GET_STATEMENT, StatementRequest.builder().cardId("card-1").build());
      assertThat(response.body()).isEqualTo(LargeStatement.parsed(json));
      if (more == 0) {
        assertThat(response.rawBody()).hasSize(size).asString(UTF_8).isEqualTo(padded);
      } else {
        assertThatIllegalStateException()
            .isThrownBy(response::rawBody)
            .withMessage(
                "rawBody: not kept: a response of more than 1048576 bytes is parsed while it is read,"
                    + " and this one has "
                    + size
                    + "; its unknown fields are in additionalProperties");
      }
      assertThat(response.headers()).containsEntry("content-length", List.of("" + size));
    }
  }

  /** Few tokens, because a limit of bytes is one of tokens, too. */
  private static final String PADDED = LargeStatement.of(100) + " ".repeat(2 << 20);

  /** Neither response announces its length; the second is small before it is decompressed. */
  static Stream<byte[]> tooLarge() throws IOException {
    byte[] json = PADDED.getBytes(UTF_8);
    ByteArrayOutputStream chunks = new ByteArrayOutputStream();
    chunks.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
    chunks.write((Integer.toHexString(json.length) + "\r\n").getBytes(UTF_8));
    chunks.write(json);
    chunks.write("\r\n0\r\n\r\n".getBytes(UTF_8));
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      gzip.write(json);
    }
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    String head = "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ";
    compressed.write((head + zipped.size() + "\r\n\r\n").getBytes(UTF_8));
    compressed.write(zipped.toByteArray());
    return Stream.of(chunks.toByteArray(), compressed.toByteArray());
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("tooLarge")
  void read_whenTheResponseIsLargerThanTheLimit_failsAtOnce(byte[] response) {
    int size = PADDED.length();
    for (int limit : new int[] {size, size - 1, 1 << 20, 1000}) {
      try (RawServer server = RawServer.start((n, request) -> response);
          FreedomCardClient client =
              LargeStatement.client(server.baseUrl()).maxResponseBytes(limit).build()) {
        Object result = LargeStatement.STATEMENT.call(client, false);
        if (limit == size) {
          assertThat(result).isInstanceOf(ApiResponse.class);
        } else {
          assertThat(result)
              .isInstanceOf(InvalidResponseException.class)
              .asString()
              .contains("too large");
        }
        assertThat(server.requests()).hasSize(1);
      }
    }
  }

  /** Sends the head and three quarters of the response, and no more until the test ends. */
  private static RawServer stuck(CountDownLatch ended) {
    byte[] response = http("200 OK", LargeStatement.success());
    byte[] begin = Arrays.copyOf(response, response.length / 4 * 3);
    return RawServer.startConnections(
        false,
        (n, request, connection) -> {
          connection.send(begin);
          ended.await();
        });
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void read_whenTheTimeIsUpInTheMiddle_isRetried(boolean async) {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server = stuck(ended);
        FreedomCardClient client =
            LargeStatement.client(server.baseUrl())
                .attemptTimeout(Duration.ofMillis(700))
                .build()) {
      assertThat(LargeStatement.STATEMENT.call(client, async))
          .isInstanceOf(InvalidResponseException.class)
          .asString()
          .contains("truncated");
      assertThat(server.requests()).hasSize(2);
    } finally {
      ended.countDown();
    }
  }

  @Test
  void read_whenItIsCancelledInTheMiddle_isReadNoFurther() {
    OkHttpClient http = new OkHttpClient();
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server = stuck(ended);
        FreedomCardClient client =
            LargeStatement.client(server.baseUrl()).httpClient(http).build()) {
      CompletableFuture<?> call = LargeStatement.STATEMENT.callAsync(client);
      Wait.until(() -> !server.requests().isEmpty());
      call.cancel(true);
      Wait.until(() -> http.dispatcher().runningCallsCount() == 0);
      assertThat(server.requests()).hasSize(1);
    } finally {
      ended.countDown();
    }
  }

  /** A caller's type that reads less of a statement, and throws if one of its rows says so. */
  record Rows(List<Row> operations) {

    record Row(String rrn, Failing failing) {}

    static final class Failing extends ArrayList<String> {

      private static final long serialVersionUID = 1;

      @Override
      public boolean add(String type) {
        if (type.equals("error")) {
          throw new AssertionError("PRIVATE");
        }
        throw new IllegalStateException("PRIVATE");
      }
    }
  }

  private static final Operation<Map<String, String>, Rows> ROWS = rows();

  @SuppressWarnings({"unchecked", "rawtypes"}) // a map has no class of its own
  private static Operation<Map<String, String>, Rows> rows() {
    return (Operation) Operation.read("readRows", "/rows", Map.class, Rows.class);
  }

  @Test
  void read_whenTheCallersTypeHasFewerFields_skipsTheOthers() {
    String json = LargeStatement.success();
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", json));
        FreedomCardClient client = LargeStatement.client(server.baseUrl()).build()) {
      assertThat(client.execute(ROWS, Map.of("card_id", "card-1")).body().operations())
          .extracting(Rows.Row::rrn)
          .isEqualTo(
              LargeStatement.parsed(json).operations().stream()
                  .map(StatementOperation::rrn)
                  .toList());
    }
  }

  @ParameterizedTest
  @CsvSource({"error, AssertionError, 1", "state, InvalidResponseException, 2"})
  void read_whenTheCallersTypeThrows_freesTheConnection(String type, String thrown, int attempts) {
    OkHttpClient http = new OkHttpClient();
    String row = "{\"failing\":[\"" + type + "\"]},";
    byte[] response = http("200 OK", LargeStatement.middle(LargeStatement.success(), row));
    try (RawServer server = RawServer.start((n, request) -> response);
        FreedomCardClient client =
            LargeStatement.client(server.baseUrl()).httpClient(http).build()) {
      for (boolean async : new boolean[] {false, true}) {
        WireCall call = new WireCall(ROWS, fields -> Map.of("card_id", "card-1"), "");
        Object result = call.call(client, async);
        assertThat(result.getClass().getSimpleName()).isEqualTo(thrown);
        Wait.until(
            () ->
                http.connectionPool().connectionCount()
                    == http.connectionPool().idleConnectionCount());
      }
      assertThat(server.requests()).hasSize(2 * attempts);
    }
  }

  @Test
  void read_whenAnInterceptorsBodyThrows_isRetriedWithoutItsText() {
    Function<Response, ResponseBody> failing =
        response ->
            ResponseBody.create(
                Okio.buffer(
                    new ForwardingSource(response.body().source()) {
                      private long left = 1_500_000;

                      @Override
                      public long read(Buffer sink, long byteCount) throws IOException {
                        if (left <= 0) {
                          throw new IllegalStateException("PRIVATE");
                        }
                        long read = super.read(sink, byteCount);
                        left -= read;
                        return read;
                      }
                    }),
                null,
                -1);
    Interceptor interceptor =
        chain -> {
          Response response = chain.proceed(chain.request());
          return response.newBuilder().body(failing.apply(response)).build();
        };
    OkHttpClient http = new OkHttpClient.Builder().addInterceptor(interceptor).build();
    byte[] response = http("200 OK", LargeStatement.success());
    try (RawServer server = RawServer.start((n, request) -> response);
        FreedomCardClient client =
            LargeStatement.client(server.baseUrl()).httpClient(http).build()) {
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(
              () -> client.getStatement(StatementRequest.builder().cardId("card-1").build()))
          .withMessageContaining("truncated")
          .satisfies(e -> assertThat(String.valueOf(e.getCause())).doesNotContain("PRIVATE"));
      assertThat(server.requests()).hasSize(2);
    }
  }
}
