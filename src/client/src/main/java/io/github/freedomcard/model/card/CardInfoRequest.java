package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdentifiedRead;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import io.github.freedomcard.model.Stages.CardIdStage;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests the data of a card: "Card info", partial.
 *
 * @param requestId idempotency key; if null, each attempt gets a new one
 * @param cardId the card
 * @param additionalProperties fields to send that the contract does not name
 */
public record CardInfoRequest(
    @Nullable UUID requestId,
    String cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdentifiedRead<CardInfoRequest> {

  public CardInfoRequest {
    Preconditions.text("cardId", cardId);
    additionalProperties = AdditionalProperties.of(CardInfoRequest.class, additionalProperties);
  }

  /** Starts a request; required: {@code cardId}. */
  public static CardIdStage<Builder> builder() {
    return Builder::new;
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(cardId).additionalProperties(additionalProperties);
  }

  @Override
  public CardInfoRequest withRequestId(UUID requestId) {
    return new CardInfoRequest(requestId, cardId, additionalProperties);
  }

  public static final class Builder extends IdentifiedRequestBuilder<CardInfoRequest, Builder> {
    private Builder(String cardId) {
      super(b -> new CardInfoRequest(b.requestId(), cardId, b.additionalProperties()));
    }
  }
}
