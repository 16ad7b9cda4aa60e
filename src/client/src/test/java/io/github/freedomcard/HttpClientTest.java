package io.github.freedomcard;

import static io.github.freedomcard.testing.RawServer.http;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.config.Environment;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.TlsCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.security.Security;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.HttpsURLConnection;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP client, injected or our own: which settings it keeps, and when it closes. */
class HttpClientTest {

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"}";
  private static final BalanceRequest READ = BalanceRequest.builder().cardId("1").build();
  private static final BlockCardRequest COMMAND =
      BlockCardRequest.builder().cardId("1").description("lost").build();

  /** The time-outs of a call as OkHttp sees them. */
  private record CallTimeouts(
      OkHttpClient client, long seconds, int connectMillis, int readMillis, int writeMillis) {

    static CallTimeouts of(Interceptor.Chain chain) {
      return new CallTimeouts(
          client(chain.call()),
          // Rounded up to ten seconds, because a little time has passed when the request is sent.
          Duration.ofNanos(chain.call().timeout().timeoutNanos()).plusMillis(9_999).toSeconds()
              / 10
              * 10,
          chain.connectTimeoutMillis(),
          chain.readTimeoutMillis(),
          chain.writeTimeoutMillis());
    }

    /** A call has no accessor for its client, but a field of that type in every OkHttp. */
    private static OkHttpClient client(Call call) {
      try {
        for (Field field : call.getClass().getDeclaredFields()) {
          if (field.getType() == OkHttpClient.class) {
            field.setAccessible(true);
            return (OkHttpClient) field.get(call);
          }
        }
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
      throw new IllegalStateException("no client in " + call.getClass());
    }
  }

  @Test
  void injectedClient_whenItHasOtherTimeOuts_usesOurs() {
    List<CallTimeouts> timeouts = new CopyOnWriteArrayList<>();
    OkHttpClient hasty =
        new OkHttpClient.Builder()
            .callTimeout(Duration.ofMillis(1))
            .readTimeout(Duration.ofMillis(1))
            .writeTimeout(Duration.ofMillis(1))
            .addNetworkInterceptor(
                chain -> {
                  timeouts.add(CallTimeouts.of(chain));
                  return chain.proceed(chain.request());
                })
            .build();
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client =
            builder(server)
                .httpClient(hasty)
                .timeout(Duration.ofMinutes(10))
                .attemptTimeout(Duration.ofMinutes(3))
                .build()) {
      client.getBalance(READ);
      client
          .withOptions(RequestOptions.builder().attemptTimeout(Duration.ofMinutes(2)).build())
          .getBalance(READ);
      FreedomCardClient brief =
          client.withOptions(RequestOptions.builder().timeout(Duration.ofSeconds(90)).build());
      brief.getBalance(READ);
      // An idempotent command reserves two thirds for status queries.
      brief.blockCard(COMMAND);
      brief.async().blockCard(COMMAND).join();
    }
    assertThat(timeouts)
        .extracting(CallTimeouts::seconds)
        .containsExactly(180L, 120L, 90L, 30L, 30L);
    // A step ends a little before its call, and a connection attempt after a quarter of it.
    assertThat(timeouts)
        .allSatisfy(
            each -> {
              assertThat(each.readMillis()).isBetween(1, (int) each.seconds() * 1_000 - 250);
              assertThat(each.writeMillis()).isEqualTo(each.readMillis());
              assertThat(each.connectMillis()).isEqualTo(Math.min(10_000, each.readMillis() / 4));
            });
    // Built once with the client, not for each call or view.
    assertThat(timeouts.stream().map(CallTimeouts::client).collect(toSet())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ownClient_always_limitsEachStep(boolean interceptorShortens) {
    List<CallTimeouts> timeouts = new CopyOnWriteArrayList<>();
    Interceptor hasty =
        chain ->
            chain
                .withReadTimeout(1, TimeUnit.MILLISECONDS)
                .withWriteTimeout(1, TimeUnit.MILLISECONDS)
                .proceed(chain.request());
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client =
            builder(server)
                .timeout(Duration.ofMinutes(10))
                .attemptTimeout(Duration.ofSeconds(30))
                .configureHttp(
                    own -> {
                      if (interceptorShortens) {
                        own.addInterceptor(hasty);
                      }
                      own.addNetworkInterceptor(
                          chain -> {
                            timeouts.add(CallTimeouts.of(chain));
                            return chain.proceed(chain.request());
                          });
                    })
                .build()) {
      client.getBalance(READ);
      for (int seconds : new int[] {20, 60}) {
        client
            .withOptions(
                RequestOptions.builder().attemptTimeout(Duration.ofSeconds(seconds)).build())
            .getBalance(READ);
      }
    }
    assertThat(timeouts).extracting(CallTimeouts::seconds).containsExactly(30L, 20L, 60L);
    assertThat(timeouts)
        .allSatisfy(
            each -> {
              int millis = (int) each.seconds() * 1_000;
              assertThat(each.readMillis()).isBetween(millis - 9_000, millis);
              assertThat(each.writeMillis()).isEqualTo(each.readMillis());
              assertThat(each.connectMillis()).isEqualTo(Math.min(10_000, each.readMillis() / 4));
            });
  }

  @Test
  void injectedClient_whenItHasNoTimeOuts_usesOurs() {
    OkHttpClient patient =
        new OkHttpClient.Builder()
            .callTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .build();
    try (RawServer server =
            RawServer.start(
                (n, request) -> {
                  new CountDownLatch(1).await();
                  return null;
                });
        FreedomCardClient client = builder(server).httpClient(patient).build()) {
      FreedomCardClient hasty =
          client.withOptions(
              RequestOptions.builder().attemptTimeout(Duration.ofMillis(30)).build());
      assertThatThrownBy(() -> hasty.getBalance(READ)).isInstanceOf(ConnectionException.class);
      assertThatThrownBy(() -> hasty.async().getBalance(READ).join())
          .hasCauseInstanceOf(ConnectionException.class);
    }
  }

  @Test
  void injectedClient_whenTheCardClientIsClosed_staysOpen() throws Exception {
    OkHttpClient http = TlsCertificate.get().trust(new OkHttpClient.Builder()).build();
    try (RawServer server = RawServer.start(true, (n, request) -> http("200 OK", OK))) {
      try (FreedomCardClient client = builder(server).httpClient(http).build()) {
        client.getBalance(READ);
        client.async().getBalance(READ).join();
      }
      assertThat(http.connectionPool().connectionCount()).isEqualTo(1);
      assertThat(http.dispatcher().executorService().isShutdown()).isFalse();
      assertThat(http.dispatcher().getMaxRequestsPerHost()).isEqualTo(5);
      Call call = http.newCall(new Request.Builder().url(server.baseUrl()).build());
      try (var response = call.execute()) {
        assertThat(response.code()).isEqualTo(200);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
    http.dispatcher().executorService().shutdown();
  }

  @Test
  void ownClient_whenClosed_leavesNoThreadThatKeepsTheJvmAlive() throws Exception {
    Set<Thread> before = threads();
    try (RawServer server =
        RawServer.start((n, request) -> http(n % 2 == 1 ? "503 Busy" : "200 OK", OK))) {
      FreedomCardClient client = builder(server).build();
      client.getBalance(READ);
      client.async().getBalance(READ).join();
      Set<Thread> keeping = new HashSet<>(threads());
      keeping.removeAll(before);
      keeping.removeIf(Thread::isDaemon);
      assertThat(keeping).isNotEmpty();
      client.close();
      for (Thread thread : keeping) {
        thread.join(10_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  @Test
  void ownClient_byDefault_speaksHttp1OverStrongTlsAndIsConfigurable() {
    AtomicReference<OkHttpClient> defaults = new AtomicReference<>();
    List<Request> seen = new CopyOnWriteArrayList<>();
    try (RawServer server = RawServer.start(true, (n, request) -> http("200 OK", OK));
        FreedomCardClient client =
            builder(server)
                .configureHttp(
                    http -> {
                      defaults.set(http.build());
                      TlsCertificate.get()
                          .trust(http)
                          .addInterceptor(
                              chain -> {
                                seen.add(chain.request());
                                return chain.proceed(chain.request());
                              });
                    })
                .build()) {
      client.getBalance(READ);
    }
    assertThat(requireNonNull(defaults.get()).protocols()).containsExactly(Protocol.HTTP_1_1);
    assertThat(defaults.get().connectionSpecs()).containsExactly(ConnectionSpec.RESTRICTED_TLS);
    assertThat(seen).hasSize(1);
  }

  @Test
  void ownClient_whenItsDispatcherIsReplaced_leavesThatOpen() {
    Dispatcher dispatcher = new Dispatcher();
    ConnectionPool pool = new ConnectionPool();
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK))) {
      try (FreedomCardClient client =
          builder(server)
              .configureHttp(http -> http.dispatcher(dispatcher).connectionPool(pool))
              .build()) {
        client.async().getBalance(READ).join();
      }
      assertThat(dispatcher.executorService().isShutdown()).isFalse();
      assertThat(pool.connectionCount()).isEqualTo(1);
    }
    dispatcher.executorService().shutdown();
    pool.evictAll();
  }

  @Test
  void ownClient_whenConfiguredTwice_appliesBothInOrder() {
    List<String> order = new ArrayList<>();
    FreedomCardClient.builder()
        .environment(Environment.TEST)
        .credentials("id", "key")
        .configureHttp(http -> order.add("first"))
        .configureHttp(http -> order.add("second"))
        .build()
        .close();
    assertThat(order).containsExactly("first", "second");
  }

  @Test
  void ownClient_whenAlsoInjected_isRejected() {
    FreedomCardClientBuilder both =
        FreedomCardClient.builder()
            .environment(Environment.TEST)
            .credentials("id", "key")
            .httpClient(new OkHttpClient())
            .configureHttp(http -> {});
    assertThatIllegalStateException()
        .isThrownBy(both::build)
        .withMessage("httpClient or configureHttp: both are set");
  }

  @Test
  void ownClient_whenClosedTwice_staysClosed() {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK))) {
      FreedomCardClient client = builder(server).build();
      client.close();
      client.close();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void response_whenCompressed_isDecompressed() throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(OK.getBytes(UTF_8));
    }
    byte[] head =
        ("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                + compressed.size()
                + "\r\n\r\n")
            .getBytes(UTF_8);
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    response.write(head);
    compressed.writeTo(response);
    try (RawServer server = RawServer.start((n, request) -> response.toByteArray());
        FreedomCardClient client = builder(server).build()) {
      assertThat(client.blockCard(COMMAND).isSuccess()).isTrue();
      assertThat(server.requests().get(0).headers()).containsEntry("accept-encoding", "gzip");
    }
  }

  @Test
  void client_whenUsed_changesNoGlobalStateOfTheJvm() {
    List<@Nullable Object> before = jvm();
    try (RawServer server =
            RawServer.start((n, request) -> http(n == 1 ? "401 Who" : "407 Who", OK));
        FreedomCardClient client = builder(server).retryPolicy(RetryPolicy.none()).build()) {
      assertThatThrownBy(() -> client.getBalance(READ)).isInstanceOf(RuntimeException.class);
      assertThatThrownBy(() -> client.async().blockCard(COMMAND).join())
          .isInstanceOf(RuntimeException.class);
    }
    assertThat(jvm()).isEqualTo(before);
  }

  private static List<@Nullable Object> jvm() {
    return Arrays.asList(
        Authenticator.getDefault(),
        ProxySelector.getDefault(),
        CookieHandler.getDefault(),
        ResponseCache.getDefault(),
        HttpsURLConnection.getDefaultSSLSocketFactory(),
        HttpsURLConnection.getDefaultHostnameVerifier(),
        List.of(Security.getProviders()),
        Locale.getDefault(),
        TimeZone.getDefault(),
        Thread.getDefaultUncaughtExceptionHandler(),
        (Properties) System.getProperties().clone());
  }

  private static Set<Thread> threads() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    threads.addAll(Thread.getAllStackTraces().keySet());
    return threads;
  }

  private static FreedomCardClientBuilder builder(RawServer server) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials("id", "key")
        .retryPolicy(
            RetryPolicy.builder().backoff(Duration.ofNanos(1), Duration.ofNanos(1)).build());
  }
}
