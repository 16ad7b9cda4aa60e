package io.github.freedomcard.model.client;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.KeepsOffset;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.CallStatus;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How well a name matches a card and a phone: the response of "Cardholder validation", documented.
 *
 * @param status whether the call succeeded
 * @param score how well it fits, as the server writes it, such as {@code 44.37%}
 * @param fishy the server's mark of suspicion, whose values the vendor does not explain
 * @param dt when the request was made, with the server's offset
 * @param additionalProperties fields of the response that the contract does not name
 */
public record CardholderValidation(
    @Nullable CallStatus status,
    @Nullable String score,
    @Nullable Integer fishy,
    @KeepsOffset @Nullable OffsetDateTime dt,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public CardholderValidation {
    additionalProperties =
        AdditionalProperties.of(CardholderValidation.class, additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }
}
