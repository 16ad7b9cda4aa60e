package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import io.github.freedomcard.model.Stages.CardIdStage;
import io.github.freedomcard.model.Stages.DescriptionStage;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Closes a card for ever: "Close card", documented.
 *
 * <p>It can't be undone.
 *
 * @param requestId idempotency key; generated if unset
 * @param cardId the card to close
 * @param description the reason
 * @param additionalProperties fields to send that the contract does not name
 */
public record CloseCardRequest(
    UUID requestId,
    String cardId,
    String description,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  public CloseCardRequest {
    requestId = Preconditions.orRandom(requestId);
    Preconditions.text("cardId", cardId);
    Preconditions.text("description", description);
    additionalProperties = AdditionalProperties.of(CloseCardRequest.class, additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }

  /** Starts a request; required, in this order: {@code cardId}, {@code description}. */
  public static CardIdStage<DescriptionStage<Builder>> builder() {
    return cardId -> description -> new Builder(cardId, description);
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(cardId, description).additionalProperties(additionalProperties);
  }

  public static final class Builder extends IdentifiedRequestBuilder<CloseCardRequest, Builder> {
    private Builder(String cardId, String description) {
      super(
          b -> new CloseCardRequest(b.requestId(), cardId, description, b.additionalProperties()));
    }
  }
}
