package io.github.freedomcard.internal.transport;

import io.github.freedomcard.internal.json.Envelope;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.ResponseConvention;
import org.jspecify.annotations.Nullable;

/** What the reply to an attempt means. */
sealed interface AttemptResult<R> {

  /**
   * The size up to which a response with data is checked to its end, in bytes; it takes less time
   * than a millisecond. Of a longer one, a statement, only what comes before the data is checked,
   * unless it is so large that it is parsed while it is read.
   */
  int MAX_CHECKED_DATA = 64 * 1024;

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
      // Outside the gift card family, a number comes from a gateway, which refused by its HTTP
      // status.
      return !(envelope.hasNumericStatus() && convention.acceptsNumericStatus())
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
   * @param reason what is wrong with a response that was received; empty if its HTTP status is all
   */
  record Unresolved<R>(HttpReply reply, String reason) implements Failure<R> {}

  /** Whether the effect of the attempt is known and can't change later. */
  default boolean isResolved() {
    return !(this instanceof Unresolved);
  }

  /** Whether this HTTP status is one of an error response: 4xx, but neither 408 nor 429. */
  static boolean isErrorStatus(int status) {
    return status / 100 == 4 && status != 408 && status != 429;
  }

  /**
   * Classifies the reply to an attempt.
   *
   * @param sentId the {@code request_id} that the attempt sent; null if it sent none
   */
  static <R> AttemptResult<R> of(
      HttpReply reply, Operation<?, R> operation, @Nullable String sentId, Json json) {
    if (reply instanceof HttpReply.NoResponse none) {
      return none.mayHaveBeenSent() ? new Unresolved<>(none, "") : new NotSent<>(none);
    }
    if (!(reply instanceof HttpReply.Complete complete)) {
      return new Unresolved<>(
          reply, reply instanceof HttpReply.TooLarge ? "too large" : "truncated");
    }
    int status = complete.status();
    if (status == 429 || isErrorStatus(status)) {
      return refused(complete, sentId, json);
    }
    if (status / 100 != 2) {
      return new Unresolved<>(complete, "");
    }
    try {
      return read(complete, operation, sentId, json);
    } catch (UnreadableException e) {
      return new Unresolved<>(complete.withoutData(), String.valueOf(e.getMessage()));
    }
  }

  private static <R> AttemptResult<R> refused(
      HttpReply.Complete reply, @Nullable String sentId, Json json) {
    Envelope envelope = envelope(reply, json);
    String doubt = doubt(envelope, sentId);
    if (doubt != null) {
      return new Unresolved<>(reply, doubt);
    }
    return reply.status() == 429 ? new RateLimited<>(reply) : new ErrorResponse<>(reply, envelope);
  }

  private static <R> AttemptResult<R> read(
      HttpReply.Complete reply, Operation<?, R> operation, @Nullable String sentId, Json json)
      throws UnreadableException {
    ResponseConvention convention = operation.responseConvention();
    boolean isRead = operation.effect() == Effect.READ;
    // Such a read succeeds whatever happened to the request that it is about.
    boolean readsState = isRead && convention.isRequestState();
    boolean toTheEnd = !isRead || readsState || reply.size() <= MAX_CHECKED_DATA;
    Envelope envelope = reply.envelope(json, toTheEnd);
    HttpReply.Complete failed = reply.withoutData();
    String doubt = doubt(envelope, sentId);
    if (doubt != null) {
      return new Unresolved<>(failed, doubt);
    }
    if (envelope.isCallError()
        && envelope.hasNumericStatus()
        && !convention.acceptsNumericStatus()) {
      // An error page of a gateway or a framework, which says nothing about the request.
      return new Unresolved<>(failed, "the status is a number");
    }
    if (envelope.isCallError() || (envelope.isRequestError() && !readsState)) {
      return new ErrorResponse<>(failed, envelope);
    }
    if (envelope.isEmpty() && !isRead) {
      return new Unresolved<>(failed, "no status");
    }
    if (!isAccepted(envelope, convention)) {
      return new Unresolved<>(failed, "no status of success");
    }
    if (isRead && !readsState && envelope.isUnfinished()) {
      return new InProcess<>(failed, reply.read(json, RequestState.class));
    }
    return new Success<>(reply, reply.read(json, operation.responseType()));
  }

  /** Why a response may be none to the attempt; null if it is one. */
  private static @Nullable String doubt(Envelope envelope, @Nullable String sentId) {
    if (envelope.namesAnother(sentId)) {
      return "it names another request_id";
    }
    return envelope.isAmbiguous() ? "a member occurs twice" : null;
  }

  /**
   * Whether the status allows to read the body as data. Without this check, an empty list could
   * come from a response to something else.
   */
  private static boolean isAccepted(Envelope envelope, ResponseConvention convention) {
    if (convention.acceptsAnyStatus()
        || (envelope.isEmpty() && convention.acceptsMissingStatus())) {
      return true;
    }
    // A response of the other family says nothing about a gift card.
    return envelope.isCallSuccess()
        && envelope.hasNumericStatus() == convention.acceptsNumericStatus();
  }

  private static Envelope envelope(HttpReply.Complete reply, Json json) {
    try {
      return reply.envelope(json, true);
    } catch (UnreadableException noEnvelope) {
      return Envelope.EMPTY;
    }
  }
}
