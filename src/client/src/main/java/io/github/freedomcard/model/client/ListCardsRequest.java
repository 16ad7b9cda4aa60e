package io.github.freedomcard.model.client;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.RequestBuilder;
import io.github.freedomcard.model.Stages.ClientIdStage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests the cards of a client: "Cards' list", inferred.
 *
 * @param clientId the client
 * @param additionalProperties fields to send that the contract does not name
 */
public record ListCardsRequest(
    String clientId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public ListCardsRequest {
    Preconditions.text("clientId", clientId);
    additionalProperties = AdditionalProperties.of(ListCardsRequest.class, additionalProperties);
  }

  /** Starts a request; required: {@code clientId}. */
  public static ClientIdStage<Builder> builder() {
    return Builder::new;
  }

  /** Returns a builder with this request's fields. */
  public Builder toBuilder() {
    return new Builder(clientId).additionalProperties(additionalProperties);
  }

  public static final class Builder extends RequestBuilder<ListCardsRequest, Builder> {
    private Builder(String clientId) {
      super(b -> new ListCardsRequest(clientId, b.additionalProperties()));
    }
  }
}
