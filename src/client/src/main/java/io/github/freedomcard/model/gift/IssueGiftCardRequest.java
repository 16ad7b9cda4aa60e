package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.RequestBuilder;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.model.Stages.PhoneStage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Issues a gift card and charges the partner's deposit for it: "Issue", path inferred, fields
 * partial.
 *
 * <p>It has no {@code request_id}: after a lost response its outcome can't be queried.
 *
 * @param cardholderName the name of the cardholder
 * @param phone the phone that gets the confirmation code
 * @param productCode the product, as {@link GiftCardProducts.GiftCardProduct#code}
 * @param cardId the card, only for one that was issued in bulk
 * @param additionalProperties fields to send that the contract does not name
 */
public record IssueGiftCardRequest(
    Sensitive<String> cardholderName,
    Phone phone,
    long productCode,
    @Nullable Long cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public IssueGiftCardRequest {
    Preconditions.text(
        "cardholderName", Preconditions.required("cardholderName", cardholderName).value());
    Preconditions.required("phone", phone);
    additionalProperties =
        AdditionalProperties.of(IssueGiftCardRequest.class, additionalProperties);
  }

  /**
   * Starts a request; required, in this order: {@code cardholderName}, {@code phone}, {@code
   * productCode}.
   */
  public static CardholderNameStage builder() {
    return cardholderName ->
        phone -> productCode -> new Builder(cardholderName, phone, productCode);
  }

  /** Returns a builder with this request's fields. */
  public Builder toBuilder() {
    Builder builder =
        new Builder(cardholderName.value(), phone, productCode)
            .additionalProperties(additionalProperties);
    builder.cardId = cardId;
    return builder;
  }

  public interface CardholderNameStage {
    /** Sets the name of the cardholder. */
    PhoneStage<ProductCodeStage> cardholderName(String cardholderName);
  }

  public interface ProductCodeStage {
    /** Sets the product. */
    Builder productCode(long productCode);
  }

  public static final class Builder extends RequestBuilder<IssueGiftCardRequest, Builder> {
    private @Nullable Long cardId;

    private Builder(String cardholderName, Phone phone, long productCode) {
      super(
          b ->
              new IssueGiftCardRequest(
                  Sensitive.of(Preconditions.required("cardholderName", cardholderName)),
                  phone,
                  productCode,
                  b.cardId,
                  b.additionalProperties()));
    }

    /** Sets the card, only for one that was issued in bulk. */
    public Builder cardId(long cardId) {
      this.cardId = cardId;
      return this;
    }
  }
}
