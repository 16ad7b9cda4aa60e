package io.github.freedomcard.model.gift;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.Sensitive;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Activates a gift card with the code that its buyer got by SMS: "Confirm", documented.
 *
 * <p>It has no {@code request_id}: after a lost answer ask for the card's status. Immutable and
 * safe to share between threads.
 *
 * @param otp the one-time password from the SMS
 * @param cardId the card
 * @param additionalProperties fields to send that the contract does not name
 */
public record ConfirmGiftCardRequest(
    Sensitive<String> otp,
    @Nullable Long cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public ConfirmGiftCardRequest {
    Preconditions.text("otp", requireNonNull(otp, "otp").value());
    additionalProperties =
        AdditionalProperties.of(ConfirmGiftCardRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static OtpStage builder() {
    return Builder::new;
  }

  /** A builder with all of this request. */
  public Builder toBuilder() {
    Builder builder = new Builder(otp.value()).additionalProperties(additionalProperties);
    builder.cardId = cardId;
    return builder;
  }

  /** Asks for the one-time password. */
  @FunctionalInterface
  public interface OtpStage {

    /** Sets the one-time password from the SMS. */
    Builder otp(String otp);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final Sensitive<String> otp;
    private @Nullable Long cardId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String otp) {
      this.otp = Sensitive.of(requireNonNull(otp, "otp"));
    }

    /** Sets the card. */
    public Builder cardId(long cardId) {
      this.cardId = cardId;
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
    public ConfirmGiftCardRequest build() {
      return new ConfirmGiftCardRequest(otp, cardId, additionalProperties);
    }
  }
}
