package io.github.freedomcard.internal.transport;

import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The clock of a client and its two ways to wait. Nothing else reads the time; tests replace it.
 */
class Scheduler {

  private final ScheduledThreadPoolExecutor timer;

  /**
   * Whether a task waits that does nothing. The timer's thread wakes up whenever a new task becomes
   * the next one, and most are cancelled long before they are due. While this one waits, which is
   * due earlier, the thread wakes up once a second instead of once per call.
   */
  private final AtomicBoolean anchored = new AtomicBoolean();

  private volatile boolean used;

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
    used = true;
    if (!anchored.get() && anchored.compareAndSet(false, true)) {
      anchor();
    }
    return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }

  private void anchor() {
    var unused =
        timer.schedule(
            () -> {
              if (used) {
                used = false;
                anchor();
              } else {
                anchored.set(false);
              }
            },
            1,
            TimeUnit.SECONDS);
  }
}
