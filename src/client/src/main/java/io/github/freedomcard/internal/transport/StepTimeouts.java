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

  private final int millis;
  private final int connectMillis;
  private final boolean multiplexed;

  /**
   * The usual limits.
   *
   * @param attemptTimeout the usual time-out of an attempt
   * @param connectMillis the limit of the HTTP client; 0 if it has none
   * @param multiplexed whether calls may share a connection
   */
  StepTimeouts(Duration attemptTimeout, int connectMillis, boolean multiplexed) {
    this.millis = (int) Math.max(1, Math.min(attemptTimeout.toMillis(), Integer.MAX_VALUE));
    this.connectMillis = connecting(connectMillis, millis);
    this.multiplexed = multiplexed;
  }

  /** A connection attempt that stalls must leave time for another one. */
  private static int connecting(int configured, int step) {
    int quarter = Math.max(1, step / 4);
    return configured == 0 ? quarter : Math.min(configured, quarter);
  }

  OkHttpClient.Builder applyTo(OkHttpClient.Builder http) {
    return http.connectTimeout(connectMillis, TimeUnit.MILLISECONDS)
        .readTimeout(millis, TimeUnit.MILLISECONDS)
        .writeTimeout(millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Exchange exchange = SendGuard.exchange(chain);
    if (exchange == null || hasUsualLimits(chain, exchange)) {
      return chain.proceed(chain.request());
    }
    int step = exchange.stepMillis();
    return chain
        .withConnectTimeout(connecting(chain.connectTimeoutMillis(), step), TimeUnit.MILLISECONDS)
        .withReadTimeout(step, TimeUnit.MILLISECONDS)
        .withWriteTimeout(step, TimeUnit.MILLISECONDS)
        .proceed(chain.request());
  }

  /**
   * Whether the limits are those of the client, and the exchange has the usual time. On HTTP/1.1
   * they need not be less than the time-out of the call. Other limits cost a copy of the chain
   * each.
   */
  private boolean hasUsualLimits(Chain chain, Exchange exchange) {
    return !multiplexed
        && TimeUnit.NANOSECONDS.toMillis(exchange.timeoutNanos()) + 1 >= millis
        && chain.readTimeoutMillis() == millis
        && chain.writeTimeoutMillis() == millis
        && chain.connectTimeoutMillis() == connectMillis;
  }
}
