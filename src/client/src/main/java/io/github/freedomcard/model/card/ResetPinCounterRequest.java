package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import io.github.freedomcard.model.Stages.CardIdStage;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Resets the counter of wrong PIN entries: "Reset PIN counter", documented.
 *
 * @param requestId idempotency key; generated if unset
 * @param cardId the card whose counter is reset
 * @param additionalProperties fields to send that the contract does not name
 */
public record ResetPinCounterRequest(
    UUID requestId,
    String cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  public ResetPinCounterRequest {
    requestId = Preconditions.orRandom(requestId);
    Preconditions.text("cardId", cardId);
    additionalProperties =
        AdditionalProperties.of(ResetPinCounterRequest.class, additionalProperties);
  }

  /** Starts a request; required: {@code cardId}. */
  public static CardIdStage<Builder> builder() {
    return Builder::new;
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(cardId).additionalProperties(additionalProperties);
  }

  public static final class Builder
      extends IdentifiedRequestBuilder<ResetPinCounterRequest, Builder> {
    private Builder(String cardId) {
      super(b -> new ResetPinCounterRequest(b.requestId(), cardId, b.additionalProperties()));
    }
  }
}
