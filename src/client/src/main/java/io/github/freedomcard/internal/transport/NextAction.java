package io.github.freedomcard.internal.transport;

import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.operation.ApiResponse;

/** What a call does next. All times are in nanoseconds since the call began. */
sealed interface NextAction<R> {

  /** An exchange that starts at one time and must end by another. */
  sealed interface Scheduled<R> extends NextAction<R> {

    /** When the exchange starts. */
    long at();

    /** When the exchange must be over. */
    long until();
  }

  /** Sends the request. */
  record Send<R>(long at, long until) implements Scheduled<R> {}

  /** Queries the status of the request. */
  record QueryStatus<R>(long at, long until) implements Scheduled<R> {}

  /** Ends the call with a response. */
  record Return<R>(ApiResponse<R> response) implements NextAction<R> {}

  /** Ends the call with an exception. */
  record Fail<R>(FreedomCardException failure) implements NextAction<R> {}
}
