package io.github.freedomcard.error;

import io.github.freedomcard.operation.Operation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call that gave no answer to build on. Ask {@link #outcome} first: it says whether a command may
 * have been processed. The subclass says why.
 *
 * <pre>{@code
 * try {
 *   client.refundTransaction(refund);
 * } catch (FreedomCardException e) {
 *   switch (e.outcome()) {
 *     case NOT_PROCESSED -> log(e.getMessage()); // nothing was refunded by this call
 *     case UNKNOWN -> keep(e.requestId()); // make the same request again, or ask
 *     case READ_ONLY -> {} // not of a command
 *   }
 * }
 * }</pre>
 *
 * <p>The message names the operation, the reason, the outcome and the {@code request_id}, and
 * nothing else that the vendor or the caller wrote, but for a short error code.
 */
public abstract class FreedomCardException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Null only in an exception that was serialised elsewhere. */
  private final transient Operation<?, ?> operation;

  private final @Nullable UUID requestId;
  private final int attempts;
  private final Outcome outcome;

  FreedomCardException(String reason, @Nullable Throwable cause, CallContext facts) {
    super(facts.message(reason), cause);
    this.operation = facts.operation();
    this.requestId = facts.requestId();
    this.attempts = facts.attempts();
    this.outcome = facts.outcome();
  }

  /** The operation that was called. */
  public Operation<?, ?> operation() {
    return operation;
  }

  /** The {@code request_id} to ask about or to use again; null where the operation has none. */
  public @Nullable UUID requestId() {
    return requestId;
  }

  /** How many times the request was sent, or tried to be; questions about it do not count. */
  public int attempts() {
    return attempts;
  }

  /** What the call did to money and cards. */
  public Outcome outcome() {
    return outcome;
  }

  /**
   * What every failed call has to say.
   *
   * @param operation the operation that was called
   * @param requestId the {@code request_id}; null where the operation has none
   * @param attempts how many times the request was sent, or tried to be
   * @param outcome what the call did to money and cards
   */
  public record CallContext(
      Operation<?, ?> operation, @Nullable UUID requestId, int attempts, Outcome outcome) {

    private String message(String reason) {
      return operation.name()
          + ": "
          + reason
          + " [outcome "
          + outcome
          + (requestId == null ? "" : ", request_id " + requestId)
          + ", attempts "
          + attempts
          + "]";
    }
  }
}
