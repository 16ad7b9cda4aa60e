package io.github.freedomcard.internal.transport;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The clock of a client and its two ways to wait; tests put another in its place. */
class Time implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;

  /** A clock whose thread starts with the first scheduled task, and keeps no JVM alive. */
  Time() {
    timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "freedom-card-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
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

  /** Takes no new tasks; those that wait still run, so that their callers get an answer. */
  @Override
  public void close() {
    timer.shutdown();
  }
}
