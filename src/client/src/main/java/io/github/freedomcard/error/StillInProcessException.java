package io.github.freedomcard.error;

import io.github.freedomcard.model.RequestState;
import org.jspecify.annotations.Nullable;

/** The request that was read or waited for is still being processed. */
public final class StillInProcessException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  private final transient @Nullable RequestState lastState;

  /** A request last seen in {@code lastState}. */
  public StillInProcessException(@Nullable RequestState lastState, CallContext facts) {
    super("still in process", null, facts);
    this.lastState = lastState;
  }

  /** The last state that was seen; null if none was. */
  public @Nullable RequestState lastState() {
    return lastState;
  }
}
