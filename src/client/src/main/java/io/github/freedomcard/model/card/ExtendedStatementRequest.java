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
 * Asks for the accounts, authorizations and operations of a card: "Statement extended", documented.
 *
 * <p>Moments are sent to the second; fractions are cut off. Immutable and safe to share between
 * threads.
 *
 * @param cardId the card
 * @param startDate the start of the span
 * @param endDate the end of the span, not before its start
 * @param additionalProperties fields to send that the contract does not name
 */
public record ExtendedStatementRequest(
    String cardId,
    OffsetDateTime startDate,
    OffsetDateTime endDate,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a text is blank, a moment's offset has seconds, or the
   *     start is after the end, or an additional property has the name of a declared one
   */
  public ExtendedStatementRequest {
    Preconditions.text("cardId", cardId);
    startDate = Preconditions.moment("startDate", startDate);
    endDate = Preconditions.moment("endDate", endDate);
    Preconditions.span("startDate", startDate, "endDate", endDate);
    additionalProperties =
        AdditionalProperties.of(ExtendedStatementRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static CardIdStage builder() {
    return cardId -> startDate -> endDate -> new Builder(cardId, startDate, endDate);
  }

  /** A builder with all of this request. */
  public Builder toBuilder() {
    return new Builder(cardId, startDate, endDate).additionalProperties(additionalProperties);
  }

  /** Asks for the card. */
  @FunctionalInterface
  public interface CardIdStage {

    /** Sets the card. */
    StartDateStage cardId(String cardId);
  }

  /** Asks for the start. */
  @FunctionalInterface
  public interface StartDateStage {

    /** Sets the start of the span. */
    EndDateStage startDate(OffsetDateTime startDate);
  }

  /** Asks for the end. */
  @FunctionalInterface
  public interface EndDateStage {

    /** Sets the end of the span. */
    Builder endDate(OffsetDateTime endDate);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final String cardId;
    private final OffsetDateTime startDate;
    private final OffsetDateTime endDate;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String cardId, OffsetDateTime startDate, OffsetDateTime endDate) {
      this.cardId = requireNonNull(cardId, "cardId");
      this.startDate = requireNonNull(startDate, "startDate");
      this.endDate = requireNonNull(endDate, "endDate");
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
    public ExtendedStatementRequest build() {
      return new ExtendedStatementRequest(cardId, startDate, endDate, additionalProperties);
    }
  }
}
