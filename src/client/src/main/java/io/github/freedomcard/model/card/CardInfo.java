package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.KeepsOffset;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestStatus;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of a card: the response of "Card info", inferred.
 *
 * @param status whether the call succeeded
 * @param requestStatus the processing state of the request
 * @param dt when the request was made, with the server's offset
 * @param cardId the card's id
 * @param cardMask the card's number with its middle hidden
 * @param clientId the client that holds the card
 * @param productId the product of the card
 * @param cardStatus the state of the card, a value of the vendor
 * @param expiryDate when the card expires, as the vendor writes it
 * @param additionalProperties fields of the response that the contract does not name
 */
public record CardInfo(
    @Nullable CallStatus status,
    @Nullable RequestStatus requestStatus,
    @KeepsOffset @Nullable OffsetDateTime dt,
    @Nullable String cardId,
    @Nullable String cardMask,
    @Nullable String clientId,
    @Nullable ProductId productId,
    @Nullable String cardStatus,
    @Nullable String expiryDate,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public CardInfo {
    additionalProperties = AdditionalProperties.of(CardInfo.class, additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }
}
