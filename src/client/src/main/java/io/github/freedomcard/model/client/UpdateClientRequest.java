package io.github.freedomcard.model.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes the phone of a client, which gets the 3-D Secure codes: "Edit client", today titled
 * "Update client", documented.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param requestId the unique number of this request
 * @param clientId the client to change
 * @param productId the card product of the client
 * @param client what to change
 * @param additionalProperties fields to send that the contract does not name
 */
public record UpdateClientRequest(
    UUID requestId,
    String clientId,
    ProductId productId,
    Client client,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  /**
   * Checks the fields; mints the id where there is none.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public UpdateClientRequest {
    requestId = Preconditions.orFresh(requestId);
    Preconditions.text("clientId", clientId);
    requireNonNull(productId, "productId");
    requireNonNull(client, "client");
    additionalProperties = AdditionalProperties.of(UpdateClientRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static ClientIdStage builder() {
    return clientId -> productId -> client -> new Builder(clientId, productId, client);
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(clientId, productId, client).additionalProperties(additionalProperties);
  }

  /** Asks for the client. */
  @FunctionalInterface
  public interface ClientIdStage {

    /** Sets the client to change. */
    ProductIdStage clientId(String clientId);
  }

  /** Asks for the card product. */
  @FunctionalInterface
  public interface ProductIdStage {

    /** Sets the card product of the client. */
    ClientStage productId(ProductId productId);
  }

  /** Asks for what to change. */
  @FunctionalInterface
  public interface ClientStage {

    /** Sets what to change. */
    Builder client(Client client);

    /** Sets the phone, which is all that the contract lets change. */
    default Builder client(Phone phone) {
      return client(Client.of(phone));
    }
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final String clientId;
    private final ProductId productId;
    private final Client client;
    private @Nullable UUID requestId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String clientId, ProductId productId, Client client) {
      this.clientId = requireNonNull(clientId, "clientId");
      this.productId = requireNonNull(productId, "productId");
      this.client = requireNonNull(client, "client");
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
    public UpdateClientRequest build() {
      return new UpdateClientRequest(
          Preconditions.orFresh(requestId), clientId, productId, client, additionalProperties);
    }
  }

  /**
   * What to change of a client: the member {@code client} of "Edit client", documented.
   *
   * @param phone the new phone
   * @param additionalProperties fields to send that the contract does not name
   */
  public record Client(
      Phone phone,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if an additional property has the name of a declared one
     */
    public Client {
      requireNonNull(phone, "phone");
      additionalProperties = AdditionalProperties.of(Client.class, additionalProperties);
    }

    /** A change of the phone. */
    public static Client of(Phone phone) {
      return new Client(phone, Map.of());
    }
  }
}
