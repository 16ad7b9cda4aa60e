package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Printed;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account behind a card: an item of {@code accounts} in "Statement extended", documented.
 *
 * @param iban the account's number
 * @param currency the currency, alpha-3, unchanged
 * @param debit the account's debit figure; the vendor does not state the unit of amounts
 * @param credit the account's credit figure
 * @param amount the amount on the account
 * @param blockedAmount the part of the amount that is blocked
 * @param additionalProperties fields that the contract does not name
 */
public record Account(
    @Nullable String iban,
    @Nullable String currency,
    @Nullable BigDecimal debit,
    @Nullable BigDecimal credit,
    @Nullable BigDecimal amount,
    @Nullable BigDecimal blockedAmount,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public Account {
    additionalProperties = AdditionalProperties.of(Account.class, additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }
}
