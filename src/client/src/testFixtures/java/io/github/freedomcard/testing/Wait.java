package io.github.freedomcard.testing;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does; a test that waits in vain fails instead of hanging. */
public final class Wait {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Wait() {}

  /** Waits until a condition holds. */
  public static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        throw new AssertionError("still waiting after " + LIMIT);
      }
      Thread.onSpinWait();
    }
  }
}
