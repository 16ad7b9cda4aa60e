package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who a card paid: the member {@code merchant} of "Statement" and "Statement extended", documented;
 * its fields are unknown.
 *
 * @param additionalProperties the fields that the contract does not name
 */
public record Merchant(
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public Merchant {
    additionalProperties = AdditionalProperties.of(Merchant.class, additionalProperties);
  }
}
