package io.github.freedomcard.internal.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okio.AsyncTimeout;

/**
 * Keeps Okio's watchdog thread asleep during calls.
 *
 * <p>OkHttp's time-outs wait in one queue, and the watchdog wakes up whenever a new one is the
 * first: up to three times per call, for the call, its write and its read. While this time-out is
 * in the queue, it expires before theirs, and the watchdog wakes up once a second. Their deadlines
 * stay as they are. Thread-safe.
 */
final class WatchdogAnchor extends AsyncTimeout {

  private final AtomicBoolean queued = new AtomicBoolean();
  private volatile boolean used;

  WatchdogAnchor() {
    timeout(1, TimeUnit.SECONDS);
  }

  /** A call begins. The anchor leaves the queue after a second without one. */
  void use() {
    if (!used) {
      used = true;
    }
    if (!queued.get() && queued.compareAndSet(false, true)) {
      enter();
    }
  }

  @Override
  protected void timedOut() {
    exit();
    if (used) {
      used = false;
      enter();
    } else {
      queued.set(false);
    }
  }
}
