package io.github.freedomcard.internal.transport;

import static io.github.freedomcard.internal.transport.FakeServer.NOT_KNOWN_YET;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.internal.transport.FakeNetwork.Exchanged;
import io.github.freedomcard.internal.transport.FakeServer.Decision;
import io.github.freedomcard.internal.transport.ReferenceModel.Content;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
import io.github.freedomcard.internal.transport.ReferenceModel.Observed;
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
 * Polling for a request under all schedules: an id that is unknown at first, a request that stays
 * in process for a while or forever, then success or error, and faults at any status query.
 */
@Tag("slow")
class ScheduleAwaitTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final long LONGEST_WAIT = Duration.ofSeconds(5).toNanos();
  private static final long SHORTEST_WAIT = Duration.ofMillis(100).toNanos();

  private final Map<String, Integer> results = new TreeMap<>();
  private final ScheduleCounters counters = new ScheduleCounters();

  @Test
  void await_underEveryScheduleOfTwoFaults_returnsTheFinalState() {
    for (int unknown = 0; unknown <= 2; unknown++) {
      for (int inProcess = 0; inProcess <= 1; inProcess++) {
        for (Decision end : List.of(Decision.SUCCESS, Decision.RECORDED_ERROR)) {
          List<Decision> reported = new ArrayList<>(Collections.nCopies(unknown, NOT_KNOWN_YET));
          reported.addAll(Collections.nCopies(inProcess, Decision.PROCESS));
          reported.add(end);
          awaitEverywhere(reported, 2);
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
            "time is up, no response");
  }

  @Test
  void await_whenNeverFinal_endsWithTheLastStateWhenTimeIsUp() {
    awaitEverywhere(List.of(NOT_KNOWN_YET), 1);
    awaitEverywhere(List.of(Decision.PROCESS), 1);
    awaitEverywhere(List.of(NOT_KNOWN_YET, Decision.PROCESS), 1);
    awaitEverywhere(List.of(Decision.PROCESS, NOT_KNOWN_YET), 1);
    report(500);
    assertThat(results).containsOnlyKeys("refused", "time is up", "time is up, in process");
  }

  private void report(int atLeast) {
    System.out.println("Waits: " + results + "; violations " + counters.violations());
    assertThat(counters.violations()).as(counters.samples()).isEmpty();
    assertThat(results.values().stream().mapToInt(Integer::intValue).sum()).isGreaterThan(atLeast);
  }

  private void awaitEverywhere(List<Decision> reported, int faults) {
    awaitEverywhere(reported, faults, false);
    awaitEverywhere(reported, faults, true);
  }

  private void awaitEverywhere(List<Decision> reported, int faults, boolean async) {
    ScheduleExtent extent = ScheduleExtent.full(faults, false, false, false);
    ScheduleCase scheduleCase = ScheduleCase.REFUND;
    ScheduleExplorer explorer = new ScheduleExplorer();
    FakeNetwork network = new FakeNetwork(scheduleCase, extent, explorer);
    Transport transport =
        ScheduleRunner.transport(network, new RequestIdHistory(), new RecordedEvents());
    CallSettings settings =
        ScheduleRunner.settings(extent, scheduleCase.policy(), network::rotatingCredentials);
    UUID id = UUID.fromString(scheduleCase.requestId());
    do {
      network.reset();
      network.server.report(reported);
      long began = network.scheduler.nanos();
      Object result =
          async
              ? resultOf(transport.awaitAsync(id, TIMEOUT, settings), network)
              : await(transport, id, settings);
      long took = network.scheduler.nanos() - began;
      int exchanges = network.exchanges().size();
      while (network.scheduler.runNext()) {
        // Continues until nothing is scheduled.
      }
      Supplier<String> where =
          () -> (async ? "async " : "sync ") + reported + " " + network.exchanges();
      if (network.exchanges().size() != exchanges) {
        counters.violation("status query after the end", where);
      }
      check(result, took, network.exchanges(), where);
      checkExchanges(network.exchanges(), began, where);
    } while (explorer.next());
  }

  private static Object await(Transport transport, UUID id, CallSettings settings) {
    try {
      return transport.await(id, TIMEOUT, settings);
    } catch (FreedomCardException e) {
      return e;
    }
  }

  private static Object resultOf(
      CompletableFuture<ApiResponse<RequestState>> future, FakeNetwork network) {
    while (!future.isDone() && network.scheduler.runNext()) {
      // Continues to the response.
    }
    Object result = ScheduleRunner.resultNow(future);
    return result instanceof ApiResponse<?> response ? response.body() : result;
  }

  /** The expected result of these status queries. */
  private void check(Object result, long took, List<Exchanged> exchanges, Supplier<String> where) {
    boolean inProcess = false;
    boolean responded = false;
    for (int i = 0; i < exchanges.size(); i++) {
      Observed observed = exchanges.get(i).observed();
      boolean last = i == exchanges.size() - 1;
      if (observed.isReported() && observed.content() != Content.PROCESS) {
        result(observed.content() == Content.SUCCESS ? "success" : "error");
        expect(last && isState(result, observed.content()), result, where);
        return;
      }
      inProcess |= observed.isReported();
      responded |= observed.isReported() || observed.isPolledAgain();
      if (observed.isErrorResponse() && !observed.isReported() && !observed.isPolledAgain()) {
        result("refused");
        expect(
            last
                && isFailure(result, exchanges.size())
                && result.getClass() == ReferenceModel.reason(observed),
            result,
            where);
        return;
      }
    }
    Observed lastSeen = exchanges.get(exchanges.size() - 1).observed();
    result(
        inProcess
            ? "time is up, in process"
            : responded ? "time is up" : "time is up, no response");
    expect(
        isFailure(result, exchanges.size())
            && (responded
                ? result instanceof StillInProcessException e
                    && (inProcess
                        ? e.lastState() != null && e.lastState().isInProcess()
                        : e.lastState() == null)
                : result.getClass() == ReferenceModel.reason(lastSeen))
            && took <= TIMEOUT.toNanos()
            && took >= TIMEOUT.toNanos() - LONGEST_WAIT,
        result,
        () -> where.get() + " after " + Duration.ofNanos(took));
  }

  private static boolean isState(Object result, Content content) {
    return result instanceof RequestState state
        && state.isSuccess() == (content == Content.SUCCESS)
        && state.isFinal()
        && ScheduleCase.REFUND.requestId().equals(String.valueOf(state.requestId()))
        && (!state.isSuccess() || ScheduleCase.REFUND.createdId().equals(state.transactionId()));
  }

  private static boolean isFailure(Object result, int attempts) {
    return result instanceof FreedomCardException e
        && e.outcome() == Outcome.READ_ONLY
        && e.operation() == RequestOperations.GET_REQUEST_STATUS
        && e.attempts() == attempts
        && ScheduleCase.REFUND.requestId().equals(String.valueOf(e.requestId()));
  }

  /**
   * Only status queries, with the same credentials, with a wait between them, none after the
   * deadline.
   */
  private void checkExchanges(List<Exchanged> exchanges, long began, Supplier<String> where) {
    Exchanged before = null;
    for (Exchanged each : exchanges) {
      expect(each.kind() == Kind.STATUS_QUERY, "an attempt", where);
      expect(
          each.authId().equals(FakeNetwork.firstCredentials().authId()),
          "other credentials",
          where);
      expect(each.at() < began + TIMEOUT.toNanos(), "after the deadline", where);
      if (before != null) {
        long retryAfter = before.retryAfter() * 1_000_000_000L;
        expect(each.at() - before.at() >= Math.max(retryAfter, SHORTEST_WAIT), "too soon", where);
      }
      before = each;
    }
  }

  private void result(String result) {
    results.merge(result, 1, Integer::sum);
  }

  private void expect(boolean holds, Object result, Supplier<String> where) {
    if (!holds) {
      counters.violation("not as expected", () -> where.get() + " -> " + result);
    }
  }
}
