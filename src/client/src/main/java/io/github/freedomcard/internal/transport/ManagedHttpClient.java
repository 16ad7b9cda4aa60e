package io.github.freedomcard.internal.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * The OkHttp client of a card client.
 *
 * @param http sends each {@link Exchange} at most once
 * @param closing releases what belongs to the card client
 */
public record ManagedHttpClient(OkHttpClient http, Runnable closing) {

  /**
   * Common servers close idle connections after 5 seconds or more. A request that meets the close
   * has an unknown outcome, so the client closes them first.
   */
  private static final int KEEP_ALIVE_SECONDS = 4;

  /** A peer that died without closing an HTTP/2 connection is noticed after two of these. */
  private static final Duration PING_INTERVAL = Duration.ofSeconds(10);

  /**
   * A client of our own. It uses HTTP/1.1, because HTTP/2 servers refuse streams when they replace
   * a connection, which leaves commands with an unknown outcome.
   *
   * @param https whether the host is called with HTTPS
   * @param attemptTimeout the usual time-out of an attempt
   * @param configure applied on top of these defaults
   */
  public static ManagedHttpClient own(
      boolean https,
      Duration attemptTimeout,
      int maxConcurrentCalls,
      Consumer<OkHttpClient.Builder> configure) {
    Dispatcher dispatcher = new Dispatcher();
    // All calls go to one host, so OkHttp's limit of five per host would limit the whole client.
    dispatcher.setMaxRequests(maxConcurrentCalls);
    dispatcher.setMaxRequestsPerHost(maxConcurrentCalls);
    ConnectionPool pool =
        new ConnectionPool(maxConcurrentCalls, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(pool)
            .protocols(List.of(Protocol.HTTP_1_1))
            .connectionSpecs(
                List.of(https ? ConnectionSpec.RESTRICTED_TLS : ConnectionSpec.CLEARTEXT));
    configure.accept(builder);
    return new ManagedHttpClient(
        guarded(builder, https, attemptTimeout),
        () -> {
          dispatcher.executorService().shutdown();
          pool.evictAll();
        });
  }

  /** A client that shares pool, dispatcher, proxy, TLS and interceptors with an injected one. */
  public static ManagedHttpClient sharing(
      boolean https, Duration attemptTimeout, OkHttpClient injected) {
    return new ManagedHttpClient(guarded(injected.newBuilder(), https, attemptTimeout), () -> {});
  }

  private static OkHttpClient guarded(
      OkHttpClient.Builder builder, boolean https, Duration attemptTimeout) {
    OkHttpClient configured = https ? builder.build() : LoopbackDns.confine(builder.build());
    StepTimeouts steps = new StepTimeouts(attemptTimeout, configured);
    OkHttpClient.Builder guarded =
        steps
            .applyTo(configured.newBuilder())
            // The call's own time-out is set for each call.
            .callTimeout(Duration.ZERO)
            .followRedirects(false)
            .followSslRedirects(false)
            .addInterceptor(steps)
            .addNetworkInterceptor(new SendGuard(configured.connectionPool()));
    if (configured.pingIntervalMillis() == 0) {
      guarded.pingInterval(PING_INTERVAL);
    }
    return guarded.build();
  }
}
