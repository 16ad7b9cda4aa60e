package io.github.freedomcard.journal;

import io.github.freedomcard.model.RequestState;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What follows for a claimed command. */
sealed interface Step {

  /**
   * The effect is known: the handler is called.
   *
   * @param conclusion DONE or REFUSED
   * @param result what the server reported; null if it is not known any more
   */
  record Conclude(
      CommandState conclusion,
      @Nullable RequestState result,
      @Nullable String errorCode,
      @Nullable String problem)
      implements Step {

    static Conclude done(RequestState state) {
      return new Conclude(CommandState.DONE, state, null, null);
    }

    static Conclude refused(@Nullable String errorCode, String problem) {
      return new Conclude(CommandState.REFUSED, null, errorCode, problem);
    }
  }

  /**
   * Later again.
   *
   * @param state RECORDED, IN_PROCESS or UNRESOLVED
   * @param sent whether the command may have been sent
   * @param delay at least this long, within limits; null for the back-off alone
   */
  record Later(CommandState state, boolean sent, String problem, @Nullable Duration delay)
      implements Step {

    static Later unresolved(String problem) {
      return new Later(CommandState.UNRESOLVED, true, problem, null);
    }

    static Later inProcess() {
      return new Later(CommandState.IN_PROCESS, true, "accepted, and not finished yet", null);
    }

    /** Certainly without effect so far. */
    static Later notSent(String problem, @Nullable Duration delay) {
      return new Later(CommandState.RECORDED, false, problem, delay);
    }
  }

  /** Left to a person. */
  record Park(boolean sent, String problem) implements Step {}
}
