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

  private static final int MAX_MILLIS = Integer.MAX_VALUE;

  private final int usualMillis;
  private final int toleratedMillis;
  private final int configuredConnectMillis;
  private final int usualConnectMillis;

  StepTimeouts(Duration attemptTimeout, int configuredConnectMillis) {
    long nanos = TimeUnit.MILLISECONDS.toNanos(Math.min(attemptTimeout.toMillis(), MAX_MILLIS));
    this.usualMillis = stepMillis(nanos);
    this.toleratedMillis = (int) TimeUnit.NANOSECONDS.toMillis(margin(nanos) / 2);
    this.configuredConnectMillis = configuredConnectMillis;
    this.usualConnectMillis = connectMillis(usualMillis, configuredConnectMillis);
  }

  /**
   * The limit of one step. It is a little less than the time that is left, because OkHttp checks an
   * HTTP/2 connection only after a time-out of a read.
   */
  private static int stepMillis(long nanosLeft) {
    long millis = TimeUnit.NANOSECONDS.toMillis(nanosLeft - margin(nanosLeft));
    return (int) Math.max(1, Math.min(millis, MAX_MILLIS));
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
    int configured = connect == usualConnectMillis ? configuredConnectMillis : connect;
    return chain
        .withConnectTimeout(connectMillis(step, configured), TimeUnit.MILLISECONDS)
        .withReadTimeout(step, TimeUnit.MILLISECONDS)
        .withWriteTimeout(step, TimeUnit.MILLISECONDS)
        .proceed(chain.request());
  }

  /**
   * Whether each step has the limit of the client, and reads and writes end before the time-out of
   * the call by half of the margin or more. Other limits cost a copy of the chain each.
   */
  private boolean hasUsualLimits(Chain chain, int step) {
    return step <= usualMillis
        && step >= usualMillis - toleratedMillis
        && chain.connectTimeoutMillis() == usualConnectMillis
        && chain.readTimeoutMillis() == usualMillis
        && chain.writeTimeoutMillis() == usualMillis;
  }
}
