package io.github.freedomcard.internal.transport;

import io.github.freedomcard.internal.json.Envelope;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.ResponseConvention;

/** What the reply to an attempt means. */
sealed interface AttemptResult<R> {

  /** The reply itself. */
  HttpReply reply();

  /** A valid response. Resolved. */
  record Success<R>(HttpReply.Complete reply, R body) implements AttemptResult<R> {}

  /** An attempt without a valid response. */
  sealed interface Failure<R> extends AttemptResult<R> {}

  /** The response to a read whose data is not available yet. Resolved. */
  record InProcess<R>(HttpReply.Complete reply, RequestState state) implements Failure<R> {}

  /**
   * An error response: the server refused the request, perhaps because it had taken it before.
   * Resolved.
   */
  record ErrorResponse<R>(HttpReply.Complete reply, Envelope envelope) implements Failure<R> {

    /** Whether a non-idempotent command that got this error certainly had no effect. */
    boolean isKnownNotProcessed(ResponseConvention convention) {
      return !envelope.hasNumericStatus()
          || convention.isKnownNotProcessed(envelope.numericStatus());
    }
  }

  /** HTTP 429. Resolved. */
  record RateLimited<R>(HttpReply.Complete reply) implements Failure<R> {}

  /** Nothing can have been sent. Resolved. */
  record NotSent<R>(HttpReply.NoResponse reply) implements Failure<R> {}

  /**
   * Anything else: the server may have processed the request, or may still process it.
   *
   * @param reason what is wrong with a response of HTTP status 2xx
   */
  record Unresolved<R>(HttpReply reply, String reason) implements Failure<R> {}

  /** Whether the effect of the attempt is known and can't change later. */
  default boolean isResolved() {
    return !(this instanceof Unresolved);
  }

  /** Classifies the reply to an attempt. */
  static <R> AttemptResult<R> of(HttpReply reply, Operation<?, R> operation, Json json) {
    if (reply instanceof HttpReply.NoResponse none) {
      return none.mayHaveBeenSent() ? new Unresolved<>(none, "") : new NotSent<>(none);
    }
    if (!(reply instanceof HttpReply.Complete complete)) {
      return new Unresolved<>(
          reply, reply instanceof HttpReply.TooLarge ? "too large" : "truncated");
    }
    int status = complete.status();
    if (status == 429) {
      return new RateLimited<>(complete);
    }
    if (status / 100 == 4 && status != 408) {
      return new ErrorResponse<>(complete, envelope(complete, json));
    }
    if (status / 100 != 2) {
      return new Unresolved<>(complete, "");
    }
    try {
      return read(complete, operation, json);
    } catch (UnreadableException e) {
      return new Unresolved<>(complete, String.valueOf(e.getMessage()));
    }
  }

  private static <R> AttemptResult<R> read(
      HttpReply.Complete reply, Operation<?, R> operation, Json json) throws UnreadableException {
    ResponseConvention convention = operation.responseConvention();
    Envelope envelope = json.envelope(reply.body());
    boolean isRead = operation.effect() == Effect.READ;
    // Such a read succeeds whatever happened to the request that it is about.
    boolean readsState = isRead && convention.isRequestState();
    if (envelope.isCallError() || (envelope.isRequestError() && !readsState)) {
      return new ErrorResponse<>(reply, envelope);
    }
    if (envelope.isEmpty() && !isRead) {
      return new Unresolved<>(reply, "no status");
    }
    if (!isAccepted(envelope, convention)) {
      return new Unresolved<>(reply, "no status of success");
    }
    if (isRead && !readsState && envelope.isUnfinished()) {
      return new InProcess<>(reply, json.read(reply.body(), RequestState.class));
    }
    R body = json.read(reply.body(), operation.responseType());
    RequestState state = isRead ? null : convention.requestState(body);
    if (state != null && state.isFinal() && !state.isSuccess()) {
      // A duplicate member may say something else further on than in the envelope.
      return new ErrorResponse<>(reply, envelope);
    }
    return new Success<>(reply, body);
  }

  /**
   * Whether the status allows to read the body as data. Without this check, an empty list could
   * come from a response to something else.
   */
  private static boolean isAccepted(Envelope envelope, ResponseConvention convention) {
    return convention.acceptsAnyStatus()
        || (envelope.isEmpty() && convention.acceptsMissingStatus())
        || envelope.isCallSuccess();
  }

  private static Envelope envelope(HttpReply.Complete reply, Json json) {
    try {
      return json.envelope(reply.body());
    } catch (UnreadableException noEnvelope) {
      return Envelope.EMPTY;
    }
  }
}
