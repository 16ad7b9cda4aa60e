package io.github.freedomcard.model.transaction;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.KeepsOffset;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.RequestStatus;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The data of a transaction: the response of "Transaction info", inferred.
 *
 * @param status whether the call succeeded
 * @param requestStatus the processing state of the request
 * @param dt when the request was made, with the server's offset
 * @param transactionId the transaction's id
 * @param orderId the partner's own id of the order
 * @param cardId the card that was debited or funded
 * @param type debit or credit
 * @param amount the amount; the vendor does not state the unit of amounts
 * @param currency the currency, alpha-3, unchanged
 * @param additionalProperties fields of the response that the contract does not name
 */
public record TransactionInfo(
    @Nullable CallStatus status,
    @Nullable RequestStatus requestStatus,
    @KeepsOffset @Nullable OffsetDateTime dt,
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

  @Override
  public String toString() {
    return Printed.of(this);
  }
}
