package io.github.freedomcard.model.card;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.Sensitive;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets the PIN of a card: "Set PIN", documented.
 *
 * <p>The request carries no {@code request_id}: once it may have been sent it is never sent again,
 * and its outcome can't be asked for. Immutable and safe to share between threads.
 *
 * @param cardId the card that gets the PIN
 * @param pin the PIN, already encrypted by the partner, sent as it is; if it is left out, the
 *     processing centre generates one. The vendor's page names a public key in one place and AES
 *     256 in another
 * @param additionalProperties fields to send that the contract does not name
 */
public record SetPinRequest(
    String cardId,
    @Nullable Sensitive<String> pin,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public SetPinRequest {
    Preconditions.text("cardId", cardId);
    if (pin != null) {
      Preconditions.text("pin", pin.value());
    }
    additionalProperties = AdditionalProperties.of(SetPinRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static CardIdStage builder() {
    return Builder::new;
  }

  /** A builder with all of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(cardId).additionalProperties(additionalProperties);
    builder.pin = pin;
    return builder;
  }

  /** Asks for the card. */
  @FunctionalInterface
  public interface CardIdStage {

    /** Sets the card that gets the PIN. */
    Builder cardId(String cardId);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final String cardId;
    private @Nullable Sensitive<String> pin;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String cardId) {
      this.cardId = requireNonNull(cardId, "cardId");
    }

    /** Sets the PIN, already encrypted by the partner. */
    public Builder pin(@Nullable String pin) {
      this.pin = Sensitive.ofNullable(pin);
      return this;
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
    public SetPinRequest build() {
      return new SetPinRequest(cardId, pin, additionalProperties);
    }
  }
}
