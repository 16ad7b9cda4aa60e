package io.github.freedomcard.internal.transport;

import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.FreedomCardException.CallContext;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.error.RateLimitException;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.internal.json.Envelope;
import io.github.freedomcard.operation.Evidence;
import org.jspecify.annotations.Nullable;

/** Builds the exception for a failed call. */
final class FailureFactory {

  private FailureFactory() {}

  /** The exception for a call that ends with this failure. */
  static FreedomCardException of(AttemptResult.Failure<?> failure, CallContext context) {
    if (failure instanceof AttemptResult.InProcess<?> inProcess) {
      return new StillInProcessException(inProcess.state(), context);
    }
    HttpReply reply = failure.reply();
    if (reply instanceof HttpReply.NoResponse none) {
      String what = none.mayHaveBeenSent() ? "no response from " : "not sent to ";
      return new ConnectionException(what + none.reason(), none.cause(), context);
    }
    if (reply instanceof HttpReply.EarlierAttempt earlier) {
      return new ConnectionException(reason(earlier, context), reply.cause(), context);
    }
    int status = ((HttpReply.Received) reply).status();
    if (failure instanceof AttemptResult.Unresolved<?> unresolved
        && reply instanceof HttpReply.Complete
        && !unresolved.reason().isEmpty()) {
      // Whatever its HTTP status, it is no response to this request.
      return invalidResponse(unresolved.reason(), null, context);
    }
    if (status == 401 || status == 403) {
      return new AuthenticationException(status, context);
    }
    if (status == 429) {
      return new RateLimitException(reply.retryAfter(), context);
    }
    if (failure instanceof AttemptResult.ErrorResponse<?> error) {
      return apiError(error, context);
    }
    return status / 100 == 2
        ? invalidResponse(((AttemptResult.Unresolved<?>) failure).reason(), reply.cause(), context)
        : new HttpStatusException(status, context);
  }

  private static String reason(HttpReply.EarlierAttempt earlier, CallContext context) {
    String reason = "an earlier attempt may have been sent";
    if (context.reportedState() != null) {
      return reason;
    }
    reason += ", and its status is not known";
    HttpReply query = earlier.statusQuery();
    if (query == null) {
      return reason;
    }
    return reason
        + "; the status query got "
        + (query instanceof HttpReply.NoResponse none
            ? "no response from " + none.reason()
            : query.describe())
        + earlier.hint();
  }

  /** The exception for a response that is not valid. */
  static InvalidResponseException invalidResponse(
      String reason, @Nullable Throwable cause, CallContext context) {
    return new InvalidResponseException(reason, cause, context);
  }

  /** The exception for a command whose response was lost and that was then reported as failed. */
  static ApiErrorException reportedError(StatusQueryResult.Reported result, CallContext context) {
    return new ApiErrorException(
        result.reply().status(),
        result.state().errorCode(),
        null,
        result.state().errorDescription(),
        context.attempts() == 0
            ? ", reported for an earlier attempt"
            : ", reported after the response was lost",
        context);
  }

  private static ApiErrorException apiError(
      AttemptResult.ErrorResponse<?> error, CallContext context) {
    Envelope envelope = error.envelope();
    boolean numeric =
        envelope.hasNumericStatus()
            && context.operation().responseConvention().acceptsNumericStatus();
    return new ApiErrorException(
        error.reply().status(),
        numeric ? envelope.status() : envelope.errorCode(),
        numeric ? context.operation().responseConvention().nameOf(envelope.numericStatus()) : null,
        envelope.errorDescription(),
        pathHint(error.reply().head(), context),
        context);
  }

  /** A 404 may mean that the catalogue's path is wrong, where nobody has seen it documented. */
  private static String pathHint(HttpReply.Head head, CallContext context) {
    String path = context.operation().path();
    Evidence evidence = context.operation().evidence();
    if (head.status() != 404
        || !path.equals(head.path())
        || evidence == Evidence.DOCUMENTED
        || evidence == Evidence.CALLER_DEFINED) {
      return "";
    }
    return "; the path "
        + path
        + " is "
        + (evidence == Evidence.INFERRED ? "inferred" : "only partly documented")
        + " and may be wrong: set another one with FreedomCardClientBuilder.path";
  }
}
