package io.github.freedomcard.model.transaction;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.RequestStatus;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a transaction: the answer of "Transaction info", inferred.
 *
 * @param status whether the call went through
 * @param requestStatus how far the request has come
 * @param dt when the request was made, with the offset that the server wrote
 * @param transactionId the transaction's id
 * @param orderId the partner's own id of the order
 * @param cardId the card that was debited or funded
 * @param type debit or credit
 * @param amount how much; the vendor does not state the unit of amounts
 * @param currency the currency, alpha-3, as it came
 * @param additionalProperties the fields of the answer that the contract does not name
 */
public record TransactionInfo(
    @Nullable CallStatus status,
    @Nullable RequestStatus requestStatus,
    @Nullable OffsetDateTime dt,
    @Nullable String transactionId,
    @Nullable String orderId,
    @Nullable String cardId,
    @Nullable TransactionType type,
    @Nullable BigDecimal amount,
    @Nullable String currency,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public TransactionInfo {
    additionalProperties = AdditionalProperties.of(TransactionInfo.class, additionalProperties);
  }
}
