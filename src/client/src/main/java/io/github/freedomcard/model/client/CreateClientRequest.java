package io.github.freedomcard.model.client;

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
 * CreatedResource a client: "Create client", documented.
 *
 * <p>For product 1000 the client needs a country, a person id, an identity document and both
 * addresses. Immutable and safe to share between threads.
 *
 * @param requestId the unique number of this request
 * @param productId the card product that the client is created for
 * @param branchId the partner's branch
 * @param client the person or firm
 * @param additionalProperties fields to send that the contract does not name
 */
public record CreateClientRequest(
    UUID requestId,
    ProductId productId,
    @Nullable String branchId,
    Client client,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  /**
   * Checks the fields; mints the id where there is none.
   *
   * @throws IllegalArgumentException if a text is blank, the client lacks what product 1000
   *     requires, or an additional property has the name of a declared one
   */
  public CreateClientRequest {
    requestId = Preconditions.orFresh(requestId);
    requireNonNull(productId, "productId");
    Preconditions.optionalText("branchId", branchId);
    requireNonNull(client, "client");
    additionalProperties = AdditionalProperties.of(CreateClientRequest.class, additionalProperties);
    if (productId.equals(ProductId.FREEDOM_WALLET_CARD)) {
      requireForProduct1000("country", client.country());
      requireForProduct1000("personId", client.personId());
      requireForProduct1000("document", client.document());
      requireForProduct1000("address1", client.address1());
      requireForProduct1000("address2", client.address2());
    }
  }

  /** Starts a request. */
  public static ProductIdStage builder() {
    return productId -> client -> new Builder(productId, client);
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(productId, client)
        .branchId(branchId)
        .additionalProperties(additionalProperties);
  }

  private static void requireForProduct1000(String field, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("client." + field + ": required for product 1000");
    }
  }

  /** Asks for the card product. */
  @FunctionalInterface
  public interface ProductIdStage {

    /** Sets the card product that the client is created for. */
    ClientStage productId(ProductId productId);
  }

  /** Asks for the person or firm. */
  @FunctionalInterface
  public interface ClientStage {

    /** Sets the person or firm. */
    Builder client(Client client);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final ProductId productId;
    private final Client client;
    private @Nullable UUID requestId;
    private @Nullable String branchId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(ProductId productId, Client client) {
      this.productId = requireNonNull(productId, "productId");
      this.client = requireNonNull(client, "client");
    }

    /** Sets the id of an earlier request, to make that very request again; else it is minted. */
    public Builder requestId(@Nullable UUID requestId) {
      this.requestId = requestId;
      return this;
    }

    /** Sets the partner's branch. */
    public Builder branchId(@Nullable String branchId) {
      this.branchId = branchId;
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
    public CreateClientRequest build() {
      return new CreateClientRequest(
          Preconditions.orFresh(requestId), productId, branchId, client, additionalProperties);
    }
  }
}
