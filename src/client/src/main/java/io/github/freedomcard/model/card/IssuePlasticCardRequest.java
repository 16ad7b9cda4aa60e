package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.Stages.ClientIdStage;
import io.github.freedomcard.model.Stages.ProductIdStage;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues a plastic card to a client: "Issue plastic card", inferred.
 *
 * @param requestId idempotency key; generated if unset
 * @param productId the product of the card
 * @param clientId the client that gets the card
 * @param additionalProperties fields to send that the contract does not name
 */
public record IssuePlasticCardRequest(
    UUID requestId,
    ProductId productId,
    String clientId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  public IssuePlasticCardRequest {
    requestId = Preconditions.orRandom(requestId);
    Preconditions.required("productId", productId);
    Preconditions.text("clientId", clientId);
    additionalProperties =
        AdditionalProperties.of(IssuePlasticCardRequest.class, additionalProperties);
  }

  /** Starts a request; required, in this order: {@code productId}, {@code clientId}. */
  public static ProductIdStage<ClientIdStage<Builder>> builder() {
    return productId -> clientId -> new Builder(productId, clientId);
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(productId, clientId).additionalProperties(additionalProperties);
  }

  public static final class Builder
      extends IdentifiedRequestBuilder<IssuePlasticCardRequest, Builder> {
    private Builder(ProductId productId, String clientId) {
      super(
          b ->
              new IssuePlasticCardRequest(
                  b.requestId(), productId, clientId, b.additionalProperties()));
    }
  }
}
