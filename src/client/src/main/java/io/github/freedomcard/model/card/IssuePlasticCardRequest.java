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
 * Issues a plastic card to a client: "Issue plastic card", inferred.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param requestId the unique number of this request
 * @param productId the product of the card
 * @param clientId the client who gets the card
 * @param additionalProperties fields to send that the contract does not name
 */
public record IssuePlasticCardRequest(
    UUID requestId,
    ProductId productId,
    String clientId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  /**
   * Checks the fields; mints the id where there is none.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public IssuePlasticCardRequest {
    requestId = Preconditions.orFresh(requestId);
    requireNonNull(productId, "productId");
    Preconditions.text("clientId", clientId);
    additionalProperties =
        AdditionalProperties.of(IssuePlasticCardRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static ProductIdStage builder() {
    return productId -> clientId -> new Builder(productId, clientId);
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(productId, clientId).additionalProperties(additionalProperties);
  }

  /** Asks for the product. */
  @FunctionalInterface
  public interface ProductIdStage {

    /** Sets the product of the card. */
    ClientIdStage productId(ProductId productId);
  }

  /** Asks for the client. */
  @FunctionalInterface
  public interface ClientIdStage {

    /** Sets the client who gets the card. */
    Builder clientId(String clientId);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final ProductId productId;
    private final String clientId;
    private @Nullable UUID requestId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(ProductId productId, String clientId) {
      this.productId = requireNonNull(productId, "productId");
      this.clientId = requireNonNull(clientId, "clientId");
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
    public IssuePlasticCardRequest build() {
      return new IssuePlasticCardRequest(
          Preconditions.orFresh(requestId), productId, clientId, additionalProperties);
    }
  }
}
