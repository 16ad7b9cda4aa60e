package io.github.freedomcard.internal.transport;

import static io.github.freedomcard.internal.transport.FakeServer.NOT_KNOWN_YET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.internal.transport.FakeServer.Ruling;
import io.github.freedomcard.internal.transport.FakeWorld.Exchanged;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
import io.github.freedomcard.internal.transport.ReferenceModel.Said;
import io.github.freedomcard.internal.transport.ReferenceModel.Seen;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.RequestOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Waiting for a request under every schedule: an id that is not known at first, a request that is
 * in process for a while or for ever, then success or error, and faults at any of the questions.
 */
@Tag("slow")
class ScheduleAwaitTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long LONGEST_WAIT = Duration.ofSeconds(5).toNanos();
  private static final long SHORTEST_WAIT = Duration.ofMillis(100).toNanos();

  private final Map<String, Integer> results = new TreeMap<>();
  private final ScheduleTally tally = new ScheduleTally();

  @Test
  void await_underEveryScheduleOfTwoFaults_tellsWhatBecameOfTheRequest() {
    for (int unknown = 0; unknown <= 2; unknown++) {
      for (int process = 0; process <= 1; process++) {
        for (Ruling end : List.of(Ruling.SUCCESS, Ruling.RECORDED_ERROR)) {
          List<Ruling> told = new ArrayList<>(Collections.nCopies(unknown, NOT_KNOWN_YET));
          told.addAll(Collections.nCopies(process, Ruling.PROCESS));
          told.add(end);
          awaitEverywhere(told, 2);
        }
      }
    }
    report(10_000);
    assertThat(results)
        .containsOnlyKeys(
            "success",
            "error",
            "refused",
            "time is up",
            "time is up, in process",
            "time is up, nobody answered");
  }

  @Test
  void await_whenNeverFinal_endsWithTheLastStateWhenTimeIsUp() {
    awaitEverywhere(List.of(NOT_KNOWN_YET), 1);
    awaitEverywhere(List.of(Ruling.PROCESS), 1);
    awaitEverywhere(List.of(NOT_KNOWN_YET, Ruling.PROCESS), 1);
    awaitEverywhere(List.of(Ruling.PROCESS, NOT_KNOWN_YET), 1);
    report(500);
    assertThat(results).containsOnlyKeys("refused", "time is up", "time is up, in process");
  }

  private void report(int atLeast) {
    System.out.println("Waits: " + results + "; violations " + tally.violations());
    assertThat(tally.violations()).as(tally.samples()).isEmpty();
    assertThat(results.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(atLeast);
  }

  private void awaitEverywhere(List<Ruling> told, int faults) {
    awaitEverywhere(told, faults, false);
    awaitEverywhere(told, faults, true);
  }

  private void awaitEverywhere(List<Ruling> told, int faults, boolean async) {
    ScheduleExtent extent = ScheduleExtent.full(faults, false, false, false);
    ScheduleCase schedules = ScheduleCase.REFUND;
    ScheduleExplorer choices = new ScheduleExplorer();
    FakeWorld world = new FakeWorld(schedules, extent, choices);
    Transport transport = ScheduleRunner.transport(world);
    CallSettings settings =
        ScheduleRunner.settings(extent, schedules.policy(), world::rotatingCredentials);
    UUID id = UUID.fromString(schedules.requestId());
    do {
      world.reset();
      world.server.tell(told);
      long began = world.time.nanos();
      Object result =
          async
              ? resultOf(transport.awaitAsync(id, TIMEOUT, settings), world)
              : await(transport, id, settings);
      long took = world.time.nanos() - began;
      int exchanges = world.exchanges().size();
      while (world.time.runNext()) {
        // On to the quiet end.
      }
      Supplier<String> where = () -> (async ? "async " : "sync ") + told + " " + world.exchanges();
      if (world.exchanges().size() != exchanges) {
        tally.violation("asked after the end", where);
      }
      check(result, took, world.exchanges(), where);
      checkExchanges(world.exchanges(), began, where);
    } while (choices.next());
  }

  private static Object await(Transport transport, UUID id, CallSettings settings) {
    try {
      return transport.await(id, TIMEOUT, settings);
    } catch (FreedomCardException e) {
      return e;
    }
  }

  private static Object resultOf(
      CompletableFuture<ApiResponse<RequestState>> future, FakeWorld world) {
    while (!future.isDone() && world.time.runNext()) {
      // On to the answer.
    }
    Object result = ScheduleRunner.resultNow(future);
    return result instanceof ApiResponse<?> response ? response.body() : result;
  }

  /** What must come of these questions and their answers. */
  private void check(Object result, long took, List<Exchanged> exchanges, Supplier<String> where) {
    boolean process = false;
    boolean answered = false;
    for (int i = 0; i < exchanges.size(); i++) {
      Seen seen = exchanges.get(i).seen();
      boolean last = i == exchanges.size() - 1;
      if (seen.isTold() && seen.said() != Said.PROCESS) {
        result(seen.said() == Said.SUCCESS ? "success" : "error");
        expect(last && isState(result, seen.said()), result, where);
        return;
      }
      process |= seen.isTold();
      answered |= seen.isTold() || seen.isNotTold();
      if (seen.isErrorAnswer() && !seen.isTold() && !seen.isNotTold()) {
        result("refused");
        expect(
            last
                && isFailure(result, exchanges.size())
                && result.getClass() == ReferenceModel.reason(seen),
            result,
            where);
        return;
      }
    }
    Seen lastSeen = exchanges.get(exchanges.size() - 1).seen();
    result(
        process
            ? "time is up, in process"
            : answered ? "time is up" : "time is up, nobody answered");
    expect(
        isFailure(result, exchanges.size())
            && (answered
                ? result instanceof StillInProcessException e
                    && (process
                        ? e.lastState() != null && e.lastState().isInProcess()
                        : e.lastState() == null)
                : result.getClass() == ReferenceModel.reason(lastSeen))
            && took <= TIMEOUT.toNanos()
            && took >= TIMEOUT.toNanos() - LONGEST_WAIT,
        result,
        () -> where.get() + " after " + Duration.ofNanos(took));
  }

  private static boolean isState(Object result, Said said) {
    return result instanceof RequestState state
        && state.isSuccess() == (said == Said.SUCCESS)
        && state.isFinal()
        && ScheduleCase.REFUND.requestId().equals(String.valueOf(state.requestId()))
        && (!state.isSuccess() || ScheduleCase.REFUND.madeId().equals(state.transactionId()));
  }

  private static boolean isFailure(Object result, int attempts) {
    return result instanceof FreedomCardException e
        && e.outcome() == Outcome.READ_ONLY
        && e.operation() == RequestOperations.GET_REQUEST_STATUS
        && e.attempts() == attempts
        && ScheduleCase.REFUND.requestId().equals(String.valueOf(e.requestId()));
  }

  /** Only questions, in one name, never in a row without a wait, none after the deadline. */
  private void checkExchanges(List<Exchanged> exchanges, long began, Supplier<String> where) {
    Exchanged before = null;
    for (Exchanged each : exchanges) {
      expect(each.kind() == Kind.ASK, "a send", where);
      expect(each.name().equals(FakeWorld.firstCredentials().authId()), "another name", where);
      expect(each.at() < began + TIMEOUT.toNanos(), "after the deadline", where);
      if (before != null) {
        long asked = before.retryAfter() * 1_000_000_000L;
        expect(each.at() - before.at() >= Math.max(asked, SHORTEST_WAIT), "too soon", where);
      }
      before = each;
    }
  }

  private void result(String result) {
    results.merge(result, 1, Integer::sum);
  }

  private void expect(boolean holds, Object result, Supplier<String> where) {
    if (!holds) {
      tally.violation("not as expected", () -> where.get() + " -> " + result);
    }
  }
}
