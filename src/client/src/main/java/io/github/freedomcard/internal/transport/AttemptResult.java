package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.error.RateLimitException;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.internal.json.Envelope;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.ExtendedStatement;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Evidence;
import io.github.freedomcard.operation.Operation;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reply says of the send that it replies to.
 *
 * @param kind the one thing that decides what follows
 * @param body the typed answer, where the kind is {@link Kind#ANSWER}
 * @param reply the reply itself
 * @param envelope what the answer says of the call; null if it could not be read
 * @param state the answer as the state of a request, where a read met one that is in process
 * @param reason what is wrong with an answer that is none
 */
record AttemptResult<R>(
    Kind kind,
    @Nullable R body,
    HttpReply reply,
    @Nullable Envelope envelope,
    @Nullable RequestState state,
    String reason) {

  /** Errors of the gift card family after which nothing was done. */
  private static final Set<Integer> GIFT_REFUSALS = Set.of(-2, -3, -4, -6, -7, -8, -10, -11);

  enum Kind {
    /** A valid answer. Settled. */
    ANSWER,
    /** A read's valid answer whose data is not there yet. Settled. */
    IN_PROCESS,
    /** An error answer: the server refused, perhaps because it had taken the request before. */
    ERROR_ANSWER,
    /** 429. Settled. */
    RATE_LIMITED,
    /** Nothing can have left this machine. Settled. */
    NOT_SENT,
    /** All else: the server may have processed what was sent, or may yet do so. */
    OPEN
  }

  static <R> AttemptResult<R> of(HttpReply reply, Operation<?, R> operation, Json json) {
    if (reply.status() == 0) {
      return of(reply.left() ? Kind.OPEN : Kind.NOT_SENT, reply, "");
    }
    if (!reply.isWhole()) {
      return of(Kind.OPEN, reply, reply.tooLarge() ? "too large" : "cut");
    }
    int status = reply.status();
    if (status == 429) {
      return of(Kind.RATE_LIMITED, reply, "");
    }
    if (status / 100 == 4 && status != 408) {
      return new AttemptResult<>(Kind.ERROR_ANSWER, null, reply, envelope(reply, json), null, "");
    }
    if (status / 100 != 2) {
      return of(Kind.OPEN, reply, "");
    }
    return read(reply, operation, json);
  }

  private static <R> AttemptResult<R> read(HttpReply reply, Operation<?, R> operation, Json json) {
    try {
      Envelope envelope = json.envelope(reply.body());
      boolean read = operation.effect() == Effect.READ;
      boolean tells = read && operation.responseType() == RequestState.class;
      if (envelope.isCallError() || (envelope.isRequestError() && !tells)) {
        return new AttemptResult<>(Kind.ERROR_ANSWER, null, reply, envelope, null, "");
      }
      if (envelope.isSilent() && !read) {
        return of(Kind.OPEN, reply, "no status");
      }
      if (!saysOfSuccess(envelope, operation)) {
        return of(Kind.OPEN, reply, "no status of success");
      }
      if (read && !tells && envelope.isUnfinished()) {
        RequestState state = json.read(reply.body(), RequestState.class);
        return new AttemptResult<>(Kind.IN_PROCESS, null, reply, envelope, state, "");
      }
      R body = json.read(reply.body(), operation.responseType());
      if (!read && body instanceof RequestState state && state.isFinal() && !state.isSuccess()) {
        // The envelope is what came first; a member that came twice may say otherwise later.
        return new AttemptResult<>(Kind.ERROR_ANSWER, null, reply, envelope, null, "");
      }
      return new AttemptResult<>(Kind.ANSWER, body, reply, envelope, null, "");
    } catch (UnreadableException e) {
      return of(Kind.OPEN, reply, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Whether an answer of data may be taken for one. The state of a request says for itself how far
   * it has come; data says nothing, so that an empty list must not come of an answer to something
   * else. The extended statement's status is optional (documented).
   */
  private static boolean saysOfSuccess(Envelope envelope, Operation<?, ?> operation) {
    return operation.responseType() == RequestState.class
        || operation.evidence() == Evidence.CALLER_DEFINED
        || (envelope.isSilent() && operation.responseType() == ExtendedStatement.class)
        || envelope.isCallSuccess();
  }

  private static <R> AttemptResult<R> of(Kind kind, HttpReply reply, String reason) {
    return new AttemptResult<>(kind, null, reply, null, null, reason);
  }

  private static @Nullable Envelope envelope(HttpReply reply, Json json) {
    try {
      return json.envelope(reply.body());
    } catch (UnreadableException noEnvelope) {
      return null;
    }
  }

  /** Whether the send had no effect and can't have one later. */
  boolean isSettled() {
    return kind != Kind.OPEN;
  }

  /** Whether an unkeyed command that got this error was certainly not processed. */
  boolean isCertainRefusal() {
    return envelope == null
        || !envelope.isGiftStatus()
        || GIFT_REFUSALS.contains(envelope.giftStatus());
  }

  /** The failure as an exception. */
  FreedomCardException toException(
      FreedomCardException.CallContext facts, @Nullable RequestState reportedState) {
    int status = reply.status();
    if (kind == Kind.IN_PROCESS) {
      return new StillInProcessException(state, facts);
    }
    if (status == 0) {
      String what = kind == Kind.NOT_SENT ? "not sent" : "no answer";
      return new ConnectionException(what + ": " + trouble(), reply.trouble(), facts);
    }
    if (status == 401 || status == 403) {
      return new AuthenticationException(status, facts);
    }
    if (status == 429) {
      return new RateLimitException(retryAfter(), facts);
    }
    if (kind == Kind.ERROR_ANSWER) {
      return errorAnswer(facts, reportedState);
    }
    return status / 100 == 2
        ? new InvalidResponseException(reason, reply.trouble(), facts)
        : new HttpStatusException(status, facts);
  }

  private ApiErrorException errorAnswer(
      FreedomCardException.CallContext facts, @Nullable RequestState reportedState) {
    String code = null;
    String description = null;
    if (envelope != null) {
      code = envelope.isGiftStatus() ? envelope.status() : envelope.errorCode();
      description = envelope.errorDescription();
    }
    return new ApiErrorException(
        reply.status(), code, description, reportedState, hint(facts), facts);
  }

  private String hint(FreedomCardException.CallContext facts) {
    Evidence evidence = facts.operation().evidence();
    if (reply.status() != 404
        || !facts.operation().path().equals(reply.path())
        || evidence == Evidence.DOCUMENTED
        || evidence == Evidence.CALLER_DEFINED) {
      return "";
    }
    return "; the path "
        + facts.operation().path()
        + " is "
        + (evidence == Evidence.INFERRED ? "inferred" : "known only in part")
        + " and may be wrong, another can be set with FreedomCardClientBuilder.path";
  }

  /** The delay that the server asked for; null if it named none. */
  @Nullable Duration retryAfter() {
    return RetryAfter.of(reply.header("retry-after"), reply.header("date"));
  }

  private String trouble() {
    // The class alone: messages of network exceptions may quote what an interceptor put in.
    IOException trouble = requireNonNull(reply.trouble(), "trouble");
    return trouble instanceof InterruptedIOException
        ? "time-out"
        : trouble.getClass().getSimpleName();
  }
}
