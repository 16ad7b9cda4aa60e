package io.github.freedomcard.internal.transport;

import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Decides what one call does next, from the replies that it has received so far.
 *
 * <p>It does no I/O and reads no clock. So blocking and asynchronous calls share it, and tests can
 * try every sequence of failures. All times are in nanoseconds since the call began. For use by one
 * thread at a time.
 */
interface CallStateMachine<R> {

  /** The first action. */
  NextAction<R> start();

  /** The action that follows the reply to {@code action}. */
  NextAction<R> onReply(NextAction.Scheduled<R> action, HttpReply reply, long now);

  /** The exception for a call whose thread was interrupted. */
  InterruptedCallException interrupted(@Nullable Throwable cause);

  /** The outcome of the call as far as it is known without a status query. */
  Outcome outcome();
}
