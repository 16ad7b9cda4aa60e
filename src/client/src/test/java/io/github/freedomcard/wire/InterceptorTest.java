package io.github.freedomcard.wire;

import static io.github.freedomcard.testing.RawServer.http;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.testing.RawServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Interceptors of the caller that read or copy the body of a non-idempotent command, or send it
 * more than once: the command arrives at most once, and the outcome is right.
 */
class InterceptorTest {

  private static final WireCall COMMAND = WireCall.NON_IDEMPOTENT_COMMAND;

  /** Where a caller adds an interceptor. */
  private enum Place {
    APPLICATION,
    NETWORK;

    OkHttpClient.Builder add(OkHttpClient.Builder http, Interceptor interceptor) {
      return this == APPLICATION
          ? http.addInterceptor(interceptor)
          : http.addNetworkInterceptor(interceptor);
    }
  }

  /** After these, OkHttp sends a request again if its body allows that. */
  private static final Map<String, RawServer.Script> INVITATIONS =
      Map.of(
          "408", (n, request) -> warmUpOr(n, http("408 Request Timeout", "")),
          "503", (n, request) -> warmUpOr(n, http("503 Busy", "", "Retry-After: 0")),
          "401", (n, request) -> warmUpOr(n, http("401 Who", "", "WWW-Authenticate: Basic")),
          "a lost connection", (n, request) -> n == 1 ? warmUpOr(n, new byte[0]) : null);

  private static byte[] warmUpOr(int n, byte[] response) {
    return n == 1 ? http("200 OK", COMMAND.success()) : response;
  }

  private static <T> Stream<Arguments> product(List<T> names) {
    List<Arguments> all = new ArrayList<>();
    for (HttpTransport transport : HttpTransport.values()) {
      for (Place place : Place.values()) {
        for (boolean async : new boolean[] {false, true}) {
          names.forEach(name -> all.add(Arguments.of(transport, place, async, name)));
        }
      }
    }
    return all.stream();
  }

  static Stream<Arguments> invitations() {
    return product(INVITATIONS.keySet().stream().sorted().toList());
  }

  @ParameterizedTest
  @MethodSource("invitations")
  void command_whenAnInterceptorCopiesTheBody_isNotSentAgain(
      HttpTransport transport, Place place, boolean async, String invitation) {
    // OkHttp sees a network interceptor's copy only within an attempt, so here it does not try to
    // send again, and 401 is the final response.
    boolean refused = invitation.equals("401") && place == Place.NETWORK;
    OkHttpClient http =
        place
            .add(HttpTransport.http(), chain -> chain.proceed(copy(chain.request())))
            .authenticator(
                (route, response) ->
                    response.request().header("Authorization") != null
                        ? null
                        : response.request().newBuilder().header("Authorization", "x").build())
            .build();
    try (RawServer server = transport.serve(requireNonNull(INVITATIONS.get(invitation)));
        FreedomCardClient client = HttpTransport.client(server, http)) {
      // Opens the connection that is then lost, since OkHttp retries on a pooled one.
      assertThat(COMMAND.call(client, async)).isInstanceOf(ApiResponse.class);
      assertThat(COMMAND.call(client, async))
          .isInstanceOfSatisfying(
              FreedomCardException.class,
              e -> {
                assertThat(e.outcome())
                    .isEqualTo(refused ? Outcome.NOT_PROCESSED : Outcome.UNKNOWN);
                assertThat(e.attempts()).isEqualTo(1);
              });
      assertThat(server.requests()).hasSize(2);
    }
  }

  static Stream<Arguments> places() {
    return product(List.of(""));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("places")
  void command_whenAnInterceptorCopiesTheBody_succeeds(
      HttpTransport transport, Place place, boolean async, String none) {
    OkHttpClient http =
        place.add(HttpTransport.http(), chain -> chain.proceed(copy(chain.request()))).build();
    succeeds(transport, http, async);
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("places")
  void command_whenAnInterceptorReadsTheBody_succeeds(
      HttpTransport transport, Place place, boolean async, String none) {
    OkHttpClient http =
        place
            .add(
                HttpTransport.http(),
                chain -> {
                  assertThat(bytes(chain.request()).size()).isPositive();
                  assertThat(bytes(chain.request()).size()).isPositive();
                  return chain.proceed(chain.request());
                })
            .build();
    succeeds(transport, http, async);
  }

  private static void succeeds(HttpTransport transport, OkHttpClient http, boolean async) {
    try (RawServer server = transport.serve((n, request) -> http("200 OK", COMMAND.success()));
        FreedomCardClient client = HttpTransport.client(server, http)) {
      assertThat(COMMAND.call(client, async)).isInstanceOf(ApiResponse.class);
      assertThat(server.requests()).hasSize(1);
      assertThat(server.requests().get(0).body()).contains("77011234567");
    }
  }

  /** Application interceptors that a call does not survive, and what is certain then. */
  private record Failing(Interceptor interceptor, Outcome outcome, int arrived) {}

  private static final Map<String, Failing> FAILING =
      Map.of(
          "proceeds twice",
          new Failing(chain -> again(chain, chain.request()), Outcome.UNKNOWN, 1),
          "proceeds twice with copies",
          new Failing(chain -> again(chain, copy(chain.request())), Outcome.UNKNOWN, 1),
          "proceeds again after a failure",
          new Failing(InterceptorTest::afterFailure, Outcome.UNKNOWN, 1),
          "reads the body, then fails",
          new Failing(
              chain -> {
                bytes(chain.request());
                throw new IOException("a bug");
              },
              Outcome.UNKNOWN,
              0),
          "reads the body, then responds by itself",
          new Failing(
              chain -> {
                bytes(chain.request());
                return new Response.Builder()
                    .request(chain.request())
                    .protocol(Protocol.HTTP_1_1)
                    .code(503)
                    .message("by itself")
                    .body(ResponseBody.create("", null))
                    .build();
              },
              Outcome.UNKNOWN,
              0),
          "fails at once",
          new Failing(
              chain -> {
                throw new IOException("a bug");
              },
              Outcome.NOT_PROCESSED,
              0));

  static Stream<Arguments> failing() {
    return Stream.of(HttpTransport.values())
        .flatMap(
            transport ->
                FAILING.keySet().stream()
                    .sorted()
                    .flatMap(
                        name ->
                            Stream.of(false, true)
                                .map(async -> Arguments.of(transport, name, async))));
  }

  @ParameterizedTest
  @MethodSource("failing")
  void command_whenAnInterceptorFailsOrProceedsTwice_arrivesAtMostOnceAndHasTheOutcome(
      HttpTransport transport, String name, boolean async) {
    Failing failing = requireNonNull(FAILING.get(name));
    OkHttpClient http = HttpTransport.http().addInterceptor(failing.interceptor).build();
    try (RawServer server = transport.serve((n, request) -> http("503 Busy", COMMAND.success()));
        FreedomCardClient client = HttpTransport.client(server, http)) {
      assertThat(COMMAND.call(client, async))
          .isInstanceOfSatisfying(
              FreedomCardException.class, e -> assertThat(e.outcome()).isEqualTo(failing.outcome));
      assertThat(server.requests()).hasSize(failing.arrived);
    }
  }

  private static Response again(Interceptor.Chain chain, Request request) throws IOException {
    chain.proceed(request).close();
    return chain.proceed(request);
  }

  private static Response afterFailure(Interceptor.Chain chain) throws IOException {
    Request copy = copy(chain.request());
    Response response = chain.proceed(copy);
    if (response.isSuccessful()) {
      return response;
    }
    response.close();
    return chain.proceed(copy);
  }

  private static Request copy(Request request) throws IOException {
    Buffer bytes = bytes(request);
    RequestBody copy = RequestBody.create(bytes.readByteArray(), MediaType.get("application/json"));
    return request.newBuilder().method(request.method(), copy).build();
  }

  private static Buffer bytes(Request request) throws IOException {
    Buffer bytes = new Buffer();
    requireNonNull(request.body()).writeTo(bytes);
    return bytes;
  }

  static Stream<Arguments> calls() {
    return Stream.of(HttpTransport.values())
        .flatMap(transport -> Stream.of(false, true).map(async -> Arguments.of(transport, async)));
  }

  /** Some interceptors turn a failure of the network into a response that no server sent. */
  @ParameterizedTest
  @MethodSource("calls")
  void command_whenAnInterceptorReplacesTheFailureOfItsSendByAResponse_isUnknown(
      HttpTransport transport, boolean async) {
    OkHttpClient http =
        HttpTransport.http()
            .addInterceptor(
                chain -> {
                  try {
                    return chain.proceed(chain.request());
                  } catch (IOException e) {
                    return new Response.Builder()
                        .request(chain.request())
                        .protocol(Protocol.HTTP_1_1)
                        .code(400)
                        .message("no network")
                        .body(ResponseBody.create("", null))
                        .build();
                  }
                })
            .build();
    try (RawServer server = transport.serve((n, request) -> null);
        FreedomCardClient client = HttpTransport.client(server, http)) {
      assertThat(COMMAND.call(client, async))
          .isInstanceOfSatisfying(
              FreedomCardException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
      assertThat(server.requests()).hasSize(1);
    }
  }

  /** The guard knows that a dead connection sent nothing, but not what an interceptor did then. */
  @Tag("slow")
  @ParameterizedTest
  @MethodSource("calls")
  void command_whenAnInterceptorSendsACopyElsewhereAfterADeadConnection_isNotSentAgain(
      HttpTransport transport, boolean async) throws Exception {
    OkHttpClient elsewhere = HttpTransport.http().retryOnConnectionFailure(false).build();
    try (RawServer main =
            transport.serveConnections(
                (n, request, connection) -> {
                  connection.send(http("200 OK", COMMAND.success()));
                  connection.halfClose();
                });
        RawServer backup = transport.serve((n, request) -> null);
        FreedomCardClient client =
            HttpTransport.client(
                main,
                HttpTransport.http()
                    .addInterceptor(
                        chain -> {
                          Request copy = copy(chain.request());
                          try {
                            return chain.proceed(copy);
                          } catch (IOException e) {
                            Request other = copy.newBuilder().url(backup.baseUrl()).build();
                            try {
                              return elsewhere.newCall(other).execute();
                            } catch (IOException lost) {
                              throw e;
                            }
                          }
                        })
                    .retryOnConnectionFailure(false)
                    .build())) {
      assertThat(COMMAND.call(client, async)).isInstanceOf(ApiResponse.class);
      IdleTime.pass();
      assertThat(COMMAND.call(client, async))
          .isInstanceOfSatisfying(
              FreedomCardException.class, e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
      assertThat(main.requests()).hasSize(1);
      assertThat(backup.requests()).hasSize(1);
    }
  }

  /** OkHttp's time-outs end no interceptor. */
  @Test
  void commandAsync_whenAnInterceptorStallsAfterItReadTheBody_endsAtTheTimeOut() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    OkHttpClient http =
        HttpTransport.http()
            .addInterceptor(
                chain -> {
                  var unused = copy(chain.request());
                  try {
                    ended.await();
                  } catch (InterruptedException e) {
                    throw new IOException("interrupted");
                  }
                  return chain.proceed(chain.request());
                })
            .build();
    try (RawServer server = HttpTransport.CLEAR.serve((n, request) -> null);
        FreedomCardClient client =
            HttpTransport.client(server, http)
                .withOptions(RequestOptions.builder().timeout(Duration.ofMillis(300)).build())) {
      try {
        assertThat(
                CompletableFuture.supplyAsync(() -> COMMAND.call(client, true))
                    .get(20, TimeUnit.SECONDS))
            .isInstanceOfSatisfying(
                FreedomCardException.class,
                e -> assertThat(e.outcome()).isEqualTo(Outcome.UNKNOWN));
      } finally {
        ended.countDown();
      }
    }
  }
}
