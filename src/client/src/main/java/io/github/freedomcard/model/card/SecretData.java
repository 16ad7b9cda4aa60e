package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.KeepsOffset;
import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.RequestStatus;
import io.github.freedomcard.model.Sensitive;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The secret data of a card: the response of "Secret data" and "Secret data (version 2)", inferred.
 *
 * <p>The vendor's names of the fields are not known, so a secret may have any other name.
 *
 * @param status whether the call succeeded
 * @param requestStatus the processing state of the request
 * @param dt when the request was made, with the server's offset
 * @param pan the card's number
 * @param cvv the card's verification value
 * @param expiryDate when the card expires, as the vendor writes it
 * @param additionalProperties fields of the response that the contract does not name; each value is
 *     a {@link Sensitive}, because any of them may be a secret
 */
public record SecretData(
    @Nullable CallStatus status,
    @Nullable RequestStatus requestStatus,
    @KeepsOffset @Nullable OffsetDateTime dt,
    @Nullable Sensitive<String> pan,
    @Nullable Sensitive<String> cvv,
    @Nullable Sensitive<String> expiryDate,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public SecretData {
    Map<String, @Nullable Object> masked = new LinkedHashMap<>();
    AdditionalProperties.of(SecretData.class, additionalProperties)
        .forEach((name, value) -> masked.put(name, hidden(value)));
    additionalProperties = AdditionalProperties.of(SecretData.class, masked);
  }

  private static @Nullable Object hidden(@Nullable Object value) {
    return value instanceof Sensitive ? value : Sensitive.ofNullable(value);
  }
}
