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
 * Activates a card: "Activate card", inferred.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param requestId the unique number of this request
 * @param cardId the card to activate
 * @param additionalProperties fields to send that the contract does not name
 */
public record ActivateCardRequest(
    UUID requestId,
    String cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  /**
   * Checks the fields; mints the id where there is none.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public ActivateCardRequest {
    requestId = Preconditions.orFresh(requestId);
    Preconditions.text("cardId", cardId);
    additionalProperties = AdditionalProperties.of(ActivateCardRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static CardIdStage builder() {
    return Builder::new;
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(cardId).additionalProperties(additionalProperties);
  }

  /** Asks for the card. */
  @FunctionalInterface
  public interface CardIdStage {

    /** Sets the card to activate. */
    Builder cardId(String cardId);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final String cardId;
    private @Nullable UUID requestId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String cardId) {
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
    public ActivateCardRequest build() {
      return new ActivateCardRequest(
          Preconditions.orFresh(requestId), cardId, additionalProperties);
    }
  }
}
