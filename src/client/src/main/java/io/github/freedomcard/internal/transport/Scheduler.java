package io.github.freedomcard.internal.transport;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock of a client and its two ways to wait; tests put another in its place. */
class Scheduler {

  private final ScheduledThreadPoolExecutor timer;

  /** A clock whose thread comes with the first task, goes with the last, and keeps no JVM alive. */
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

  long nanos() {
    return System.nanoTime();
  }

  void sleep(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(nanos);
  }

  /** Runs a task that does not block after a delay; cancelling the result takes it back. */
  Future<?> schedule(Runnable task, long nanos) {
    return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }
}
