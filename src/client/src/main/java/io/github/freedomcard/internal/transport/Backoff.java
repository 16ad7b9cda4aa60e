package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.RetryPolicy;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next exchange, in nanoseconds. */
final class Backoff {

  /** A server may ask for any delay; more than this is not waited for. */
  private static final Duration LONGEST_ASKED = Duration.ofSeconds(30);

  private Backoff() {}

  /**
   * Full jitter: anything from nothing to a bound that doubles, so that clients that failed
   * together do not come back together; but no less than the server asked for.
   */
  static long fullJitter(
      RetryPolicy policy, int attempts, @Nullable Duration asked, DoubleSupplier random) {
    return atLeast(asked, (long) (random.getAsDouble() * bound(policy, attempts)));
  }

  /** Half the bound and a random part of the other half, for questions that go on for long. */
  static long halfJitter(
      RetryPolicy policy, int attempts, @Nullable Duration asked, DoubleSupplier random) {
    return atLeast(asked, (long) ((0.5 + random.getAsDouble() / 2) * bound(policy, attempts)));
  }

  private static double bound(RetryPolicy policy, int attempts) {
    double doubled = policy.firstBackoff().toNanos() * Math.pow(2, Math.max(0, attempts - 1));
    return Math.min(doubled, (double) policy.maxBackoff().toNanos());
  }

  private static long atLeast(@Nullable Duration asked, long nanos) {
    if (asked == null) {
      return nanos;
    }
    Duration capped = asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
    return Math.max(nanos, capped.toNanos());
  }
}
