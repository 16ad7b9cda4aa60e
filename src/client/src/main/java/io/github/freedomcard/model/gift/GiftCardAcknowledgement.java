package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import java.time.LocalDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That a gift card or its code was sent again: the answer of "Resend" and "Resend code", inferred.
 *
 * @param datetime when the server answered, in a zone that it does not name
 * @param status whether the call went through
 * @param additionalProperties the fields of the answer that the contract does not name
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
