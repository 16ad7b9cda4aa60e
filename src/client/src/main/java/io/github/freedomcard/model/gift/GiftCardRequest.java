package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.model.RequestBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Identifies a gift card, for "Resend", "Resend code" and "Status", inferred.
 *
 * @param cardId the card
 * @param additionalProperties fields to send that the contract does not name
 */
public record GiftCardRequest(
    long cardId, @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public GiftCardRequest {
    additionalProperties = AdditionalProperties.of(GiftCardRequest.class, additionalProperties);
  }

  /** Starts a request; required: {@code cardId}. */
  public static CardIdStage builder() {
    return Builder::new;
  }

  /** Returns a builder with this request's fields. */
  public Builder toBuilder() {
    return new Builder(cardId).additionalProperties(additionalProperties);
  }

  public interface CardIdStage {
    /** Sets the card. */
    Builder cardId(long cardId);
  }

  public static final class Builder extends RequestBuilder<GiftCardRequest, Builder> {
    private Builder(long cardId) {
      super(b -> new GiftCardRequest(cardId, b.additionalProperties()));
    }
  }
}
