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

  private final int usualMillis;
  private final boolean multiplexed;

  /**
   * The usual limits.
   *
   * @param attemptTimeout the usual time-out of an attempt
   * @param multiplexed whether calls may share a connection
   */
  StepTimeouts(Duration attemptTimeout, boolean multiplexed) {
    this.usualMillis = (int) Math.max(1, Math.min(attemptTimeout.toMillis(), Integer.MAX_VALUE));
    this.multiplexed = multiplexed;
  }

  OkHttpClient.Builder applyTo(OkHttpClient.Builder http) {
    return http.readTimeout(usualMillis, TimeUnit.MILLISECONDS)
        .writeTimeout(usualMillis, TimeUnit.MILLISECONDS);
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Exchange exchange = SendGuard.exchange(chain);
    if (exchange == null) {
      return chain.proceed(chain.request());
    }
    int step = exchange.stepMillis();
    // A connection attempt that stalls must leave time for another one.
    int connect = Math.max(1, step / 4);
    int configured = chain.connectTimeoutMillis();
    Chain limited =
        chain.withConnectTimeout(
            configured == 0 ? connect : Math.min(configured, connect), TimeUnit.MILLISECONDS);
    if (!hasUsualLimits(chain, exchange)) {
      limited =
          limited
              .withReadTimeout(step, TimeUnit.MILLISECONDS)
              .withWriteTimeout(step, TimeUnit.MILLISECONDS);
    }
    return limited.proceed(chain.request());
  }

  /**
   * Whether reads and writes have the limits of the client, and the exchange has the usual time, up
   * to what passed since its call began. On HTTP/1.1 they need not be less than the time-out of the
   * call. Other limits cost a copy of the chain each.
   */
  private boolean hasUsualLimits(Chain chain, Exchange exchange) {
    long millis = TimeUnit.NANOSECONDS.toMillis(exchange.timeoutNanos());
    return !multiplexed
        && (millis == usualMillis || millis == usualMillis - 1)
        && chain.readTimeoutMillis() == usualMillis
        && chain.writeTimeoutMillis() == usualMillis;
  }
}
