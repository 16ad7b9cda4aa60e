package io.github.freedomcard.error;

import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.RequestOperations;
import org.jspecify.annotations.Nullable;

/**
 * The request that was read or waited for is not final yet.
 *
 * <p>{@link #lastState} is null if no status query reported a state of it: the server may not know
 * the {@code request_id}, or not yet.
 */
public final class StillInProcessException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  private final transient @Nullable RequestState lastState;

  /** A request last seen in {@code lastState}. */
  public StillInProcessException(@Nullable RequestState lastState, CallContext context) {
    super(
        lastState == null
            ? "no state of this request_id was reported: check the id, or retry the same command,"
                + " which may not have arrived"
            : "still in process: " + nextStep(context),
        null,
        context);
    this.lastState = lastState;
  }

  private static String nextStep(CallContext context) {
    // The operation itself returns a state in process; only awaitCompletion throws.
    return context.operation() == RequestOperations.GET_REQUEST_STATUS
        ? "call awaitCompletion again later"
        : "repeat the read later";
  }

  /** The last state that the server reported; null if none. */
  public @Nullable RequestState lastState() {
    return lastState;
  }
}
