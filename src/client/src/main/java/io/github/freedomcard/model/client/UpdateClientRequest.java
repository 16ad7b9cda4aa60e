package io.github.freedomcard.model.client;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.Stages.ClientIdStage;
import io.github.freedomcard.model.Stages.ProductIdStage;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes the phone that receives a client's 3-D Secure codes: "Edit client", today titled "Update
 * client", documented.
 *
 * @param requestId idempotency key; generated if unset
 * @param clientId the client to change
 * @param productId the card product of the client
 * @param client the fields to change
 * @param additionalProperties fields to send that the contract does not name
 */
public record UpdateClientRequest(
    UUID requestId,
    String clientId,
    ProductId productId,
    Client client,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  public UpdateClientRequest {
    requestId = Preconditions.orRandom(requestId);
    Preconditions.text("clientId", clientId);
    Preconditions.required("productId", productId);
    Preconditions.required("client", client);
    additionalProperties = AdditionalProperties.of(UpdateClientRequest.class, additionalProperties);
  }

  /**
   * Starts a request; required, in this order: {@code clientId}, {@code productId}, {@code client}.
   */
  public static ClientIdStage<ProductIdStage<ClientStage>> builder() {
    return clientId -> productId -> client -> new Builder(clientId, productId, client);
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(clientId, productId, client).additionalProperties(additionalProperties);
  }

  public interface ClientStage {
    /** Sets the fields to change. */
    Builder client(Client client);

    /** Sets the phone, the only field that the contract lets change. */
    default Builder client(Phone phone) {
      return client(Client.of(phone));
    }
  }

  public static final class Builder extends IdentifiedRequestBuilder<UpdateClientRequest, Builder> {
    private Builder(String clientId, ProductId productId, Client client) {
      super(
          b ->
              new UpdateClientRequest(
                  b.requestId(), clientId, productId, client, b.additionalProperties()));
    }
  }

  /**
   * The fields of a client to change: the member {@code client} of "Edit client", documented.
   *
   * @param phone the new phone
   * @param additionalProperties fields to send that the contract does not name
   */
  public record Client(
      Phone phone,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    public Client {
      Preconditions.required("phone", phone);
      additionalProperties = AdditionalProperties.of(Client.class, additionalProperties);
    }

    /** A change of the phone. */
    public static Client of(Phone phone) {
      return new Client(phone, Map.of());
    }
  }
}
