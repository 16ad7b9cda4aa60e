package io.github.freedomcard.model.transaction;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Refunds a transaction: "Refund transaction", documented.
 *
 * <p>Without an amount all of it is refunded (inferred). Immutable and safe to share between
 * threads.
 *
 * @param requestId the unique number of this request
 * @param orderId the partner's own id of the order
 * @param transactionId the transaction to refund
 * @param description why it is refunded
 * @param amount how much to refund, more than 0; left out, all of it (inferred)
 * @param additionalProperties fields to send that the contract does not name
 */
public record RefundTransactionRequest(
    UUID requestId,
    String orderId,
    String transactionId,
    @Nullable String description,
    @Nullable BigDecimal amount,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  /**
   * Checks the fields; mints the id where there is none.
   *
   * @throws IllegalArgumentException if a text is blank, or the amount is not positive, or an
   *     additional property has the name of a declared one
   */
  public RefundTransactionRequest {
    requestId = Preconditions.orFresh(requestId);
    Preconditions.text("orderId", orderId);
    Preconditions.text("transactionId", transactionId);
    Preconditions.optionalText("description", description);
    if (amount != null) {
      Preconditions.positive("amount", amount);
    }
    additionalProperties =
        AdditionalProperties.of(RefundTransactionRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static OrderIdStage builder() {
    return orderId -> transactionId -> new Builder(orderId, transactionId);
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(orderId, transactionId)
        .description(description)
        .amount(amount)
        .additionalProperties(additionalProperties);
  }

  /** Asks for the order. */
  @FunctionalInterface
  public interface OrderIdStage {

    /** Sets the partner's own id of the order. */
    TransactionIdStage orderId(String orderId);
  }

  /** Asks for the transaction. */
  @FunctionalInterface
  public interface TransactionIdStage {

    /** Sets the transaction to refund. */
    Builder transactionId(String transactionId);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final String orderId;
    private final String transactionId;
    private @Nullable UUID requestId;
    private @Nullable String description;
    private @Nullable BigDecimal amount;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String orderId, String transactionId) {
      this.orderId = requireNonNull(orderId, "orderId");
      this.transactionId = requireNonNull(transactionId, "transactionId");
    }

    /** Sets the id of an earlier request, to make that very request again; else it is minted. */
    public Builder requestId(@Nullable UUID requestId) {
      this.requestId = requestId;
      return this;
    }

    /** Sets why the transaction is refunded. */
    public Builder description(@Nullable String description) {
      this.description = description;
      return this;
    }

    /** Sets how much to refund; else it is all of it (inferred). */
    public Builder amount(@Nullable BigDecimal amount) {
      this.amount = amount;
      return this;
    }

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The request, with a fresh id unless one was set.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public RefundTransactionRequest build() {
      return new RefundTransactionRequest(
          Preconditions.orFresh(requestId),
          orderId,
          transactionId,
          description,
          amount,
          additionalProperties);
    }
  }
}
