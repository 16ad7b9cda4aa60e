package io.github.freedomcard.model.transaction;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import io.github.freedomcard.model.Stages.CardIdStage;
import io.github.freedomcard.model.Stages.OrderIdStage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Debits or funds a card: "Create transaction", inferred.
 *
 * <p>The vendor does not state the unit of amounts; they are sent unchanged.
 *
 * <pre>{@code
 * CreateTransactionRequest charge =
 *     CreateTransactionRequest.builder()
 *         .orderId("order-1")
 *         .cardId(cardId)
 *         .type(TransactionType.DEBIT)
 *         .amount(new BigDecimal("1500"))
 *         .currency("KZT")
 *         .requestId(requestId) // stored with the order, for retries
 *         .build();
 * }</pre>
 *
 * @param requestId idempotency key; generated if unset
 * @param orderId the partner's own id of the order
 * @param cardId the card to debit or fund
 * @param type debit or credit
 * @param amount the amount, more than 0
 * @param currency the currency, alpha-3, such as {@code KZT}
 * @param description the purpose
 * @param additionalProperties fields to send that the contract does not name
 */
public record CreateTransactionRequest(
    UUID requestId,
    String orderId,
    String cardId,
    TransactionType type,
    BigDecimal amount,
    String currency,
    @Nullable String description,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  public CreateTransactionRequest {
    requestId = Preconditions.orRandom(requestId);
    Preconditions.text("orderId", orderId);
    Preconditions.text("cardId", cardId);
    Preconditions.required("type", type);
    Preconditions.positive("amount", amount);
    Preconditions.currency("currency", currency);
    Preconditions.optional("description", description, Preconditions::text);
    additionalProperties =
        AdditionalProperties.of(CreateTransactionRequest.class, additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }

  /**
   * Starts a request; required, in this order: {@code orderId}, {@code cardId}, {@code type},
   * {@code amount}, {@code currency}.
   */
  public static OrderIdStage<CardIdStage<TypeStage>> builder() {
    return orderId ->
        cardId ->
            type -> amount -> currency -> new Builder(orderId, cardId, type, amount, currency);
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(orderId, cardId, type, amount, currency)
        .description(description)
        .additionalProperties(additionalProperties);
  }

  public interface TypeStage {
    /** Sets whether the card is debited or funded. */
    AmountStage type(TransactionType type);
  }

  public interface AmountStage {
    /** Sets the amount, more than 0. */
    CurrencyStage amount(BigDecimal amount);
  }

  public interface CurrencyStage {
    /** Sets the currency, alpha-3, such as {@code KZT}. */
    Builder currency(String currency);
  }

  public static final class Builder
      extends IdentifiedRequestBuilder<CreateTransactionRequest, Builder> {
    private @Nullable String description;

    private Builder(
        String orderId, String cardId, TransactionType type, BigDecimal amount, String currency) {
      super(
          b ->
              new CreateTransactionRequest(
                  b.requestId(),
                  orderId,
                  cardId,
                  type,
                  amount,
                  currency,
                  b.description,
                  b.additionalProperties()));
    }

    /** Sets the purpose. */
    public Builder description(@Nullable String description) {
      this.description = description;
      return this;
    }
  }
}
