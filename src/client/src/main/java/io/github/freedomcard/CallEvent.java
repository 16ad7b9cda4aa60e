package io.github.freedomcard;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one call ended. Contains no secret, no personal data and no part of a body.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param operation the operation that was called; for {@code awaitCompletion} it is {@code
 *     getRequestStatus}
 * @param requestId the {@code request_id} of the request, or the one that was waited for; null if
 *     the operation has none
 * @param attempts how many times the client tried to send the request; 0 if it was rejected before,
 *     or nothing but its status was queried
 * @param statusQueries how many status queries the client tried to send after that
 * @param outcome whether the command took effect, if the call failed; null if it succeeded. A
 *     cancelled or interrupted call has failed, unless its response came first.
 * @param resolution where the result comes from; null if the call failed
 * @param httpStatus the HTTP status of the last response to an attempt or a status query; null if
 *     there was none
 * @param errorCode the vendor's error code, or the status of a gift card operation, if an error
 *     response ended the call; null if there is none, or if it is longer than 32 characters or not
 *     plain
 * @param duration the time from the beginning of the call to its end
 */
public record CallEvent(
    Operation<?, ?> operation,
    @Nullable UUID requestId,
    int attempts,
    int statusQueries,
    @Nullable Outcome outcome,
    @Nullable Resolution resolution,
    @Nullable Integer httpStatus,
    @Nullable String errorCode,
    Duration duration) {

  /** An event; made by the client, and by tests of a listener. */
  public CallEvent {
    requireNonNull(operation, "operation");
    requireNonNull(duration, "duration");
  }
}
