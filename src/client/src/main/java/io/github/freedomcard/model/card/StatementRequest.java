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
 * Requests the operations of a card: "Statement", documented.
 *
 * <p>Date-times are sent with second precision; fractions are truncated. Their offsets must be
 * whole minutes.
 *
 * @param cardId the card
 * @param startDate the start of the range; if unset, the server chooses it
 * @param endDate the end of the range, not before its start; if unset, the server chooses it
 * @param additionalProperties fields to send that the contract does not name
 */
public record StatementRequest(
    String cardId,
    @KeepsOffset @Nullable OffsetDateTime startDate,
    @KeepsOffset @Nullable OffsetDateTime endDate,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public StatementRequest {
    Preconditions.text("cardId", cardId);
    startDate = startDate == null ? null : Preconditions.dateTime("startDate", startDate);
    endDate = endDate == null ? null : Preconditions.dateTime("endDate", endDate);
    Preconditions.range("startDate", startDate, "endDate", endDate);
    additionalProperties = AdditionalProperties.of(StatementRequest.class, additionalProperties);
  }

  /** Starts a request; required: {@code cardId}. */
  public static CardIdStage<Builder> builder() {
    return Builder::new;
  }

  /** Returns a builder with this request's fields. */
  public Builder toBuilder() {
    return new Builder(cardId)
        .startDate(startDate)
        .endDate(endDate)
        .additionalProperties(additionalProperties);
  }

  public static final class Builder extends RequestBuilder<StatementRequest, Builder> {
    private @Nullable OffsetDateTime startDate;
    private @Nullable OffsetDateTime endDate;

    private Builder(String cardId) {
      super(b -> new StatementRequest(cardId, b.startDate, b.endDate, b.additionalProperties()));
    }

    /** Sets the start of the range. */
    public Builder startDate(@Nullable OffsetDateTime startDate) {
      this.startDate = startDate;
      return this;
    }

    /** Sets the end of the range. */
    public Builder endDate(@Nullable OffsetDateTime endDate) {
      this.endDate = endDate;
      return this;
    }
  }
}
