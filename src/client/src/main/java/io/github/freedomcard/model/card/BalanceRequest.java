package io.github.freedomcard.model.card;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the balance of a card: "Balance", inferred.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param cardId the card
 * @param additionalProperties fields to send that the contract does not name
 */
public record BalanceRequest(
    String cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public BalanceRequest {
    Preconditions.text("cardId", cardId);
    additionalProperties = AdditionalProperties.of(BalanceRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static CardIdStage builder() {
    return Builder::new;
  }

  /** A builder with all of this request. */
  public Builder toBuilder() {
    return new Builder(cardId).additionalProperties(additionalProperties);
  }

  /** Asks for the card. */
  @FunctionalInterface
  public interface CardIdStage {

    /** Sets the card. */
    Builder cardId(String cardId);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final String cardId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String cardId) {
      this.cardId = requireNonNull(cardId, "cardId");
    }

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public BalanceRequest build() {
      return new BalanceRequest(cardId, additionalProperties);
    }
  }
}
