package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names a gift card, to send it again ("Resend"), to send its code again ("Resend code") or to ask
 * for its state ("Status"): inferred.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param cardId the card
 * @param additionalProperties fields to send that the contract does not name
 */
public record GiftCardRequest(
    long cardId, @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if an additional property has the name of a declared one
   */
  public GiftCardRequest {
    additionalProperties = AdditionalProperties.of(GiftCardRequest.class, additionalProperties);
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
    Builder cardId(long cardId);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final long cardId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(long cardId) {
      this.cardId = cardId;
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
    public GiftCardRequest build() {
      return new GiftCardRequest(cardId, additionalProperties);
    }
  }
}
