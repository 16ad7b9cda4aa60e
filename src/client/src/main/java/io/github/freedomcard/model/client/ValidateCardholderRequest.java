package io.github.freedomcard.model.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdentifiedRead;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.Sensitive;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks how well a name fits a card and a phone: "Cardholder validation", read in part.
 *
 * <p>It changes nothing, but its {@code request_id} must be unique all the same, so each send has a
 * fresh one. Immutable and safe to share between threads.
 *
 * @param requestId the unique number of every send of this request; null for a fresh one each time
 * @param userPhone the cardholder's phone; sent as the string of its ten digits without the country
 *     code
 * @param firstName the first name
 * @param lastName the last name
 * @param cardToken the token of the card
 * @param additionalProperties fields to send that the contract does not name
 */
public record ValidateCardholderRequest(
    @Nullable UUID requestId,
    @JsonSerialize(using = NationalNumber.class) Phone userPhone,
    Sensitive<String> firstName,
    Sensitive<String> lastName,
    UUID cardToken,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdentifiedRead<ValidateCardholderRequest> {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a text is blank, the phone has no ten digits after the
   *     country code 7, or an additional property has the name of a declared one
   */
  public ValidateCardholderRequest {
    requireNonNull(userPhone, "userPhone").nationalNumber();
    Preconditions.text("firstName", requireNonNull(firstName, "firstName").value());
    Preconditions.text("lastName", requireNonNull(lastName, "lastName").value());
    requireNonNull(cardToken, "cardToken");
    additionalProperties =
        AdditionalProperties.of(ValidateCardholderRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static UserPhoneStage builder() {
    return userPhone ->
        firstName ->
            lastName -> cardToken -> new Builder(userPhone, firstName, lastName, cardToken);
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(userPhone, firstName.value(), lastName.value(), cardToken)
        .additionalProperties(additionalProperties);
  }

  @Override
  public ValidateCardholderRequest withRequestId(UUID requestId) {
    return new ValidateCardholderRequest(
        requestId, userPhone, firstName, lastName, cardToken, additionalProperties);
  }

  /** Asks for the phone. */
  @FunctionalInterface
  public interface UserPhoneStage {

    /** Sets the cardholder's phone. */
    FirstNameStage userPhone(Phone userPhone);

    /**
     * Sets the cardholder's phone, written in any usual way.
     *
     * @throws IllegalArgumentException if it has not 10 to 15 digits
     */
    default FirstNameStage userPhone(String userPhone) {
      return userPhone(Phone.of(userPhone));
    }
  }

  /** Asks for the first name. */
  @FunctionalInterface
  public interface FirstNameStage {

    /** Sets the first name. */
    LastNameStage firstName(String firstName);
  }

  /** Asks for the last name. */
  @FunctionalInterface
  public interface LastNameStage {

    /** Sets the last name. */
    CardTokenStage lastName(String lastName);
  }

  /** Asks for the token of the card. */
  @FunctionalInterface
  public interface CardTokenStage {

    /** Sets the token of the card. */
    Builder cardToken(UUID cardToken);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final Phone userPhone;
    private final Sensitive<String> firstName;
    private final Sensitive<String> lastName;
    private final UUID cardToken;
    private @Nullable UUID requestId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(Phone userPhone, String firstName, String lastName, UUID cardToken) {
      this.userPhone = requireNonNull(userPhone, "userPhone");
      this.firstName = Sensitive.of(requireNonNull(firstName, "firstName"));
      this.lastName = Sensitive.of(requireNonNull(lastName, "lastName"));
      this.cardToken = requireNonNull(cardToken, "cardToken");
    }

    /** Sets the id for every send; if none is set, each send has a fresh one. */
    public Builder requestId(@Nullable UUID requestId) {
      this.requestId = requestId;
      return this;
    }

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The request; each send of it has a fresh id unless one was set.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public ValidateCardholderRequest build() {
      return new ValidateCardholderRequest(
          requestId, userPhone, firstName, lastName, cardToken, additionalProperties);
    }
  }

  /** This one operation wants a phone as text, and without its country code. */
  private static final class NationalNumber extends StdSerializer<Phone> {

    private static final long serialVersionUID = 1;

    NationalNumber() {
      super(Phone.class);
    }

    @Override
    public void serialize(Phone phone, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeString(phone.nationalNumber());
    }
  }
}
