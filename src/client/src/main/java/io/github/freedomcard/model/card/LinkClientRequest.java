package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import io.github.freedomcard.model.Stages.CardIdStage;
import io.github.freedomcard.model.Stages.ClientIdStage;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Attaches a client to a card that was issued by "Bulk issue": the page of {@code
 * /v5/card-api/card/link}, once titled "Update client", documented.
 *
 * @param requestId idempotency key; generated if unset
 * @param clientId the client, created before
 * @param cardId the card, issued by "Bulk issue"
 * @param additionalProperties fields to send that the contract does not name
 */
public record LinkClientRequest(
    UUID requestId,
    String clientId,
    String cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  public LinkClientRequest {
    requestId = Preconditions.orRandom(requestId);
    Preconditions.text("clientId", clientId);
    Preconditions.text("cardId", cardId);
    additionalProperties = AdditionalProperties.of(LinkClientRequest.class, additionalProperties);
  }

  /** Starts a request; required, in this order: {@code clientId}, {@code cardId}. */
  public static ClientIdStage<CardIdStage<Builder>> builder() {
    return clientId -> cardId -> new Builder(clientId, cardId);
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(clientId, cardId).additionalProperties(additionalProperties);
  }

  public static final class Builder extends IdentifiedRequestBuilder<LinkClientRequest, Builder> {
    private Builder(String clientId, String cardId) {
      super(b -> new LinkClientRequest(b.requestId(), clientId, cardId, b.additionalProperties()));
    }
  }
}
