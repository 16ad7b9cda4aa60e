package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.RetryPolicy;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next exchange, in nanoseconds. */
final class Backoff {

  /** A server may ask for any delay; the client waits no longer than this. */
  private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(30);

  private Backoff() {}

  /**
   * Full jitter: a random delay up to a bound that doubles, so that clients that failed together do
   * not retry together. It is at least the delay that the server requested.
   */
  static long fullJitter(
      RetryPolicy policy, int attempts, @Nullable Duration retryAfter, DoubleSupplier random) {
    return atLeast(retryAfter, (long) (random.getAsDouble() * bound(policy, attempts)));
  }

  /** Half the bound and a random part of the other half, for polling that may take long. */
  static long halfJitter(
      RetryPolicy policy, int attempts, @Nullable Duration retryAfter, DoubleSupplier random) {
    return atLeast(retryAfter, (long) ((0.5 + random.getAsDouble() / 2) * bound(policy, attempts)));
  }

  private static double bound(RetryPolicy policy, int attempts) {
    double doubled = policy.firstBackoff().toNanos() * Math.pow(2, Math.max(0, attempts - 1));
    return Math.min(doubled, (double) policy.maxBackoff().toNanos());
  }

  /** The delay that the server requested, within limits, if it is longer than {@code nanos}. */
  static long atLeast(@Nullable Duration retryAfter, long nanos) {
    if (retryAfter == null) {
      return nanos;
    }
    Duration capped = retryAfter.compareTo(MAX_RETRY_AFTER) < 0 ? retryAfter : MAX_RETRY_AFTER;
    return Math.max(nanos, capped.toNanos());
  }
}
