package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.RequestStatus;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The accounts, authorizations and operations of a card: the answer of "Statement extended",
 * documented.
 *
 * @param status whether the call went through
 * @param requestStatus how far the request has come
 * @param dt when the request was made, with the offset that the server wrote
 * @param clientId the client who has the card
 * @param card the card
 * @param balances the balances as they came
 * @param accounts the accounts, whether they came beside {@code balances} or inside it; empty if
 *     there are none
 * @param authorizations the authorizations; empty if there are none
 * @param operations the operations, of the same shape (inferred); empty if there are none
 * @param additionalProperties the fields of the answer that the contract does not name
 */
public record ExtendedStatement(
    @Nullable CallStatus status,
    @Nullable RequestStatus requestStatus,
    @Nullable OffsetDateTime dt,
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

  /**
   * The card that an extended statement is about.
   *
   * @param cardId the card's id
   * @param cardMask the card's number with its middle hidden
   * @param additionalProperties the fields that the contract does not name
   */
  public record Card(
      @Nullable String cardId,
      @Nullable String cardMask,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    public Card {
      additionalProperties = AdditionalProperties.of(Card.class, additionalProperties);
    }
  }
}
