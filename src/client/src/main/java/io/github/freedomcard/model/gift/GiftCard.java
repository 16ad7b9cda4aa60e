package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Printed;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gift card: the response of "Confirm", documented, and of "Status", inferred to be the same.
 *
 * @param datetime when the server responded; the server does not name the time zone
 * @param status whether the call succeeded
 * @param cardStatus the state of the card
 * @param cardCurrency the currency of the balance, alpha-3
 * @param cardBalance the balance, in a unit that the vendor does not state
 * @param cardMask the card's number with most digits hidden
 * @param additionalProperties fields of the response that the contract does not name
 */
public record GiftCard(
    @Nullable LocalDateTime datetime,
    @Nullable GiftStatus status,
    @Nullable GiftCardStatus cardStatus,
    @Nullable String cardCurrency,
    @Nullable BigDecimal cardBalance,
    @Nullable String cardMask,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public GiftCard {
    additionalProperties = AdditionalProperties.of(GiftCard.class, additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }
}
