package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.RequestBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The object of limits: the member {@code object} of "Set limits" and "Limits list", documented.
 *
 * @param type a card, an account or a client
 * @param value the id of the card, the account or the client
 * @param additionalProperties fields to send that the contract does not name
 */
public record LimitObject(
    LimitObjectType type,
    String value,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public LimitObject {
    Preconditions.required("type", type);
    Preconditions.text("value", value);
    additionalProperties = AdditionalProperties.of(LimitObject.class, additionalProperties);
  }

  /** Starts an object; required, in this order: {@code type}, {@code value}. */
  public static TypeStage builder() {
    return type -> value -> new Builder(type, value);
  }

  /** Returns a builder with this object's fields. */
  public Builder toBuilder() {
    return new Builder(type, value).additionalProperties(additionalProperties);
  }

  public interface TypeStage {
    /** Sets whether it is a card, an account or a client. */
    ValueStage type(LimitObjectType type);
  }

  public interface ValueStage {
    /** Sets the id of the card, the account or the client. */
    Builder value(String value);
  }

  public static final class Builder extends RequestBuilder<LimitObject, Builder> {
    private Builder(LimitObjectType type, String value) {
      super(b -> new LimitObject(type, value, b.additionalProperties()));
    }
  }
}
