package io.github.freedomcard.model.card;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the operations of a card: "Statement", documented.
 *
 * <p>Moments are sent to the second; fractions are cut off. Immutable and safe to share between
 * threads.
 *
 * @param cardId the card
 * @param startDate the start of the span; left out, the server chooses
 * @param endDate the end of the span, not before its start; left out, the server chooses
 * @param additionalProperties fields to send that the contract does not name
 */
public record StatementRequest(
    String cardId,
    @Nullable OffsetDateTime startDate,
    @Nullable OffsetDateTime endDate,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a text is blank, a moment's offset has seconds, or the
   *     start is after the end, or an additional property has the name of a declared one
   */
  public StatementRequest {
    Preconditions.text("cardId", cardId);
    startDate = startDate == null ? null : Preconditions.moment("startDate", startDate);
    endDate = endDate == null ? null : Preconditions.moment("endDate", endDate);
    Preconditions.span("startDate", startDate, "endDate", endDate);
    additionalProperties = AdditionalProperties.of(StatementRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static CardIdStage builder() {
    return Builder::new;
  }

  /** A builder with all of this request. */
  public Builder toBuilder() {
    return new Builder(cardId)
        .startDate(startDate)
        .endDate(endDate)
        .additionalProperties(additionalProperties);
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
    private @Nullable OffsetDateTime startDate;
    private @Nullable OffsetDateTime endDate;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String cardId) {
      this.cardId = requireNonNull(cardId, "cardId");
    }

    /** Sets the start of the span. */
    public Builder startDate(@Nullable OffsetDateTime startDate) {
      this.startDate = startDate;
      return this;
    }

    /** Sets the end of the span. */
    public Builder endDate(@Nullable OffsetDateTime endDate) {
      this.endDate = endDate;
      return this;
    }

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public StatementRequest build() {
      return new StatementRequest(cardId, startDate, endDate, additionalProperties);
    }
  }
}
