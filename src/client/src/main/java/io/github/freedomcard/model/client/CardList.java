package io.github.freedomcard.model.client;

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
 * The cards of a client: the response of "Cards' list", inferred.
 *
 * @param status whether the call succeeded
 * @param requestStatus the processing state of the request
 * @param dt when the request was made, with the server's offset
 * @param cards the client's cards; empty if none
 * @param additionalProperties fields of the response that the contract does not name
 */
public record CardList(
    @Nullable CallStatus status,
    @Nullable RequestStatus requestStatus,
    @KeepsOffset @Nullable OffsetDateTime dt,
    List<ListedCard> cards,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public CardList {
    cards = Preconditions.list(cards);
    additionalProperties = AdditionalProperties.of(CardList.class, additionalProperties);
  }

  /**
   * A card of a client.
   *
   * @param cardId the card's id
   * @param additionalProperties fields that the contract does not name
   */
  public record ListedCard(
      @Nullable String cardId,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    public ListedCard {
      additionalProperties = AdditionalProperties.of(ListedCard.class, additionalProperties);
    }

    @Override
    public String toString() {
      return Printed.of(this);
    }
  }
}
