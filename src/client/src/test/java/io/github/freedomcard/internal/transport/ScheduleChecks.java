package io.github.freedomcard.internal.transport;

import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.transport.FakeNetwork.Exchanged;
import io.github.freedomcard.internal.transport.FakeServer.Decision;
import io.github.freedomcard.internal.transport.ReferenceModel.Content;
import io.github.freedomcard.internal.transport.ReferenceModel.Expected;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
import io.github.freedomcard.internal.transport.ScheduleRunner.CompletedCall;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Resolution;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that each call must keep, checked when the ledger is final. The letters: (a) at most
 * one effect; (b) {@code NOT_PROCESSED} only without an effect; (c) a response only if the server
 * accepted the request, with the right ids; (d) nothing is sent after the response, nor after the
 * deadline; (e) a non-idempotent command is never sent again once its bytes may have left; (f) the
 * same request repeated adds no effect, and returns what is recorded; (g) a command that may have
 * been sent is sent again only after two reports that it is unknown. In addition, each call must
 * match the reference model.
 */
record ScheduleChecks(ScheduleCounters counters) {

  void check(CompletedCall call, FakeServer server, int credentialsCalls) {
    checkEffects(call, server);
    checkResponse("c", call, server);
    checkTimes(call);
    checkRequests(call, server, credentialsCalls);
    checkResends(call);
    checkModel(call);
  }

  private void checkEffects(CompletedCall call, FakeServer server) {
    if (server.effects() > 1 || server.acceptedCount() > 1) {
      counters.violation("a", call::toString);
    }
    if (call.result() instanceof FreedomCardException e && e.outcome() == Outcome.NOT_PROCESSED) {
      if (server.effects() > 0) {
        counters.violation("b", call::toString);
      }
      if (anyUnresolved(call) && !errorReported(call)) {
        counters.violation("rule above all", call::toString);
      }
    }
  }

  private static boolean anyUnresolved(CompletedCall call) {
    return call.scheduleCase().resumed()
        || call.exchanges().stream()
            .anyMatch(e -> e.kind() == Kind.ATTEMPT && e.observed().isUnresolved());
  }

  private static boolean errorReported(CompletedCall call) {
    return call.exchanges().stream()
        .anyMatch(
            e -> e.kind() == Kind.STATUS_QUERY && e.observed().content() == Content.REQUEST_ERROR);
  }

  private void checkResponse(String rule, CompletedCall call, FakeServer server) {
    if (!(call.result() instanceof ApiResponse<?> response)
        || call.scheduleCase().operation().effect() == Effect.READ) {
      return;
    }
    if (server.effects() != 1) {
      counters.violation(rule, () -> "not accepted: " + call);
    }
    if (call.scheduleCase().isIdempotentCommand()) {
      Decision accepted =
          server.accepted(FakeNetwork.firstCredentials().authId(), call.scheduleCase().requestId());
      if (!isStateOf((RequestState) response.body(), accepted, call.scheduleCase())) {
        counters.violation(rule, () -> "wrong state: " + call + " " + response.body());
      } else if (!hasRightIds(
          (RequestState) response.body(), response.resolution(), accepted, call)) {
        counters.violation(rule, () -> "wrong ids: " + call + " " + response.body());
      }
    }
  }

  private static boolean isStateOf(
      RequestState state, @Nullable Decision accepted, ScheduleCase scheduleCase) {
    return accepted != null
        && scheduleCase.requestId().equals(String.valueOf(state.requestId()))
        && state.isSuccess() == (accepted.content == Content.SUCCESS)
        && state.isInProcess() == (accepted.content == Content.PROCESS);
  }

  /** The server returns the ids only for a status query, not in the response itself. */
  private static boolean hasRightIds(
      RequestState state, Resolution resolution, @Nullable Decision accepted, CompletedCall call) {
    boolean hasReportedState =
        resolution != Resolution.DIRECT
            && accepted != Decision.PROCESS_WITHOUT_IDS
            && accepted != Decision.SUCCESS_WITHOUT_IDS;
    String id = call.scheduleCase().createdId();
    return switch (call.scheduleCase().ids()) {
      case NONE -> state.transactionId() == null && state.cards().isEmpty();
      case TRANSACTION -> hasReportedState == id.equals(state.transactionId());
      case CARDS ->
          hasReportedState
              == (state.cards().size() == 1 && id.equals(state.cards().get(0).cardId()));
    };
  }

  private void checkTimes(CompletedCall call) {
    long deadline = call.began() + call.extent().timeout().toNanos();
    if (call.ended() > deadline) {
      counters.violation("d", () -> "response after the deadline: " + call);
    }
    Exchanged before = null;
    for (Exchanged each : call.exchanges()) {
      if (each.at() >= deadline) {
        counters.violation("d", () -> "sent after the deadline: " + call);
      }
      if (before != null
          && each.kind() == before.kind()
          && each.at() - before.at() < before.retryAfter() * 1_000_000_000L) {
        counters.violation("Retry-After", call::toString);
      }
      before = each;
    }
  }

  private void checkRequests(CompletedCall call, FakeServer server, int credentialsCalls) {
    Set<String> headerIds = new HashSet<>();
    String sent = null;
    boolean mayHaveBeenSent = false;
    for (Exchanged each : call.exchanges()) {
      if (!each.authId().equals(FakeNetwork.firstCredentials().authId())) {
        counters.violation("same credentials", call::toString);
      }
      boolean idempotentAttempt =
          call.scheduleCase().isIdempotentCommand() && each.kind() == Kind.ATTEMPT;
      if (idempotentAttempt
          ? !each.headerId().equals(call.scheduleCase().requestId())
          : !headerIds.add(each.headerId())) {
        counters.violation("header Request-Id", call::toString);
      }
      if (idempotentAttempt && each.observed().mayHaveBeenSent()) {
        if (sent != null && !sent.equals(each.body())) {
          counters.violation("same bytes", call::toString);
        }
        sent = each.body();
      }
      if (call.scheduleCase().operation().effect() == Effect.NON_IDEMPOTENT_COMMAND
          && mayHaveBeenSent) {
        counters.violation("e", call::toString);
      }
      mayHaveBeenSent |= each.observed().mayHaveBeenSent();
    }
    if (credentialsCalls != 1) {
      counters.violation("same credentials", call::toString);
    }
    if (server.repeatedReads() > 0) {
      counters.violation("fresh request_id", call::toString);
    }
  }

  private void checkResends(CompletedCall call) {
    boolean unresolved = call.scheduleCase().resumed();
    int unknownReports = 0;
    for (Exchanged each : call.exchanges()) {
      if (each.kind() == Kind.STATUS_QUERY) {
        unknownReports += each.observed().isUnknownRequest() ? 1 : 0;
        continue;
      }
      if (call.scheduleCase().isIdempotentCommand() && unresolved && unknownReports < 2) {
        counters.violation("g", call::toString);
      }
      unresolved |= each.observed().isUnresolved();
      unknownReports = each.observed().mayHaveBeenSent() ? 0 : unknownReports;
    }
  }

  private void checkModel(CompletedCall call) {
    ReferenceModel model = call.scheduleCase().model();
    List<Exchanged> exchanges = call.exchanges();
    for (int i = 0; i < exchanges.size(); i++) {
      Exchanged each = exchanges.get(i);
      if (model.next() != each.kind()) {
        String where = "exchange " + (i + 1) + " should be " + model.next() + ": ";
        counters.violation("model", () -> where + call);
        return;
      }
      model.observe(each.observed());
    }
    Expected expected = model.expected();
    if (expected == null
        && (call.extent().modelled()
            || (model.next() == Kind.STATUS_QUERY && !model.isRepeatingQuery()))) {
      counters.violation("model", () -> "should continue with " + model.next() + ": " + call);
    } else if (expected == null) {
      checkOutOfTime(call);
    } else if (!isAsExpected(expected, call)) {
      counters.violation("model", () -> "should be " + expected + ": " + call);
    }
  }

  /**
   * An attempt, or the repetition of a failed status query, that the client omits because time is
   * short; there is always time for a first status query.
   */
  private void checkOutOfTime(CompletedCall call) {
    Outcome outcome =
        switch (call.scheduleCase().operation().effect()) {
          case READ -> Outcome.READ_ONLY;
          case IDEMPOTENT_COMMAND, NON_IDEMPOTENT_COMMAND ->
              anyUnresolved(call) || lastIsStatusQuery(call)
                  ? Outcome.UNKNOWN
                  : Outcome.NOT_PROCESSED;
        };
    if (!(call.result() instanceof FreedomCardException e) || e.outcome() != outcome) {
      counters.violation("model", () -> "should be " + outcome + " because time is short: " + call);
    }
  }

  private static boolean lastIsStatusQuery(CompletedCall call) {
    List<Exchanged> exchanges = call.exchanges();
    return !exchanges.isEmpty() && exchanges.get(exchanges.size() - 1).kind() == Kind.STATUS_QUERY;
  }

  private static boolean isAsExpected(Expected expected, CompletedCall call) {
    if (call.result() instanceof ApiResponse<?> response) {
      return response.resolution() == expected.resolution()
          && response.attempts() == expected.attempts();
    }
    return call.result() instanceof FreedomCardException e
        && e.getClass() == expected.failure()
        && e.outcome() == expected.outcome()
        && e.attempts() == expected.attempts()
        && e.operation() == call.scheduleCase().operation()
        && call.scheduleCase().requestId().equals(e.requestId() == null ? "" : "" + e.requestId())
        && (!expected.hasReportedState()
            || (e.reportedState() != null && e.reportedState().isSuccess()));
  }

  /**
   * Checks the repetition of a request.
   *
   * @param sameClient whether the client is that of the first call
   * @param before the decision about the request until then; null if it was not accepted
   */
  void checkRepeat(
      CompletedCall first,
      CompletedCall again,
      boolean sameClient,
      @Nullable Decision before,
      FakeServer server) {
    if (server.effects() > 1 || server.acceptedCount() > 1) {
      counters.violation("f", () -> "another effect: " + first + ", then " + again);
    }
    checkResponse("f", again, server);
    if (!isRepeatAsRecorded(first.scheduleCase(), again.result(), before, server)) {
      counters.violation("f", () -> "not what is recorded: " + first + ", then " + again);
    }
    // A result, or an error that was reported, says what happened to the attempts before.
    boolean unresolvedBefore =
        sameClient
            && anyUnresolved(first)
            && !errorReported(first)
            && !(first.result() instanceof ApiResponse);
    if (unresolvedBefore
        && again.result() instanceof FreedomCardException e
        && e.outcome() == Outcome.NOT_PROCESSED
        && !errorReported(again)) {
      counters.violation("rule above all", () -> first + ", then " + again);
    }
    checkRepeatModel(first, again, unresolvedBefore);
  }

  private static boolean isRepeatAsRecorded(
      ScheduleCase scheduleCase, Object result, @Nullable Decision before, FakeServer server) {
    if (before == null && server.acceptedCount() > 0) {
      return isValidResponse(result, Resolution.DIRECT);
    }
    if (before == null) {
      return result instanceof FreedomCardException;
    }
    if (!before.effect) {
      return result instanceof FreedomCardException e && e.outcome() == Outcome.NOT_PROCESSED;
    }
    if (before == Decision.SUCCESS_WITHOUT_IDS && scheduleCase.ids() != ScheduleCase.Ids.NONE) {
      // It may be the state of another request. The failure carries it.
      return result instanceof FreedomCardException e
          && e.outcome() == Outcome.UNKNOWN
          && e.reportedState() != null;
    }
    return isValidResponse(result, Resolution.DEDUPLICATED);
  }

  private static boolean isValidResponse(Object result, Resolution resolution) {
    return result instanceof ApiResponse<?> response && response.resolution() == resolution;
  }

  private void checkRepeatModel(
      CompletedCall first, CompletedCall again, boolean unresolvedBefore) {
    ReferenceModel model = first.scheduleCase().with(ScheduleCase.POLICY).resumed(false).model();
    model.unresolvedBefore(unresolvedBefore);
    for (Exchanged each : again.exchanges()) {
      if (model.next() == each.kind()) {
        model.observe(each.observed());
      }
    }
    Expected expected = model.expected();
    if (expected == null || !isAsExpected(expected, again)) {
      counters.violation("f", () -> "should be " + expected + ": " + first + ", then " + again);
    }
  }
}
