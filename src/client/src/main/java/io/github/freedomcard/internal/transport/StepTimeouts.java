package io.github.freedomcard.internal.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Limits each step of an exchange: a connection attempt, a read, a write. The last interceptor of
 * the application's side, so that it replaces the limits of a caller's interceptors. Thread-safe.
 *
 * <p>The time-out of the call ends every step too. But that is one attempt to cancel, made by a
 * thread of Okio that a caller's listener can end; the limit of a read is kept by the socket.
 */
final class StepTimeouts implements Interceptor {

  private final boolean multiplexed;
  private final int usualMillis;
  private final int configuredConnectMillis;
  private final int usualConnectMillis;

  /** How late an attempt with the usual time may be, and still have the usual limits. */
  private final int toleratedMillis;

  /**
   * The usual limits.
   *
   * @param attemptTimeout the usual time-out of an attempt
   * @param configured has the caller's connection limit, and says whether calls may share a
   *     connection
   */
  StepTimeouts(Duration attemptTimeout, OkHttpClient configured) {
    long nanos = attemptTimeout.toNanos();
    this.multiplexed = SendGuard.isMultiplexed(configured.protocols());
    this.usualMillis = stepMillis(nanos);
    this.configuredConnectMillis = configured.connectTimeoutMillis();
    this.usualConnectMillis = connectMillis(usualMillis, configuredConnectMillis);
    this.toleratedMillis = (int) TimeUnit.NANOSECONDS.toMillis(margin(nanos) / 10);
  }

  /**
   * The limit of one step. Where calls may share a connection it is a little less than the time
   * that is left, because OkHttp checks an HTTP/2 connection only after a time-out of a read.
   */
  private int stepMillis(long nanosLeft) {
    long nanos = multiplexed ? nanosLeft - margin(nanosLeft) : nanosLeft;
    return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
  }

  private static long margin(long nanosLeft) {
    return Math.min(nanosLeft / 10, Exchange.GRACE_NANOS);
  }

  /** A connection attempt that stalls must leave time for another one. */
  private static int connectMillis(int step, int configured) {
    int limit = Math.max(1, step / 4);
    return configured == 0 ? limit : Math.min(configured, limit);
  }

  OkHttpClient.Builder applyTo(OkHttpClient.Builder http) {
    return http.connectTimeout(usualConnectMillis, TimeUnit.MILLISECONDS)
        .readTimeout(usualMillis, TimeUnit.MILLISECONDS)
        .writeTimeout(usualMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Exchange exchange = SendGuard.exchange(chain);
    if (exchange == null) {
      return chain.proceed(chain.request());
    }
    int step = stepMillis(exchange.nanosLeft());
    if (hasUsualLimits(chain, step)) {
      return chain.proceed(chain.request());
    }
    int connect = chain.connectTimeoutMillis();
    // The usual limit is this client's own, and stands for what its caller configured.
    int configured = connect == usualConnectMillis ? configuredConnectMillis : connect;
    return chain
        .withConnectTimeout(connectMillis(step, configured), TimeUnit.MILLISECONDS)
        .withReadTimeout(step, TimeUnit.MILLISECONDS)
        .withWriteTimeout(step, TimeUnit.MILLISECONDS)
        .proceed(chain.request());
  }

  /**
   * Whether each step has the limit of the client, and the time that is left is the usual one.
   * Other limits cost a copy of the chain each.
   */
  private boolean hasUsualLimits(Chain chain, int step) {
    return step <= usualMillis
        && step >= usualMillis - toleratedMillis
        && chain.connectTimeoutMillis() == usualConnectMillis
        && chain.readTimeoutMillis() == usualMillis
        && chain.writeTimeoutMillis() == usualMillis;
  }
}
