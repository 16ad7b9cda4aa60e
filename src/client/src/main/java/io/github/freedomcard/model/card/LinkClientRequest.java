package io.github.freedomcard.model.card;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Attaches a client to a card that was made by bulk issue: the page of {@code
 * /v5/card-api/card/link}, once titled "Update client", documented.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param requestId the unique number of this request
 * @param clientId the client, created before
 * @param cardId the card, made by bulk issue
 * @param additionalProperties fields to send that the contract does not name
 */
public record LinkClientRequest(
    UUID requestId,
    String clientId,
    String cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  /**
   * Checks the fields; mints the id where there is none.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public LinkClientRequest {
    requestId = Preconditions.orFresh(requestId);
    Preconditions.text("clientId", clientId);
    Preconditions.text("cardId", cardId);
    additionalProperties = AdditionalProperties.of(LinkClientRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static ClientIdStage builder() {
    return clientId -> cardId -> new Builder(clientId, cardId);
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(clientId, cardId).additionalProperties(additionalProperties);
  }

  /** Asks for the client. */
  @FunctionalInterface
  public interface ClientIdStage {

    /** Sets the client. */
    CardIdStage clientId(String clientId);
  }

  /** Asks for the card. */
  @FunctionalInterface
  public interface CardIdStage {

    /** Sets the card. */
    Builder cardId(String cardId);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final String clientId;
    private final String cardId;
    private @Nullable UUID requestId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String clientId, String cardId) {
      this.clientId = requireNonNull(clientId, "clientId");
      this.cardId = requireNonNull(cardId, "cardId");
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
    public LinkClientRequest build() {
      return new LinkClientRequest(
          Preconditions.orFresh(requestId), clientId, cardId, additionalProperties);
    }
  }
}
