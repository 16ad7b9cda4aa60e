package io.github.freedomcard.model.gift;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.Sensitive;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Issues a gift card and charges the partner's deposit for it: "Issue", inferred path, fields read
 * in part.
 *
 * <p>It has no {@code request_id}: after a lost answer nothing tells whether the card was issued.
 * Immutable and safe to share between threads.
 *
 * @param cardholderName the name of the cardholder
 * @param phone the phone that gets the confirmation code
 * @param productCode the product, as {@link GiftCardProducts.GiftCardProduct#code}
 * @param cardId the card; only for one that was made in bulk
 * @param additionalProperties fields to send that the contract does not name
 */
public record IssueGiftCardRequest(
    Sensitive<String> cardholderName,
    Phone phone,
    long productCode,
    @Nullable Long cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public IssueGiftCardRequest {
    Preconditions.text("cardholderName", requireNonNull(cardholderName, "cardholderName").value());
    requireNonNull(phone, "phone");
    additionalProperties =
        AdditionalProperties.of(IssueGiftCardRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static CardholderNameStage builder() {
    return cardholderName ->
        phone -> productCode -> new Builder(cardholderName, phone, productCode);
  }

  /** A builder with all of this request. */
  public Builder toBuilder() {
    Builder builder =
        new Builder(cardholderName.value(), phone, productCode)
            .additionalProperties(additionalProperties);
    builder.cardId = cardId;
    return builder;
  }

  /** Asks for the name. */
  @FunctionalInterface
  public interface CardholderNameStage {

    /** Sets the name of the cardholder. */
    PhoneStage cardholderName(String cardholderName);
  }

  /** Asks for the phone. */
  @FunctionalInterface
  public interface PhoneStage {

    /** Sets the phone that gets the confirmation code. */
    ProductCodeStage phone(Phone phone);

    /**
     * Sets the phone that gets the confirmation code, written in any usual way.
     *
     * @throws IllegalArgumentException if it has not 10 to 15 digits
     */
    default ProductCodeStage phone(String phone) {
      return phone(Phone.of(phone));
    }
  }

  /** Asks for the product. */
  @FunctionalInterface
  public interface ProductCodeStage {

    /** Sets the product. */
    Builder productCode(long productCode);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final Sensitive<String> cardholderName;
    private final Phone phone;
    private final long productCode;
    private @Nullable Long cardId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String cardholderName, Phone phone, long productCode) {
      this.cardholderName = Sensitive.of(requireNonNull(cardholderName, "cardholderName"));
      this.phone = requireNonNull(phone, "phone");
      this.productCode = productCode;
    }

    /** Sets the card, for one that was made in bulk. */
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
    public IssueGiftCardRequest build() {
      return new IssueGiftCardRequest(
          cardholderName, phone, productCode, cardId, additionalProperties);
    }
  }
}
