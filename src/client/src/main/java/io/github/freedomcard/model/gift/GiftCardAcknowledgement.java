package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Confirms that a gift card or its code was resent: the response of "Resend" and "Resend code",
 * inferred.
 *
 * @param datetime when the server responded; the server does not name the time zone
 * @param status whether the call succeeded
 * @param additionalProperties fields of the response that the contract does not name
 */
public record GiftCardAcknowledgement(
    @Nullable LocalDateTime datetime,
    @Nullable GiftStatus status,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public GiftCardAcknowledgement {
    additionalProperties =
        AdditionalProperties.of(GiftCardAcknowledgement.class, additionalProperties);
  }
}
