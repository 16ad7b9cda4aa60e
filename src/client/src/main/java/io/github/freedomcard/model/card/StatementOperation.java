package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.KeepsOffset;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.transaction.TransactionType;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a card: an item of {@code operations} in "Statement", documented.
 *
 * @param type the kind of operation; its values are not documented
 * @param amount the amount; the vendor does not state the unit of amounts
 * @param commission the commission
 * @param currency the currency, alpha-3, unchanged
 * @param mcc the merchant category code, a number by the contract: {@code "0742"}, read from text,
 *     is 742
 * @param datetime the date-time, with the server's offset
 * @param rrn the retrieval reference number
 * @param merchant the merchant
 * @param additionalProperties fields that the contract does not name
 */
public record StatementOperation(
    @Nullable TransactionType type,
    @Nullable BigDecimal amount,
    @Nullable BigDecimal commission,
    @Nullable String currency,
    @Nullable Integer mcc,
    @KeepsOffset @Nullable OffsetDateTime datetime,
    @Nullable String rrn,
    @Nullable Merchant merchant,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public StatementOperation {
    additionalProperties = AdditionalProperties.of(StatementOperation.class, additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }
}
