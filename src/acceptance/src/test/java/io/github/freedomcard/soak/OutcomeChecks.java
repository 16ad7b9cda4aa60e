package io.github.freedomcard.soak;

import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.soak.Command.Result;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares the results of commands with their effects in the sandbox's ledger. */
final class OutcomeChecks {

  private final Counters counters;

  OutcomeChecks(Counters counters) {
    this.counters = counters;
  }

  /** A command and its result. */
  record Executed(Command<?, ?> command, Result result) {}

  void checkFirstCall(Executed executed, Map<String, Integer> allEffects) {
    Result result = executed.result();
    int effects = allEffects.getOrDefault(executed.command().key(), 0);
    counters.count("command");
    if (result.response() != null) {
      Resolution resolution = result.response().resolution();
      if (!(result.response().body() instanceof RequestState state) || state.isSuccess()) {
        counters.count("response " + resolution);
        expect(effects == 1, executed, "succeeded", effects);
      } else {
        // A response with an unknown request_status counts as in process.
        counters.count("response " + resolution + ", in process");
        expect(state.isInProcess() && effects <= 1, executed, state.toString(), effects);
      }
      return;
    }
    if (result.failure() instanceof FreedomCardException failure) {
      counters.count("failure " + failure.outcome() + " " + failure.getClass().getSimpleName());
      boolean correct =
          switch (failure.outcome()) {
            case NOT_PROCESSED -> effects == 0;
            case UNKNOWN -> effects <= 1;
            case READ_ONLY -> false;
          };
      expect(correct, executed, failure.toString(), effects);
      return;
    }
    counters.count("failure " + result.failure());
    expect(false, executed, String.valueOf(result.failure()), effects);
  }

  /**
   * Checks a retry without faults: it must return the first call's result, or be the first effect.
   */
  void checkRetry(Executed first, Result retry, int effectsBefore) {
    if (retry.response() != null && retry.response().body() instanceof RequestState state) {
      counters.count("retry " + retry.response().resolution());
      Resolution expected = effectsBefore == 1 ? Resolution.DEDUPLICATED : Resolution.DIRECT;
      expect(
          state.isSuccess() && retry.response().resolution() == expected,
          first,
          "retry: " + retry.response() + " " + state,
          effectsBefore);
      if (first.result().response() != null
          && first.result().response().body() instanceof RequestState firstState) {
        expect(isSame(firstState, state), first, "retry: other ids: " + state, effectsBefore);
      }
      return;
    }
    if (retry.failure() instanceof ApiErrorException failure) {
      counters.count("retry " + failure.outcome());
      boolean correct = effectsBefore == 0 && failure.outcome() == Outcome.NOT_PROCESSED;
      expect(correct, first, "retry: " + failure, effectsBefore);
      return;
    }
    expect(false, first, "retry: " + retry.failure(), effectsBefore);
  }

  void checkEffectsAfterRetry(
      Executed retry, Map<String, Integer> before, Map<String, Integer> after) {
    String key = retry.command().key();
    int effectsBefore = before.getOrDefault(key, 0);
    int effectsAfter = after.getOrDefault(key, 0);
    boolean tookEffect = effectsBefore == 1 || retry.result().response() != null;
    expect(
        effectsAfter == (tookEffect ? 1 : 0),
        retry,
        "retry: " + effectsBefore + " effects before",
        effectsAfter);
  }

  void checkAtMostOneEffect(String key, int effects) {
    if (effects > 1) {
      counters.violation("double effect", key + " took effect " + effects + " times");
    }
  }

  private void expect(boolean correct, Executed executed, String what, int effects) {
    if (!correct) {
      counters.violation("outcome", executed.command() + ", " + effects + " effects: " + what);
    }
  }

  private static boolean isSame(RequestState first, RequestState retry) {
    return isSame(first.transactionId(), retry.transactionId())
        && isSame(first.clientId(), retry.clientId())
        && (first.cards().isEmpty()
            || first.cards().get(0).cardId() == null
            || isSame(first.cards().get(0).cardId(), retry.cards().get(0).cardId()));
  }

  private static boolean isSame(@Nullable String first, @Nullable String retry) {
    return first == null || first.equals(retry);
  }
}
