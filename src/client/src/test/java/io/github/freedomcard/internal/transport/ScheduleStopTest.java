package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.transport.FakeNetwork.Exchanged;
import io.github.freedomcard.internal.transport.FakeNetwork.Point;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls that the caller ends at every point of every schedule of two faults: a future that is
 * cancelled or completed, a thread that is interrupted.
 */
class ScheduleStopTest {

  /** What the contract does not specify has no influence on whether a call stops. */
  private static final ScheduleExtent EXTENT =
      new ScheduleExtent(
          2,
          1,
          1,
          1,
          false,
          false,
          false,
          InjectedFault.DISTINCT_IN_TIME,
          Duration.ofMinutes(10),
          Duration.ofSeconds(20),
          true);

  private static final List<ScheduleCase> CASES =
      Stream.concat(ScheduleCase.ALL.stream(), Stream.of(ScheduleCase.REFUND.resumed(true)))
          .toList();

  /** The ways to end a call, used in turn. */
  private static final List<Consumer<CompletableFuture<?>>> ENDS =
      List.of(
          future -> future.cancel(true),
          future -> future.completeExceptionally(new TimeoutException()),
          future -> future.complete(null));

  private final PrintStream err = System.err;
  private final Warnings warnings = new Warnings();
  private final ScheduleCounters counters = new ScheduleCounters();
  private int points;

  @BeforeEach
  void countWarnings() {
    System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restoreErr() {
    System.setErr(err);
  }

  @Test
  void callAsync_whenEndedFromOutsideAtAnyPoint_sendsNothingMore() {
    for (ScheduleCase each : CASES) {
      new Stopped(each).endEverywhere();
    }
    report("ended by the caller");
  }

  @Test
  void call_whenInterruptedAtAnyPoint_sendsNothingMore() {
    for (ScheduleCase each : CASES) {
      new Stopped(each).interruptEverywhere();
    }
    report("interrupted");
  }

  private void report(String what) {
    System.out.printf(
        "Calls %s: at %,d points; violations %s%n", what, points, counters.violations());
    assertThat(counters.violations()).as(counters.samples()).isEmpty();
    assertThat(points).isGreaterThan(10_000);
  }

  /** One operation's calls. */
  private final class Stopped {

    private final ScheduleCase scheduleCase;
    private final ScheduleExplorer explorer = new ScheduleExplorer();
    private final FakeNetwork network;
    private final RequestIdHistory history = new RequestIdHistory();
    private final RecordedEvents events = new RecordedEvents();
    private final Transport transport;
    private final CallSettings settings;

    Stopped(ScheduleCase scheduleCase) {
      this.scheduleCase = scheduleCase;
      this.network = new FakeNetwork(scheduleCase, EXTENT, explorer);
      this.transport = ScheduleRunner.transport(network, history, events);
      this.settings = ScheduleRunner.settings(EXTENT, scheduleCase, FakeNetwork.firstCredentials());
    }

    /** Starts a new run, with a new client. */
    private void reset() {
      network.reset();
      history.clear();
      events.clear();
    }

    void endEverywhere() {
      do {
        reset();
        CompletableFuture<?> uninterrupted = callAsync();
        int events = 0;
        while (!uninterrupted.isDone() && network.scheduler.runNext()) {
          events++;
        }
        int exchanges = network.exchanges().size();
        int schedulings = network.scheduler.schedules();
        for (int n = 0; n < events; n++) {
          int after = n;
          explorer.again(() -> endAfter(after));
        }
        for (int n = 2; n <= exchanges; n++) {
          int call = n;
          explorer.again(() -> endAt(Point.NEW_CALL, call));
          explorer.again(() -> endAt(Point.ENQUEUE, call));
        }
        for (int n = 2; n <= schedulings; n++) {
          int task = n;
          explorer.again(() -> endWhileScheduling(task));
        }
      } while (explorer.next());
    }

    private void endAfter(int events) {
      reset();
      warnings.count = 0;
      CompletableFuture<?> future = callAsync();
      for (int i = 0; i < events; i++) {
        network.scheduler.runNext();
      }
      int exchanges = network.exchanges().size();
      boolean inFlight = network.inFlight() > 0;
      endAndCheck(future, () -> end(future), exchanges, inFlight, "after " + events + " events");
      checkWarning(inFlight);
    }

    private void endAt(Point point, int call) {
      reset();
      CompletableFuture<?> future = callAsync();
      network.atEachPoint(
          (at, n) -> {
            if (at == point && n == call) {
              end(future);
            }
          });
      endAndCheck(future, () -> {}, call - 1, point == Point.ENQUEUE, point + " " + call);
    }

    private void endWhileScheduling(int task) {
      reset();
      CompletableFuture<?> future = callAsync();
      int[] exchanges = new int[1];
      boolean[] inFlight = new boolean[1];
      network.scheduler.onSchedule(
          task,
          () -> {
            exchanges[0] = network.exchanges().size();
            inFlight[0] = network.inFlight() > 0;
            end(future);
          });
      while (exchanges[0] == 0 && network.scheduler.runNext()) {
        // Continues to that point.
      }
      endAndCheck(future, () -> {}, exchanges[0], inFlight[0], "while scheduling task " + task);
    }

    private void end(CompletableFuture<?> future) {
      ENDS.get(points++ % ENDS.size()).accept(future);
    }

    private void endAndCheck(
        CompletableFuture<?> future, Runnable end, int exchanges, boolean onWire, String where) {
      int[] completions = new int[1];
      var unused = future.whenComplete((response, failure) -> completions[0]++);
      end.run();
      while (network.scheduler.runNext()) {
        // Continues until nothing is scheduled.
      }
      if (network.exchanges().size() != exchanges) {
        violation("sent after the end", where);
      }
      if ((network.cancels() > 0) != onWire) {
        violation("cancelled in flight " + network.cancels() + " times", where);
      }
      if (completions[0] != 1 || network.inFlight() != 0) {
        violation("not ended once", where);
      }
      Object result = future.isCancelled() ? "cancelled" : ScheduleRunner.resultNow(future);
      if (result instanceof ApiResponse || result instanceof FreedomCardException) {
        violation("response after the end", where);
      }
      checkEvent(where);
    }

    private void checkEvent(String where) {
      // At the worst time, and without a choice, because this run is a part of another one.
      network.server.earlierArrives();
      network.server.drain();
      boolean command = scheduleCase.operation().effect() != Effect.READ;
      Outcome outcome = events.all().size() == 1 ? events.all().get(0).outcome() : null;
      boolean allowed =
          outcome == Outcome.NOT_PROCESSED
              ? command && network.server.effects() == 0
              : outcome == (command ? Outcome.UNKNOWN : Outcome.READ_ONLY);
      if (!allowed) {
        violation("event " + events, where);
      }
    }

    /** One warning if an attempt of a command is unresolved, otherwise none. */
    private void checkWarning(boolean inFlight) {
      boolean command = scheduleCase.operation().effect() != Effect.READ;
      List<Exchanged> exchanges = network.exchanges();
      Exchanged last = exchanges.get(exchanges.size() - 1);
      boolean lastMayHaveBeenSent = inFlight && last.observed().mayHaveBeenSent();
      boolean anyUnresolved =
          scheduleCase.resumed()
              || exchanges.stream()
                  .limit(inFlight ? exchanges.size() - 1 : exchanges.size())
                  .anyMatch(e -> e.kind() == Kind.ATTEMPT && e.observed().isUnresolved());
      boolean outcomeUnknown = command && (lastMayHaveBeenSent || anyUnresolved);
      if (outcomeUnknown && warnings.count != 1) {
        violation(warnings.count + " warnings", "in doubt");
      } else if (!outcomeUnknown
          && !(command && last.kind() == Kind.STATUS_QUERY)
          && warnings.count != 0) {
        violation(warnings.count + " warnings", "without doubt");
      }
    }

    void interruptEverywhere() {
      do {
        reset();
        Object uninterrupted = call();
        int sleeps = network.scheduler.sleeps();
        int exchanges = network.exchanges().size();
        for (int n = 1; n <= sleeps; n++) {
          int sleep = n;
          explorer.again(() -> interruptSleep(sleep));
        }
        for (int n = 1; n <= exchanges; n++) {
          int call = n;
          explorer.again(() -> interruptInFlight(call, uninterrupted));
        }
      } while (explorer.next());
    }

    private void interruptSleep(int sleep) {
      reset();
      network.scheduler.interruptSleep(sleep);
      Object result = call();
      checkInterrupted(result, "in sleep " + sleep);
    }

    private void interruptInFlight(int call, Object uninterrupted) {
      reset();
      network.atEachPoint(
          (at, n) -> {
            if (at == Point.IN_FLIGHT && n == call) {
              Thread.currentThread().interrupt();
            }
          });
      Object result = call();
      if (network.exchanges().size() != call) {
        violation("sent after the interrupt", "in flight " + call);
      }
      if (result.getClass() != uninterrupted.getClass()) {
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
      checkEvent(where);
      boolean anyUnresolved =
          scheduleCase.resumed()
              || network.exchanges().stream()
                  .anyMatch(e -> e.kind() == Kind.ATTEMPT && e.observed().isUnresolved());
      if (!(result instanceof InterruptedCallException e)) {
        violation("no InterruptedCallException but " + result, where);
      } else if ((scheduleCase.operation().effect() == Effect.READ)
          != (e.outcome() == Outcome.READ_ONLY)) {
        violation("outcome " + e.outcome(), where);
      } else if (e.outcome() == Outcome.NOT_PROCESSED
          && (anyUnresolved || network.server.effects() > 0 || lastIsErrorResponse())) {
        violation("outcome " + e.outcome(), where);
      } else if (e.outcome() != events.all().get(0).outcome()) {
        violation("event " + events + " for " + e.outcome(), where);
      } else if (e.outcome() == Outcome.UNKNOWN && !anyUnresolved && !lastIsErrorResponse()) {
        violation("outcome " + e.outcome(), where);
      }
    }

    /** For an idempotent command it may be the refusal of a duplicate. */
    private boolean lastIsErrorResponse() {
      return scheduleCase.isIdempotentCommand()
          && network.exchanges().stream()
              .anyMatch(e -> e.kind() == Kind.ATTEMPT && e.observed().isErrorResponse());
    }

    private void violation(String rule, String where) {
      counters.violation(rule, () -> scheduleCase + " " + where + ": " + network.exchanges());
    }

    private Object call() {
      return call(scheduleCase.operation());
    }

    private <Q, R> Object call(Operation<Q, R> operation) {
      try {
        return transport.call(
            operation, operation.requestType().cast(scheduleCase.request()), settings);
      } catch (FreedomCardException e) {
        return e;
      }
    }

    private CompletableFuture<?> callAsync() {
      return callAsync(scheduleCase.operation());
    }

    private <Q, R> CompletableFuture<ApiResponse<R>> callAsync(Operation<Q, R> operation) {
      return transport.callAsync(
          operation, operation.requestType().cast(scheduleCase.request()), settings);
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
