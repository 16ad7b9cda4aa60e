package io.github.freedomcard.internal.transport;

import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.operation.ApiResponse;
import org.jspecify.annotations.Nullable;

/**
 * The course of one call: given what each exchange brought, what to do next and what to tell the
 * caller.
 *
 * <p>It does no I/O and reads no clock, so that blocking and asynchronous calls share it and every
 * sequence of failures can be tried. Every time is in nanoseconds since the call began. For use by
 * one thread at a time.
 */
interface CallStateMachine<R> {

  /** The first send. */
  Step<R> begin();

  /** What follows from the reply to a send. */
  Step<R> sent(HttpReply reply, long now);

  /** What follows from the reply to a question. */
  Step<R> asked(HttpReply reply, long now);

  /** The exception for a call whose thread was interrupted. */
  InterruptedCallException interrupted(@Nullable Throwable cause);

  /** What the call did as far as it is known without asking. */
  Outcome outcome();

  /** What a step does. */
  enum Action {
    SEND,
    ASK,
    RETURN,
    FAIL
  }

  /**
   * What to do next.
   *
   * @param at when to send or ask
   * @param until when the exchange has to be over
   * @param response what to return
   * @param failure what to throw
   */
  record Step<R>(
      Action action,
      long at,
      long until,
      @Nullable ApiResponse<R> response,
      @Nullable FreedomCardException failure) {

    static <R> Step<R> send(long at, long until) {
      return new Step<>(Action.SEND, at, until, null, null);
    }

    static <R> Step<R> ask(long at, long until) {
      return new Step<>(Action.ASK, at, until, null, null);
    }

    static <R> Step<R> answer(ApiResponse<R> response) {
      return new Step<>(Action.RETURN, 0, 0, response, null);
    }

    static <R> Step<R> fail(FreedomCardException failure) {
      return new Step<>(Action.FAIL, 0, 0, null, failure);
    }
  }
}
