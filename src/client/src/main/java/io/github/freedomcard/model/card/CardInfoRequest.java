package io.github.freedomcard.model.card;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdentifiedRead;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what is known of a card: "Card info", read in part.
 *
 * <p>It changes nothing, but its {@code request_id} must be unique all the same, so each send has a
 * fresh one. Immutable and safe to share between threads.
 *
 * @param requestId the unique number of every send of this request; null for a fresh one each time
 * @param cardId the card
 * @param additionalProperties fields to send that the contract does not name
 */
public record CardInfoRequest(
    @Nullable UUID requestId,
    String cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdentifiedRead<CardInfoRequest> {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public CardInfoRequest {
    Preconditions.text("cardId", cardId);
    additionalProperties = AdditionalProperties.of(CardInfoRequest.class, additionalProperties);
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

  @Override
  public CardInfoRequest withRequestId(UUID requestId) {
    return new CardInfoRequest(requestId, cardId, additionalProperties);
  }

  /** Asks for the card. */
  @FunctionalInterface
  public interface CardIdStage {

    /** Sets the card. */
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

    /** Sets the id for every send; if none is set, each send has a fresh one. */
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
     * The request; each send of it has a fresh id unless one was set.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public CardInfoRequest build() {
      return new CardInfoRequest(requestId, cardId, additionalProperties);
    }
  }
}
