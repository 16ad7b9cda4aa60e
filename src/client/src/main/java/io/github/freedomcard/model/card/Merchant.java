package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The merchant that was paid: the member {@code merchant} of "Statement" and "Statement extended",
 * documented; its fields are unknown.
 *
 * @param additionalProperties fields that the contract does not name
 */
public record Merchant(
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public Merchant {
    additionalProperties = AdditionalProperties.of(Merchant.class, additionalProperties);
  }
}
