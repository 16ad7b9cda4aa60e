package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.KeepsOffset;
import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.RequestStatus;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The balance of a card: the response of "Balance", inferred by analogy with "Statement extended".
 *
 * @param status whether the call succeeded
 * @param requestStatus the processing state of the request
 * @param dt when the request was made, with the server's offset
 * @param balances the balances, unchanged
 * @param accounts the accounts, which the server writes beside {@code balances} or inside it; empty
 *     if there are none
 * @param additionalProperties fields of the response that the contract does not name
 */
public record Balance(
    @Nullable CallStatus status,
    @Nullable RequestStatus requestStatus,
    @KeepsOffset @Nullable OffsetDateTime dt,
    @Nullable Balances balances,
    List<Account> accounts,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public Balance {
    accounts = Balances.accounts(balances, accounts);
    additionalProperties = AdditionalProperties.of(Balance.class, additionalProperties);
  }
}
