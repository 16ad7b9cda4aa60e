package io.github.freedomcard.internal.transport;

import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The clock of a client and its two ways to wait. Nothing else reads the time; tests replace it.
 */
class Scheduler {

  private final ScheduledThreadPoolExecutor timer;

  private final Anchor anchor = new Anchor(this::queueAnchor);

  /** Its thread starts with the first task, ends after the last, and keeps no JVM alive. */
  Scheduler() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "freedom-card-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    timer.setKeepAliveTime(1, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /** The time in nanoseconds, counted from an arbitrary origin. */
  long nanos() {
    return System.nanoTime();
  }

  /** The date and time of this machine. */
  Instant now() {
    return Instant.now();
  }

  void sleep(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanos);
  }

  /** Runs a task that does not block, after a delay; cancelling the result removes it. */
  Future<?> schedule(Runnable task, long nanos) {
    anchor.use();
    return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  private void queueAnchor() {
    var unused = timer.schedule(anchor::due, 1, TimeUnit.SECONDS);
  }
}
