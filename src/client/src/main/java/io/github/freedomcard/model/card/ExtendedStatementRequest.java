package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.KeepsOffset;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.RequestBuilder;
import io.github.freedomcard.model.Stages.CardIdStage;
import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests the accounts, authorizations and operations of a card: "Statement extended", documented.
 *
 * <p>Date-times are sent with second precision; fractions are truncated. Their offsets must be
 * whole minutes.
 *
 * @param cardId the card
 * @param startDate the start of the range
 * @param endDate the end of the range, not before its start
 * @param additionalProperties fields to send that the contract does not name
 */
public record ExtendedStatementRequest(
    String cardId,
    @KeepsOffset OffsetDateTime startDate,
    @KeepsOffset OffsetDateTime endDate,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public ExtendedStatementRequest {
    Preconditions.text("cardId", cardId);
    startDate = Preconditions.dateTime("startDate", startDate);
    endDate = Preconditions.dateTime("endDate", endDate);
    Preconditions.range("startDate", startDate, "endDate", endDate);
    additionalProperties =
        AdditionalProperties.of(ExtendedStatementRequest.class, additionalProperties);
  }

  /**
   * Starts a request; required, in this order: {@code cardId}, {@code startDate}, {@code endDate}.
   */
  public static CardIdStage<StartDateStage> builder() {
    return cardId -> startDate -> endDate -> new Builder(cardId, startDate, endDate);
  }

  /** Returns a builder with this request's fields. */
  public Builder toBuilder() {
    return new Builder(cardId, startDate, endDate).additionalProperties(additionalProperties);
  }

  public interface StartDateStage {
    /** Sets the start of the range. */
    EndDateStage startDate(OffsetDateTime startDate);
  }

  public interface EndDateStage {
    /** Sets the end of the range. */
    Builder endDate(OffsetDateTime endDate);
  }

  public static final class Builder extends RequestBuilder<ExtendedStatementRequest, Builder> {
    private Builder(String cardId, OffsetDateTime startDate, OffsetDateTime endDate) {
      super(
          b -> new ExtendedStatementRequest(cardId, startDate, endDate, b.additionalProperties()));
    }
  }
}
