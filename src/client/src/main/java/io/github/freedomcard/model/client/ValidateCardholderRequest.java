package io.github.freedomcard.model.client;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdentifiedRead;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.model.Stages.FirstNameStage;
import io.github.freedomcard.model.Stages.LastNameStage;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests how well a name matches a card and a phone: "Cardholder validation", partial.
 *
 * @param requestId idempotency key; if null, each attempt gets a new one
 * @param userPhone the cardholder's phone, ten digits after the country code 7; sent as the string
 *     of its ten digits without the country code
 * @param firstName the first name
 * @param lastName the last name
 * @param cardToken the token of the card
 * @param additionalProperties fields to send that the contract does not name
 */
public record ValidateCardholderRequest(
    @Nullable UUID requestId,
    Phone userPhone,
    Sensitive<String> firstName,
    Sensitive<String> lastName,
    UUID cardToken,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdentifiedRead<ValidateCardholderRequest> {

  public ValidateCardholderRequest {
    Preconditions.required("userPhone", userPhone).nationalNumber();
    Preconditions.text("firstName", Preconditions.required("firstName", firstName).value());
    Preconditions.text("lastName", Preconditions.required("lastName", lastName).value());
    Preconditions.required("cardToken", cardToken);
    additionalProperties =
        AdditionalProperties.of(ValidateCardholderRequest.class, additionalProperties);
  }

  /**
   * Starts a request; required, in this order: {@code userPhone}, {@code firstName}, {@code
   * lastName}, {@code cardToken}.
   */
  public static UserPhoneStage builder() {
    return userPhone ->
        firstName ->
            lastName -> cardToken -> new Builder(userPhone, firstName, lastName, cardToken);
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(userPhone, firstName.value(), lastName.value(), cardToken)
        .additionalProperties(additionalProperties);
  }

  @Override
  public ValidateCardholderRequest withRequestId(UUID requestId) {
    return new ValidateCardholderRequest(
        requestId, userPhone, firstName, lastName, cardToken, additionalProperties);
  }

  public interface UserPhoneStage {
    /** Sets the cardholder's phone. */
    FirstNameStage<LastNameStage<CardTokenStage>> userPhone(Phone userPhone);

    /**
     * Sets the cardholder's phone, written in any common format.
     *
     * @throws IllegalArgumentException if it has not 10 to 15 digits
     */
    default FirstNameStage<LastNameStage<CardTokenStage>> userPhone(String userPhone) {
      return userPhone(Phone.of(userPhone));
    }
  }

  public interface CardTokenStage {
    /** Sets the token of the card. */
    Builder cardToken(UUID cardToken);
  }

  public static final class Builder
      extends IdentifiedRequestBuilder<ValidateCardholderRequest, Builder> {
    private Builder(Phone userPhone, String firstName, String lastName, UUID cardToken) {
      super(
          b ->
              new ValidateCardholderRequest(
                  b.requestId(),
                  userPhone,
                  Sensitive.of(Preconditions.required("firstName", firstName)),
                  Sensitive.of(Preconditions.required("lastName", lastName)),
                  cardToken,
                  b.additionalProperties()));
    }
  }
}
