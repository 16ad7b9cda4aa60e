package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.RequestBuilder;
import io.github.freedomcard.model.Stages.CardIdStage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests the balance of a card: "Balance", inferred.
 *
 * @param cardId the card
 * @param additionalProperties fields to send that the contract does not name
 */
public record BalanceRequest(
    String cardId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public BalanceRequest {
    Preconditions.text("cardId", cardId);
    additionalProperties = AdditionalProperties.of(BalanceRequest.class, additionalProperties);
  }

  /** Starts a request; required: {@code cardId}. */
  public static CardIdStage<Builder> builder() {
    return Builder::new;
  }

  /** Returns a builder with this request's fields. */
  public Builder toBuilder() {
    return new Builder(cardId).additionalProperties(additionalProperties);
  }

  public static final class Builder extends RequestBuilder<BalanceRequest, Builder> {
    private Builder(String cardId) {
      super(b -> new BalanceRequest(cardId, b.additionalProperties()));
    }
  }
}
