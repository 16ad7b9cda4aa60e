package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A gift card that was issued, and is inactive until its buyer confirms the code from the SMS: the
 * response of "Issue", partial.
 *
 * @param datetime when the server responded; the server does not name the time zone
 * @param status whether the call succeeded
 * @param cardId the card's id
 * @param additionalProperties fields of the response that the contract does not name
 */
public record IssuedGiftCard(
    @Nullable LocalDateTime datetime,
    @Nullable GiftStatus status,
    @Nullable Long cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public IssuedGiftCard {
    additionalProperties = AdditionalProperties.of(IssuedGiftCard.class, additionalProperties);
  }
}
