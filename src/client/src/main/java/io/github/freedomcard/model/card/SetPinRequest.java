package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.RequestBuilder;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.model.Stages.CardIdStage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets the PIN of a card: "Set PIN", documented.
 *
 * <p>The request has no {@code request_id}: after bytes may have been sent it is never resent, and
 * its status can't be queried.
 *
 * @param cardId the card that gets the PIN
 * @param pin the PIN, already encrypted by the partner, sent unchanged; if unset, the processing
 *     centre generates one. The vendor's page names a public key in one place and AES 256 in
 *     another
 * @param additionalProperties fields to send that the contract does not name
 */
public record SetPinRequest(
    String cardId,
    @Nullable Sensitive<String> pin,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public SetPinRequest {
    Preconditions.text("cardId", cardId);
    Preconditions.optional("pin", pin, (f, v) -> Preconditions.text(f, v.value()));
    additionalProperties = AdditionalProperties.of(SetPinRequest.class, additionalProperties);
  }

  /** Starts a request; required: {@code cardId}. */
  public static CardIdStage<Builder> builder() {
    return Builder::new;
  }

  /** Returns a builder with this request's fields. */
  public Builder toBuilder() {
    Builder builder = new Builder(cardId).additionalProperties(additionalProperties);
    builder.pin = pin;
    return builder;
  }

  public static final class Builder extends RequestBuilder<SetPinRequest, Builder> {
    private @Nullable Sensitive<String> pin;

    private Builder(String cardId) {
      super(b -> new SetPinRequest(cardId, b.pin, b.additionalProperties()));
    }

    /** Sets the PIN, already encrypted by the partner. */
    public Builder pin(@Nullable String pin) {
      this.pin = Sensitive.ofNullable(pin);
      return this;
    }
  }
}
