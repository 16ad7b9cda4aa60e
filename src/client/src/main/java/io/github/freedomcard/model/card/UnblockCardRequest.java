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
 * Unblocks a blocked card: "Unblock card", documented.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param requestId the unique number of this request
 * @param cardId the card to unblock
 * @param description why it is unblocked
 * @param additionalProperties fields to send that the contract does not name
 */
public record UnblockCardRequest(
    UUID requestId,
    String cardId,
    String description,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  /**
   * Checks the fields; mints the id where there is none.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public UnblockCardRequest {
    requestId = Preconditions.orFresh(requestId);
    Preconditions.text("cardId", cardId);
    Preconditions.text("description", description);
    additionalProperties = AdditionalProperties.of(UnblockCardRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static CardIdStage builder() {
    return cardId -> description -> new Builder(cardId, description);
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(cardId, description).additionalProperties(additionalProperties);
  }

  /** Asks for the card. */
  @FunctionalInterface
  public interface CardIdStage {

    /** Sets the card to unblock. */
    DescriptionStage cardId(String cardId);
  }

  /** Asks for the reason. */
  @FunctionalInterface
  public interface DescriptionStage {

    /** Sets why the card is unblocked. */
    Builder description(String description);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final String cardId;
    private final String description;
    private @Nullable UUID requestId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String cardId, String description) {
      this.cardId = requireNonNull(cardId, "cardId");
      this.description = requireNonNull(description, "description");
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
    public UnblockCardRequest build() {
      return new UnblockCardRequest(
          Preconditions.orFresh(requestId), cardId, description, additionalProperties);
    }
  }
}
