package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.KeepsOffset;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.RequestStatus;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The accounts, authorizations and operations of a card: the response of "Statement extended",
 * documented.
 *
 * @param status whether the call succeeded
 * @param requestStatus the processing state of the request
 * @param dt when the request was made, with the server's offset
 * @param clientId the client that holds the card
 * @param card the card
 * @param balances the balances, unchanged
 * @param accounts the accounts, which the server writes beside {@code balances} or inside it; empty
 *     if there are none
 * @param authorizations the authorizations; empty if there are none
 * @param operations the operations, of the same shape (inferred); empty if there are none
 * @param additionalProperties fields of the response that the contract does not name
 */
public record ExtendedStatement(
    @Nullable CallStatus status,
    @Nullable RequestStatus requestStatus,
    @KeepsOffset @Nullable OffsetDateTime dt,
    @Nullable String clientId,
    @Nullable Card card,
    @Nullable Balances balances,
    List<Account> accounts,
    List<Authorization> authorizations,
    List<Authorization> operations,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public ExtendedStatement {
    accounts = Balances.accounts(balances, accounts);
    authorizations = Preconditions.list(authorizations);
    operations = Preconditions.list(operations);
    additionalProperties = AdditionalProperties.of(ExtendedStatement.class, additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }

  /**
   * The card that an extended statement is about.
   *
   * @param cardId the card's id
   * @param cardMask the card's number with its middle hidden
   * @param additionalProperties fields that the contract does not name
   */
  public record Card(
      @Nullable String cardId,
      @Nullable String cardMask,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    public Card {
      additionalProperties = AdditionalProperties.of(Card.class, additionalProperties);
    }

    @Override
    public String toString() {
      return Printed.of(this);
    }
  }
}
