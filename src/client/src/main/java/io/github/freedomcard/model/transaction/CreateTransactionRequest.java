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
 * Debits or funds a card: "Create transaction", inferred.
 *
 * <p>The vendor does not state the unit of amounts; they are sent as they are given. Immutable and
 * safe to share between threads.
 *
 * @param requestId the unique number of this request
 * @param orderId the partner's own id of the order
 * @param cardId the card to debit or fund
 * @param type debit or credit
 * @param amount how much, more than 0
 * @param currency the currency, alpha-3, such as {@code KZT}
 * @param description what it is for
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

  /**
   * Checks the fields; mints the id where there is none.
   *
   * @throws IllegalArgumentException if a text is blank, the amount is not positive, the currency
   *     is not three capital letters, or an additional property has the name of a declared one
   */
  public CreateTransactionRequest {
    requestId = Preconditions.orFresh(requestId);
    Preconditions.text("orderId", orderId);
    Preconditions.text("cardId", cardId);
    requireNonNull(type, "type");
    Preconditions.positive("amount", amount);
    Preconditions.currency("currency", currency);
    Preconditions.optionalText("description", description);
    additionalProperties =
        AdditionalProperties.of(CreateTransactionRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static OrderIdStage builder() {
    return orderId ->
        cardId ->
            type -> amount -> currency -> new Builder(orderId, cardId, type, amount, currency);
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(orderId, cardId, type, amount, currency)
        .description(description)
        .additionalProperties(additionalProperties);
  }

  /** Asks for the order. */
  @FunctionalInterface
  public interface OrderIdStage {

    /** Sets the partner's own id of the order. */
    CardIdStage orderId(String orderId);
  }

  /** Asks for the card. */
  @FunctionalInterface
  public interface CardIdStage {

    /** Sets the card to debit or fund. */
    TypeStage cardId(String cardId);
  }

  /** Asks for the direction. */
  @FunctionalInterface
  public interface TypeStage {

    /** Sets whether the card is debited or funded. */
    AmountStage type(TransactionType type);
  }

  /** Asks for the amount. */
  @FunctionalInterface
  public interface AmountStage {

    /** Sets how much. */
    CurrencyStage amount(BigDecimal amount);
  }

  /** Asks for the currency. */
  @FunctionalInterface
  public interface CurrencyStage {

    /** Sets the currency, alpha-3, such as {@code KZT}. */
    Builder currency(String currency);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final String orderId;
    private final String cardId;
    private final TransactionType type;
    private final BigDecimal amount;
    private final String currency;
    private @Nullable UUID requestId;
    private @Nullable String description;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(
        String orderId, String cardId, TransactionType type, BigDecimal amount, String currency) {
      this.orderId = requireNonNull(orderId, "orderId");
      this.cardId = requireNonNull(cardId, "cardId");
      this.type = requireNonNull(type, "type");
      this.amount = requireNonNull(amount, "amount");
      this.currency = requireNonNull(currency, "currency");
    }

    /** Sets the id of an earlier request, to make that very request again; else it is minted. */
    public Builder requestId(@Nullable UUID requestId) {
      this.requestId = requestId;
      return this;
    }

    /** Sets what the transaction is for. */
    public Builder description(@Nullable String description) {
      this.description = description;
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
    public CreateTransactionRequest build() {
      return new CreateTransactionRequest(
          Preconditions.orFresh(requestId),
          orderId,
          cardId,
          type,
          amount,
          currency,
          description,
          additionalProperties);
    }
  }
}
