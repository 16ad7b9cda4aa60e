package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.transport.FakeServer.Ruling;
import io.github.freedomcard.internal.transport.FakeWorld.Exchanged;
import io.github.freedomcard.internal.transport.ReferenceModel.Expected;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
import io.github.freedomcard.internal.transport.ReferenceModel.Said;
import io.github.freedomcard.internal.transport.ScheduleRunner.Made;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Resolution;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of each call, with the ledger read when the server is quiet. The letters: (a) at
 * most one effect; (b) {@code NOT_PROCESSED} only where there is none; (c) an answer only where the
 * server has taken the request, with the right ids; (d) nothing is sent after the answer, nor after
 * the deadline; (e) an unkeyed command is sent at most once after its bytes may have left; (f) the
 * same request once more adds no effect, and gives what is recorded. Besides, each call must be as
 * the reference model says.
 */
record ScheduleChecks(ScheduleTally tally) {

  void check(Made made, FakeServer server, int asksForCredentials) {
    checkEffects(made, server);
    checkAnswer("c", made, server);
    checkTimes(made);
    checkRequests(made, server, asksForCredentials);
    checkModel(made);
  }

  private void checkEffects(Made made, FakeServer server) {
    if (server.effects() > 1 || server.takenCount() > 1) {
      tally.violation("a", made::toString);
    }
    if (made.result() instanceof FreedomCardException e && e.outcome() == Outcome.NOT_PROCESSED) {
      if (server.effects() > 0) {
        tally.violation("b", made::toString);
      }
      if (anyOpen(made) && !toldError(made)) {
        tally.violation("rule above all", made::toString);
      }
    }
  }

  private static boolean anyOpen(Made made) {
    return made.exchanges().stream().anyMatch(e -> e.kind() == Kind.SEND && e.seen().isOpen());
  }

  private static boolean toldError(Made made) {
    return made.exchanges().stream()
        .anyMatch(e -> e.kind() == Kind.ASK && e.seen().said() == Said.REQUEST_ERROR);
  }

  private void checkAnswer(String rule, Made made, FakeServer server) {
    if (!(made.result() instanceof ApiResponse<?> response)
        || made.schedules().operation().effect() == Effect.READ) {
      return;
    }
    if (server.effects() != 1) {
      tally.violation(rule, () -> "not taken: " + made);
    }
    if (made.schedules().isKeyed()) {
      Ruling taken =
          server.taken(FakeWorld.firstCredentials().authId(), made.schedules().requestId());
      if (!isStateOf((RequestState) response.body(), taken, made.schedules())) {
        tally.violation(rule, () -> "wrong state: " + made + " " + response.body());
      } else if (!hasRightIds((RequestState) response.body(), response.resolution(), taken, made)) {
        tally.violation(rule, () -> "wrong ids: " + made + " " + response.body());
      }
    }
  }

  private static boolean isStateOf(
      RequestState state, @Nullable Ruling taken, ScheduleCase schedules) {
    return taken != null
        && schedules.requestId().equals(String.valueOf(state.requestId()))
        && state.isSuccess() == (taken.said == Said.SUCCESS)
        && state.isInProcess() == (taken.said == Said.PROCESS);
  }

  /** The server gives the ids only where it tells of the request, not in the answer itself. */
  private static boolean hasRightIds(
      RequestState state, Resolution resolution, @Nullable Ruling taken, Made made) {
    boolean told = resolution != Resolution.DIRECT && taken != Ruling.PROCESS_WITHOUT_IDS;
    String id = made.schedules().madeId();
    return switch (made.schedules().ids()) {
      case NONE -> state.transactionId() == null && state.cards().isEmpty();
      case TRANSACTION -> told == id.equals(state.transactionId());
      case CARDS -> told == (state.cards().size() == 1 && id.equals(state.cards().get(0).cardId()));
    };
  }

  private void checkTimes(Made made) {
    long deadline = made.began() + made.extent().timeout().toNanos();
    if (made.ended() > deadline) {
      tally.violation("d", () -> "answered after the deadline: " + made);
    }
    Exchanged before = null;
    for (Exchanged each : made.exchanges()) {
      if (each.at() >= deadline) {
        tally.violation("d", () -> "sent after the deadline: " + made);
      }
      if (before != null
          && each.kind() == Kind.SEND
          && before.kind() == Kind.SEND
          && each.at() - before.at() < before.retryAfter() * 1_000_000_000L) {
        tally.violation("delay asked for", made::toString);
      }
      before = each;
    }
  }

  private void checkRequests(Made made, FakeServer server, int asksForCredentials) {
    Set<String> headerIds = new HashSet<>();
    String sent = null;
    boolean left = false;
    for (Exchanged each : made.exchanges()) {
      if (!each.name().equals(FakeWorld.firstCredentials().authId())) {
        tally.violation("one name per call", made::toString);
      }
      boolean keyedSend = made.schedules().isKeyed() && each.kind() == Kind.SEND;
      if (keyedSend
          ? !each.headerId().equals(made.schedules().requestId())
          : !headerIds.add(each.headerId())) {
        tally.violation("header Request-Id", made::toString);
      }
      if (keyedSend && each.seen().left()) {
        if (sent != null && !sent.equals(each.body())) {
          tally.violation("same bytes", made::toString);
        }
        sent = each.body();
      }
      if (made.schedules().operation().effect() == Effect.NON_IDEMPOTENT_COMMAND && left) {
        tally.violation("e", made::toString);
      }
      left |= each.seen().left();
    }
    if (asksForCredentials != 1) {
      tally.violation("one name per call", made::toString);
    }
    if (server.repeatedReads() > 0) {
      tally.violation("fresh request_id", made::toString);
    }
  }

  private void checkModel(Made made) {
    ReferenceModel model = made.schedules().model();
    List<Exchanged> exchanges = made.exchanges();
    for (int i = 0; i < exchanges.size(); i++) {
      Exchanged each = exchanges.get(i);
      if (model.next() != each.kind()) {
        String where = "exchange " + (i + 1) + " should be " + model.next() + ": ";
        tally.violation("model", () -> where + made);
        return;
      }
      model.see(each.seen());
    }
    Expected expected = model.expected();
    if (expected == null && (model.next() == Kind.ASK || made.extent().modelled())) {
      tally.violation("model", () -> "should go on with " + model.next() + ": " + made);
    } else if (expected == null) {
      checkGivenUp(made);
    } else if (!isAsExpected(expected, made)) {
      tally.violation("model", () -> "should be " + expected + ": " + made);
    }
  }

  /** A send that is not made for want of time; for a question there always is some. */
  private void checkGivenUp(Made made) {
    Outcome outcome =
        switch (made.schedules().operation().effect()) {
          case READ -> Outcome.READ_ONLY;
          case IDEMPOTENT_COMMAND, NON_IDEMPOTENT_COMMAND ->
              anyOpen(made) ? Outcome.UNKNOWN : Outcome.NOT_PROCESSED;
        };
    if (!(made.result() instanceof FreedomCardException e) || e.outcome() != outcome) {
      tally.violation("model", () -> "should be " + outcome + " for want of time: " + made);
    }
  }

  private static boolean isAsExpected(Expected expected, Made made) {
    if (made.result() instanceof ApiResponse<?> response) {
      return response.resolution() == expected.resolution()
          && response.attempts() == expected.sends();
    }
    return made.result() instanceof FreedomCardException e
        && e.getClass() == expected.failure()
        && e.outcome() == expected.outcome()
        && e.attempts() == expected.sends()
        && e.operation() == made.schedules().operation()
        && made.schedules().requestId().equals(e.requestId() == null ? "" : "" + e.requestId())
        && (!expected.told() || (e instanceof ApiErrorException error && isTold(error)));
  }

  private static boolean isTold(ApiErrorException e) {
    return e.reportedState() != null
        && (e.reportedState().isSuccess() || e.reportedState().isInProcess());
  }

  /**
   * The same request once more.
   *
   * @param before what had become of the request by then; null if it had not been taken
   */
  void checkRepeat(Made first, Made again, @Nullable Ruling before, FakeServer server) {
    if (server.effects() > 1 || server.takenCount() > 1) {
      tally.violation("f", () -> "another effect: " + first + ", then " + again);
    }
    checkAnswer("f", again, server);
    if (!isRepeatAsRecorded(first.schedules(), again.result(), before, server)) {
      tally.violation("f", () -> "not what is recorded: " + first + ", then " + again);
    }
    checkRepeatModel(first, again);
  }

  private static boolean isRepeatAsRecorded(
      ScheduleCase schedules, Object result, @Nullable Ruling before, FakeServer server) {
    if (before == null && server.takenCount() > 0) {
      return isAnswer(result, Resolution.DIRECT);
    }
    if (before == null) {
      return result instanceof FreedomCardException;
    }
    if (!before.effect) {
      return result instanceof FreedomCardException e && e.outcome() == Outcome.NOT_PROCESSED;
    }
    if (schedules.ids() != ScheduleCase.Ids.NONE && before != Ruling.PROCESS_WITHOUT_IDS) {
      return isAnswer(result, Resolution.DEDUPLICATED);
    }
    // What is recorded has no ids, and so may not be this request's: it comes with the error, where
    // that has room for it.
    return result instanceof FreedomCardException e
        && e.outcome() == Outcome.UNKNOWN
        && (!(e instanceof ApiErrorException error) || isTold(error));
  }

  private static boolean isAnswer(Object result, Resolution resolution) {
    return result instanceof ApiResponse<?> response && response.resolution() == resolution;
  }

  private void checkRepeatModel(Made first, Made again) {
    ReferenceModel model = first.schedules().with(RetryPolicy.standard()).model();
    for (Exchanged each : again.exchanges()) {
      if (model.next() == each.kind()) {
        model.see(each.seen());
      }
    }
    Expected expected = model.expected();
    if (expected == null || !isAsExpected(expected, again)) {
      tally.violation("f", () -> "should be " + expected + ": " + first + ", then " + again);
    }
  }
}
