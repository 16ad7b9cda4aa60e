package io.github.freedomcard.sandbox;

import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException.CallContext;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.error.InterruptedCallException;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.RateLimitException;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatus;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The client's exceptions, for tests that mock the client.
 *
 * <pre>{@code
 * when(client.createTransaction(charge))
 *     .thenThrow(Failures.noResponse(
 *             TransactionOperations.CREATE_TRANSACTION, charge.requestId()));
 * }</pre>
 *
 * <p>Each exception is one that the client throws after a single attempt. The outcome that a method
 * states is that of a command; a read always has {@link Outcome#READ_ONLY}. {@code requestId} is
 * the request's own; null if the operation has none.
 *
 * <p>Every method throws an {@code IllegalArgumentException} if an idempotent command has no id, or
 * a non-idempotent one has an id.
 */
public final class Failures {

  private Failures() {}

  /** The response was lost: {@code UNKNOWN}. */
  public static ConnectionException noResponse(
      Operation<?, ?> operation, @Nullable UUID requestId) {
    return new ConnectionException(
        "no response from the mocked API: time-out",
        new SocketTimeoutException("time-out"),
        context(operation, requestId, Outcome.UNKNOWN));
  }

  /** There was no connection: {@code NOT_PROCESSED}. */
  public static ConnectionException notSent(Operation<?, ?> operation, @Nullable UUID requestId) {
    return new ConnectionException(
        "not sent to the mocked API: no connection",
        new ConnectException("refused"),
        context(operation, requestId, Outcome.NOT_PROCESSED));
  }

  /**
   * The vendor declined the request, with HTTP 200: {@code NOT_PROCESSED}; for a gift card command
   * {@code UNKNOWN}, if its code does not exclude an effect.
   *
   * @param code the vendor's error code; for a gift card operation its status, a number other than
   *     0
   */
  public static ApiErrorException declined(
      Operation<?, ?> operation, @Nullable UUID requestId, String code) {
    Outcome outcome = Outcome.NOT_PROCESSED;
    String name = null;
    if (operation.responseConvention().acceptsNumericStatus()) {
      int status = Integer.parseInt(code);
      if (status == 0) {
        throw new IllegalArgumentException("code: 0 is a success");
      }
      name = operation.responseConvention().nameOf(status);
      if (!operation.responseConvention().isKnownNotProcessed(status)) {
        outcome = Outcome.UNKNOWN;
      }
    }
    return new ApiErrorException(200, code, name, null, "", context(operation, requestId, outcome));
  }

  /** HTTP 401: {@code NOT_PROCESSED}. */
  public static AuthenticationException unauthorized(
      Operation<?, ?> operation, @Nullable UUID requestId) {
    return new AuthenticationException(401, context(operation, requestId, Outcome.NOT_PROCESSED));
  }

  /** HTTP 403: {@code NOT_PROCESSED}. */
  public static AuthenticationException forbidden(
      Operation<?, ?> operation, @Nullable UUID requestId) {
    return new AuthenticationException(403, context(operation, requestId, Outcome.NOT_PROCESSED));
  }

  /**
   * HTTP 429: {@code NOT_PROCESSED}.
   *
   * @param retryAfter the delay that the server requests; null if none
   */
  public static RateLimitException rateLimited(
      Operation<?, ?> operation, @Nullable UUID requestId, @Nullable Duration retryAfter) {
    return new RateLimitException(retryAfter, context(operation, requestId, Outcome.NOT_PROCESSED));
  }

  /**
   * An HTTP status that does not say what happened: {@code UNKNOWN}.
   *
   * @param status a redirect, 408, or 500 and above
   * @throws IllegalArgumentException if the client has another exception for {@code status}
   */
  public static HttpStatusException httpStatus(
      Operation<?, ?> operation, @Nullable UUID requestId, int status) {
    if (status / 100 != 3 && status != 408 && status / 100 != 5) {
      throw new IllegalArgumentException("status: not a redirect, 408, or 5xx: " + status);
    }
    return new HttpStatusException(status, context(operation, requestId, Outcome.UNKNOWN));
  }

  /** The response is not valid JSON: {@code UNKNOWN}. */
  public static InvalidResponseException invalidResponse(
      Operation<?, ?> operation, @Nullable UUID requestId) {
    return new InvalidResponseException(
        "not valid JSON of the expected shape",
        null,
        context(operation, requestId, Outcome.UNKNOWN));
  }

  /** The thread was interrupted while it waited for the response: {@code UNKNOWN}. */
  public static InterruptedCallException interrupted(
      Operation<?, ?> operation, @Nullable UUID requestId) {
    return new InterruptedCallException(
        new InterruptedException(), context(operation, requestId, Outcome.UNKNOWN));
  }

  /** {@code awaitCompletion} timed out, and the request is in process: {@code READ_ONLY}. */
  public static StillInProcessException stillInProcess(UUID requestId) {
    RequestState lastState =
        RequestState.builder()
            .requestId(requestId)
            .status(CallStatus.OK)
            .requestStatus(RequestStatus.PROCESS)
            .build();
    return new StillInProcessException(
        lastState, context(RequestOperations.GET_REQUEST_STATUS, requestId, Outcome.READ_ONLY));
  }

  private static CallContext context(
      Operation<?, ?> operation, @Nullable UUID requestId, Outcome ofCommand) {
    boolean read = operation.effect() == Effect.READ;
    if (!read && (operation.effect() == Effect.IDEMPOTENT_COMMAND) != (requestId != null)) {
      throw new IllegalArgumentException(
          "requestId: " + operation.name() + (requestId == null ? " has one" : " has none"));
    }
    return new CallContext(operation, requestId, 1, read ? Outcome.READ_ONLY : ofCommand);
  }
}
