package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.model.transaction.TransactionType;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An operation on a card: an item of {@code operations} in "Statement", documented.
 *
 * @param type the kind of operation; its values are not documented
 * @param amount how much; the vendor does not state the unit of amounts
 * @param commission the commission
 * @param currency the currency, alpha-3, as it came
 * @param mcc the merchant category code, a number by the contract: {@code "0742"}, read from text,
 *     is 742
 * @param datetime when it was, with the offset that the server wrote
 * @param rrn the retrieval reference number
 * @param merchant who was paid
 * @param additionalProperties the fields that the contract does not name
 */
public record StatementOperation(
    @Nullable TransactionType type,
    @Nullable BigDecimal amount,
    @Nullable BigDecimal commission,
    @Nullable String currency,
    @Nullable Integer mcc,
    @Nullable OffsetDateTime datetime,
    @Nullable String rrn,
    @Nullable Merchant merchant,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public StatementOperation {
    additionalProperties = AdditionalProperties.of(StatementOperation.class, additionalProperties);
  }
}
