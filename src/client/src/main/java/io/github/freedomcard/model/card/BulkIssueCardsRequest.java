package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.Stages.ProductIdStage;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Issues cards without a client; {@code linkClient} attaches one later: "Bulk issue", inferred.
 *
 * @param requestId idempotency key; generated if unset
 * @param productId the product of the cards
 * @param quantity the number of cards, more than 0
 * @param additionalProperties fields to send that the contract does not name
 */
public record BulkIssueCardsRequest(
    UUID requestId,
    ProductId productId,
    int quantity,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  public BulkIssueCardsRequest {
    requestId = Preconditions.orRandom(requestId);
    Preconditions.required("productId", productId);
    Preconditions.positive("quantity", quantity);
    additionalProperties =
        AdditionalProperties.of(BulkIssueCardsRequest.class, additionalProperties);
  }

  /** Starts a request; required, in this order: {@code productId}, {@code quantity}. */
  public static ProductIdStage<QuantityStage> builder() {
    return productId -> quantity -> new Builder(productId, quantity);
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(productId, quantity).additionalProperties(additionalProperties);
  }

  public interface QuantityStage {
    /** Sets the number of cards, more than 0. */
    Builder quantity(int quantity);
  }

  public static final class Builder
      extends IdentifiedRequestBuilder<BulkIssueCardsRequest, Builder> {
    private Builder(ProductId productId, int quantity) {
      super(
          b ->
              new BulkIssueCardsRequest(
                  b.requestId(), productId, quantity, b.additionalProperties()));
    }
  }
}
