package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.RequestBuilder;
import io.github.freedomcard.model.Sensitive;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Activates a gift card with the code that its buyer received by SMS: "Confirm", documented.
 *
 * <p>It has no {@code request_id}: after a lost response, call {@code getGiftCardStatus}.
 *
 * @param otp the one-time password from the SMS
 * @param cardId the card
 * @param additionalProperties fields to send that the contract does not name
 */
public record ConfirmGiftCardRequest(
    Sensitive<String> otp,
    @Nullable Long cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public ConfirmGiftCardRequest {
    Preconditions.text("otp", Preconditions.required("otp", otp).value());
    additionalProperties =
        AdditionalProperties.of(ConfirmGiftCardRequest.class, additionalProperties);
  }

  /** Starts a request; required: {@code otp}. */
  public static OtpStage builder() {
    return Builder::new;
  }

  /** Returns a builder with this request's fields. */
  public Builder toBuilder() {
    Builder builder = new Builder(otp.value()).additionalProperties(additionalProperties);
    builder.cardId = cardId;
    return builder;
  }

  public interface OtpStage {
    /** Sets the one-time password from the SMS. */
    Builder otp(String otp);
  }

  public static final class Builder extends RequestBuilder<ConfirmGiftCardRequest, Builder> {
    private @Nullable Long cardId;

    private Builder(String otp) {
      super(
          b ->
              new ConfirmGiftCardRequest(
                  Sensitive.of(Preconditions.required("otp", otp)),
                  b.cardId,
                  b.additionalProperties()));
    }

    /** Sets the card. */
    public Builder cardId(long cardId) {
      this.cardId = cardId;
      return this;
    }
  }
}
