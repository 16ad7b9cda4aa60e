package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.transport.FakeWorld.Exchanged;
import io.github.freedomcard.internal.transport.FakeWorld.Moment;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
import io.github.freedomcard.internal.transport.ReferenceModel.Said;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls that are ended from outside, at every point of every schedule of two faults: a future that
 * is cancelled or completed, a thread that is interrupted.
 */
class ScheduleStopTest {

  /** What the contract leaves open matters to what is told, not to whether a call stops. */
  private static final ScheduleExtent EXTENT =
      new ScheduleExtent(
          2, 1, 1, 1, false, false, false, Duration.ofMinutes(10), Duration.ofSeconds(20), true);

  /** The ways to end a call from outside, taken in turn. */
  private static final List<Consumer<CompletableFuture<?>>> ENDS =
      List.of(
          future -> future.cancel(true),
          future -> future.completeExceptionally(new TimeoutException()),
          future -> future.complete(null));

  private final PrintStream err = System.err;
  private final Warnings warnings = new Warnings();
  private final ScheduleTally tally = new ScheduleTally();
  private int points;

  @BeforeEach
  void countWarnings() {
    System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void letWarn() {
    System.setErr(err);
  }

  @Test
  void callAsync_whenEndedFromOutsideAtAnyPoint_sendsNothingMore() {
    for (ScheduleCase each : ScheduleCase.ALL) {
      new Stopped(each).endEverywhere();
    }
    report("ended from outside");
  }

  @Test
  void call_whenInterruptedAtAnyPoint_sendsNothingMore() {
    for (ScheduleCase each : ScheduleCase.ALL) {
      new Stopped(each).interruptEverywhere();
    }
    report("interrupted");
  }

  private void report(String what) {
    System.out.printf("Calls %s: at %,d points; violations %s%n", what, points, tally.violations());
    assertThat(tally.violations()).as(tally.samples()).isEmpty();
    assertThat(points).isGreaterThan(10_000);
  }

  /** One operation's calls. */
  private final class Stopped {

    private final ScheduleCase schedules;
    private final ScheduleExplorer choices = new ScheduleExplorer();
    private final FakeWorld world;
    private final Transport transport;
    private final CallSettings settings;

    Stopped(ScheduleCase schedules) {
      this.schedules = schedules;
      this.world = new FakeWorld(schedules, EXTENT, choices);
      this.transport = ScheduleRunner.transport(world);
      this.settings =
          ScheduleRunner.settings(EXTENT, schedules.policy(), FakeWorld.firstCredentials());
    }

    void endEverywhere() {
      do {
        world.reset();
        CompletableFuture<?> whole = callAsync();
        int events = 0;
        while (!whole.isDone() && world.time.runNext()) {
          events++;
        }
        int exchanges = world.exchanges().size();
        int schedulings = world.time.schedules();
        for (int n = 0; n < events; n++) {
          int after = n;
          choices.again(() -> endAfter(after));
        }
        for (int n = 2; n <= exchanges; n++) {
          int call = n;
          choices.again(() -> endAt(Moment.NEW_CALL, call));
          choices.again(() -> endAt(Moment.ENQUEUE, call));
        }
        for (int n = 2; n <= schedulings; n++) {
          int task = n;
          choices.again(() -> endWhileScheduling(task));
        }
      } while (choices.next());
    }

    private void endAfter(int events) {
      world.reset();
      warnings.count = 0;
      CompletableFuture<?> future = callAsync();
      for (int i = 0; i < events; i++) {
        world.time.runNext();
      }
      int exchanges = world.exchanges().size();
      boolean inFlight = world.inFlight() > 0;
      endAndCheck(future, () -> end(future), exchanges, inFlight, "after " + events + " events");
      checkWarning(inFlight);
    }

    private void endAt(Moment moment, int call) {
      world.reset();
      CompletableFuture<?> future = callAsync();
      world.atEachMoment(
          (at, n) -> {
            if (at == moment && n == call) {
              end(future);
            }
          });
      endAndCheck(future, () -> {}, call - 1, moment == Moment.ENQUEUE, moment + " " + call);
    }

    private void endWhileScheduling(int task) {
      world.reset();
      CompletableFuture<?> future = callAsync();
      int[] exchanges = new int[1];
      world.time.onSchedule(
          task,
          () -> {
            exchanges[0] = world.exchanges().size();
            end(future);
          });
      while (exchanges[0] == 0 && world.time.runNext()) {
        // On to the moment.
      }
      endAndCheck(future, () -> {}, exchanges[0], false, "while scheduling task " + task);
    }

    private void end(CompletableFuture<?> future) {
      ENDS.get(points++ % ENDS.size()).accept(future);
    }

    private void endAndCheck(
        CompletableFuture<?> future, Runnable end, int exchanges, boolean onWire, String where) {
      int[] completions = new int[1];
      var unused = future.whenComplete((response, failure) -> completions[0]++);
      end.run();
      while (world.time.runNext()) {
        // On to the quiet end.
      }
      if (world.exchanges().size() != exchanges) {
        violation("sent after the end", where);
      }
      if ((world.cancels() > 0) != onWire) {
        violation("cancelled on the wire " + world.cancels() + " times", where);
      }
      if (completions[0] != 1 || world.inFlight() != 0) {
        violation("not ended once", where);
      }
      Object result = future.isCancelled() ? "cancelled" : ScheduleRunner.resultNow(future);
      if (result instanceof ApiResponse || result instanceof FreedomCardException) {
        violation("answered after the end", where);
      }
    }

    /** One warning if bytes of a command may have left without a settled end, and else none. */
    private void checkWarning(boolean inFlight) {
      boolean command = schedules.operation().effect() != Effect.READ;
      List<Exchanged> exchanges = world.exchanges();
      Exchanged last = exchanges.get(exchanges.size() - 1);
      boolean lastLeft = inFlight && last.seen().left();
      boolean open =
          exchanges.stream()
              .limit(inFlight ? exchanges.size() - 1 : exchanges.size())
              .anyMatch(e -> e.kind() == Kind.SEND && e.seen().isOpen());
      boolean doubtful = command && (lastLeft || open);
      if (doubtful && warnings.count != 1) {
        violation(warnings.count + " warnings", "in doubt");
      } else if (!doubtful && !(command && last.kind() == Kind.ASK) && warnings.count != 0) {
        violation(warnings.count + " warnings", "without doubt");
      }
    }

    void interruptEverywhere() {
      do {
        world.reset();
        Object whole = call();
        int sleeps = world.time.sleeps();
        int exchanges = world.exchanges().size();
        for (int n = 1; n <= sleeps; n++) {
          int sleep = n;
          choices.again(() -> interruptSleep(sleep));
        }
        for (int n = 1; n <= exchanges; n++) {
          int call = n;
          choices.again(() -> interruptInFlight(call, whole));
        }
      } while (choices.next());
    }

    private void interruptSleep(int sleep) {
      world.reset();
      world.time.interruptSleep(sleep);
      Object result = call();
      checkInterrupted(result, "in sleep " + sleep);
    }

    private void interruptInFlight(int call, Object whole) {
      world.reset();
      world.atEachMoment(
          (at, n) -> {
            if (at == Moment.IN_FLIGHT && n == call) {
              Thread.currentThread().interrupt();
            }
          });
      Object result = call();
      if (world.exchanges().size() != call) {
        violation("sent after the interrupt", "in flight " + call);
      }
      if (result.getClass() != whole.getClass()) {
        checkInterrupted(result, "in flight " + call);
      } else if (!Thread.interrupted()) {
        violation("flag lost", "in flight " + call);
      }
    }

    private void checkInterrupted(Object result, String where) {
      points++;
      if (!Thread.interrupted()) {
        violation("flag not restored", where);
      }
      world.server.quiet();
      boolean open =
          world.exchanges().stream().anyMatch(e -> e.kind() == Kind.SEND && e.seen().isOpen());
      if (!(result instanceof InterruptedCallException e)) {
        violation("no InterruptedCallException but " + result, where);
      } else if ((schedules.operation().effect() == Effect.READ)
          != (e.outcome() == Outcome.READ_ONLY)) {
        violation("outcome " + e.outcome(), where);
      } else if (e.outcome() == Outcome.NOT_PROCESSED
          && (open || world.server.effects() > 0 || lastIsErrorAnswer())) {
        violation("outcome " + e.outcome(), where);
      } else if (e.outcome() == Outcome.UNKNOWN && !open && !lastIsErrorAnswer()) {
        violation("outcome " + e.outcome(), where);
      }
    }

    /** To a keyed command it may be a duplicate's. */
    private boolean lastIsErrorAnswer() {
      return schedules.isKeyed()
          && world.exchanges().stream()
              .anyMatch(
                  e ->
                      e.kind() == Kind.SEND
                          && !e.seen().isOpen()
                          && e.seen().said() != Said.SUCCESS
                          && e.seen().status() / 100 == 4
                          && e.seen().status() != 429);
    }

    private void violation(String rule, String where) {
      tally.violation(rule, () -> schedules + " " + where + ": " + world.exchanges());
    }

    private Object call() {
      return call(schedules.operation());
    }

    private <Q, R> Object call(Operation<Q, R> operation) {
      try {
        return transport.call(
            operation, operation.requestType().cast(schedules.request()), settings);
      } catch (FreedomCardException e) {
        return e;
      }
    }

    private CompletableFuture<?> callAsync() {
      return callAsync(schedules.operation());
    }

    private <Q, R> CompletableFuture<ApiResponse<R>> callAsync(Operation<Q, R> operation) {
      return transport.callAsync(
          operation, operation.requestType().cast(schedules.request()), settings);
    }
  }

  /** Counts the lines that are written. */
  private static final class Warnings extends OutputStream {

    private int count;

    @Override
    public void write(int b) {
      count += b == '\n' ? 1 : 0;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      for (int i = offset; i < offset + length; i++) {
        write(bytes[i]);
      }
    }
  }
}
