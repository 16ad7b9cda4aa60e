package io.github.freedomcard.model.client;

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
 * Creates a client: "Create client", documented.
 *
 * <p>For product 1000 the client needs a country, a person id, an identity document and both
 * addresses.
 *
 * @param requestId idempotency key; generated if unset
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

  public CreateClientRequest {
    requestId = Preconditions.orRandom(requestId);
    Preconditions.required("productId", productId);
    Preconditions.optional("branchId", branchId, Preconditions::text);
    Preconditions.required("client", client);
    additionalProperties = AdditionalProperties.of(CreateClientRequest.class, additionalProperties);
    if (productId.equals(ProductId.FREEDOM_WALLET_CARD)) {
      requireForProduct1000("country", client.country());
      requireForProduct1000("personId", client.personId());
      requireForProduct1000("document", client.document());
      requireForProduct1000("address1", client.address1());
      requireForProduct1000("address2", client.address2());
    }
  }

  /** Starts a request; required, in this order: {@code productId}, {@code client}. */
  public static ProductIdStage<ClientStage> builder() {
    return productId -> client -> new Builder(productId, client);
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
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

  public interface ClientStage {
    /** Sets the person or firm. */
    Builder client(Client client);
  }

  public static final class Builder extends IdentifiedRequestBuilder<CreateClientRequest, Builder> {
    private @Nullable String branchId;

    private Builder(ProductId productId, Client client) {
      super(
          b ->
              new CreateClientRequest(
                  b.requestId(), productId, b.branchId, client, b.additionalProperties()));
    }

    /** Sets the partner's branch. */
    public Builder branchId(@Nullable String branchId) {
      this.branchId = branchId;
      return this;
    }
  }
}
