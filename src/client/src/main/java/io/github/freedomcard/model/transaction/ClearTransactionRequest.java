package io.github.freedomcard.model.transaction;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import io.github.freedomcard.model.Stages.OrderIdStage;
import io.github.freedomcard.model.Stages.TransactionIdStage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Clears a transaction: "Clearing transaction", inferred by analogy with "Refund transaction".
 *
 * <p>If no amount is set, the whole transaction is cleared (inferred).
 *
 * @param requestId idempotency key; generated if unset
 * @param orderId the partner's own id of the order
 * @param transactionId the transaction to clear
 * @param description the reason
 * @param amount the amount to clear, more than 0; if unset, the whole amount (inferred)
 * @param additionalProperties fields to send that the contract does not name
 */
public record ClearTransactionRequest(
    UUID requestId,
    String orderId,
    String transactionId,
    @Nullable String description,
    @Nullable BigDecimal amount,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  public ClearTransactionRequest {
    requestId = Preconditions.orRandom(requestId);
    Preconditions.text("orderId", orderId);
    Preconditions.text("transactionId", transactionId);
    Preconditions.optional("description", description, Preconditions::text);
    Preconditions.optional("amount", amount, Preconditions::positive);
    additionalProperties =
        AdditionalProperties.of(ClearTransactionRequest.class, additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }

  /** Starts a request; required, in this order: {@code orderId}, {@code transactionId}. */
  public static OrderIdStage<TransactionIdStage<Builder>> builder() {
    return orderId -> transactionId -> new Builder(orderId, transactionId);
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(orderId, transactionId)
        .description(description)
        .amount(amount)
        .additionalProperties(additionalProperties);
  }

  public static final class Builder
      extends IdentifiedRequestBuilder<ClearTransactionRequest, Builder> {
    private @Nullable String description;
    private @Nullable BigDecimal amount;

    private Builder(String orderId, String transactionId) {
      super(
          b ->
              new ClearTransactionRequest(
                  b.requestId(),
                  orderId,
                  transactionId,
                  b.description,
                  b.amount,
                  b.additionalProperties()));
    }

    /** Sets the reason. */
    public Builder description(@Nullable String description) {
      this.description = description;
      return this;
    }

    /** Sets the amount to clear; if unset, the whole amount (inferred). */
    public Builder amount(@Nullable BigDecimal amount) {
      this.amount = amount;
      return this;
    }
  }
}
