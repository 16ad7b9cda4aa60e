package io.github.freedomcard.internal.transport;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the thread of a timer asleep while the timer is in use.
 *
 * <p>Such a thread wakes up whenever what is queued becomes the next to be due, and most of it is
 * cancelled long before that. While the anchor is queued, which does nothing and is due earlier,
 * the thread wakes up once a second instead of once per call. Thread-safe.
 */
final class Anchor {

  private final Runnable queue;
  private final AtomicBoolean queued = new AtomicBoolean();
  private volatile boolean used;

  /**
   * An anchor that is not queued yet.
   *
   * @param queue queues what calls {@link #due} after a second
   */
  Anchor(Runnable queue) {
    this.queue = queue;
  }

  /** The timer is in use. The anchor leaves it after a second without. */
  void use() {
    if (!used) {
      used = true;
    }
    if (!queued.get() && queued.compareAndSet(false, true)) {
      queue.run();
    }
  }

  void due() {
    if (used) {
      used = false;
      queue.run();
    } else {
      queued.set(false);
    }
  }
}
