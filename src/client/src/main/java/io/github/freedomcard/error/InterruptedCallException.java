package io.github.freedomcard.error;

import org.jspecify.annotations.Nullable;

/** The calling thread was interrupted. Its interrupt flag is set. */
public final class InterruptedCallException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  /** A call that ended because its thread was interrupted. */
  public InterruptedCallException(@Nullable Throwable cause, CallContext context) {
    super("interrupted", cause, context);
  }
}
