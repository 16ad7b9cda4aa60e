package io.github.freedomcard.model.card;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.ProductId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes cards that belong to nobody yet, to be linked to clients with {@code linkClient}: "Bulk
 * issue", inferred.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param requestId the unique number of this request
 * @param productId the product of the cards
 * @param quantity how many cards to make, more than 0
 * @param additionalProperties fields to send that the contract does not name
 */
public record BulkIssueCardsRequest(
    UUID requestId,
    ProductId productId,
    int quantity,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  /**
   * Checks the fields; mints the id where there is none.
   *
   * @throws IllegalArgumentException if {@code quantity} is not positive, or an additional property
   *     has the name of a declared one
   */
  public BulkIssueCardsRequest {
    requestId = Preconditions.orFresh(requestId);
    requireNonNull(productId, "productId");
    Preconditions.positive("quantity", quantity);
    additionalProperties =
        AdditionalProperties.of(BulkIssueCardsRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static ProductIdStage builder() {
    return productId -> quantity -> new Builder(productId, quantity);
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(productId, quantity).additionalProperties(additionalProperties);
  }

  /** Asks for the product. */
  @FunctionalInterface
  public interface ProductIdStage {

    /** Sets the product. */
    QuantityStage productId(ProductId productId);
  }

  /** Asks for the number of cards. */
  @FunctionalInterface
  public interface QuantityStage {

    /** Sets how many cards to make. */
    Builder quantity(int quantity);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final ProductId productId;
    private final int quantity;
    private @Nullable UUID requestId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(ProductId productId, int quantity) {
      this.productId = requireNonNull(productId, "productId");
      this.quantity = quantity;
    }

    /** Sets the id of an earlier request, to make that very request again; else it is minted. */
    public Builder requestId(@Nullable UUID requestId) {
      this.requestId = requestId;
      return this;
    }

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The request, with a fresh id unless one was set.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public BulkIssueCardsRequest build() {
      return new BulkIssueCardsRequest(
          Preconditions.orFresh(requestId), productId, quantity, additionalProperties);
    }
  }
}
