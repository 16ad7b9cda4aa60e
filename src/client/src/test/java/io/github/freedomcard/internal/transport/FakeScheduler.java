package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.PriorityQueue;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** A clock that only tests advance; it runs the tasks that become due. For one thread. */
final class FakeScheduler extends Scheduler {

  private record Event(long at, long number, FutureTask<?> task) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long number;
  private long sleeps;
  private long interruptedSleep;
  private long schedules;
  private long hookedSchedule;
  private Runnable hook = () -> {};

  /** Resets the time to one that is not zero, like the clock of a JVM. */
  void reset() {
    events.clear();
    now = -5_000_000_000L;
    sleeps = 0;
    interruptedSleep = 0;
    schedules = 0;
    hookedSchedule = 0;
  }

  /** Interrupts the n-th sleep from now, counted from 1. */
  void interruptSleep(int n) {
    interruptedSleep = sleeps + n;
  }

  /** Runs this while the engine schedules its n-th task, counted from 1. */
  void onSchedule(int n, Runnable task) {
    hookedSchedule = n;
    hook = task;
  }

  /** How often the engine slept. */
  int sleeps() {
    return (int) sleeps;
  }

  /** How often the engine scheduled a task. */
  int schedules() {
    return (int) schedules;
  }

  @Override
  long nanos() {
    return now;
  }

  @Override
  Instant now() {
    return Instant.EPOCH.plusNanos(now);
  }

  @Override
  void sleep(long nanos) throws InterruptedException {
    if (nanos <= 0) {
      throw new IllegalArgumentException("sleep for " + nanos);
    }
    if (++sleeps == interruptedSleep) {
      advance(nanos / 2);
      throw new InterruptedException();
    }
    advance(nanos);
  }

  @Override
  Future<?> schedule(Runnable task, long nanos) {
    schedules++;
    Future<?> future = later(task, nanos);
    if (schedules == hookedSchedule) {
      hook.run();
    }
    return future;
  }

  /** As {@link #schedule}, for tasks of the network instead of the engine. */
  Future<?> later(Runnable task, long nanos) {
    FutureTask<?> future = new FutureTask<>(task, null);
    events.add(new Event(now + Math.max(0, nanos), number++, future));
    return future;
  }

  /** Advances the time and runs what becomes due. */
  void advance(long nanos) {
    long until = now + nanos;
    for (Event next = events.peek(); next != null && next.at() <= until; next = events.peek()) {
      runNext();
    }
    now = until;
  }

  /** Runs the next task, advancing the time to it; false if there is none. */
  boolean runNext() {
    @Nullable Event next = events.poll();
    while (next != null && next.task().isCancelled()) {
      next = events.poll();
    }
    if (next == null) {
      return false;
    }
    now = Math.max(now, next.at());
    next.task().run();
    failIfFailed(next.task());
    return true;
  }

  /** The engine never reads the future of a task, so a failure would be lost. */
  private static void failIfFailed(FutureTask<?> task) {
    if (task.isCancelled()) {
      return;
    }
    try {
      var unused = task.get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("an event failed", requireNonNull(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
