package io.github.freedomcard.model.limit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What limits are on: the member {@code object} of "Set limits" and "Limits list", documented.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param type a card, an account or a client
 * @param value the id of the card, the account or the client
 * @param additionalProperties fields to send that the contract does not name
 */
public record LimitObject(
    LimitObjectType type,
    String value,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public LimitObject {
    requireNonNull(type, "type");
    Preconditions.text("value", value);
    additionalProperties = AdditionalProperties.of(LimitObject.class, additionalProperties);
  }

  /** Starts an object. */
  public static TypeStage builder() {
    return type -> value -> new Builder(type, value);
  }

  /** A builder with all of this object. */
  public Builder toBuilder() {
    return new Builder(type, value).additionalProperties(additionalProperties);
  }

  /** Asks for the type. */
  @FunctionalInterface
  public interface TypeStage {

    /** Sets whether it is a card, an account or a client. */
    ValueStage type(LimitObjectType type);
  }

  /** Asks for the id. */
  @FunctionalInterface
  public interface ValueStage {

    /** Sets the id of the card, the account or the client. */
    Builder value(String value);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final LimitObjectType type;
    private final String value;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(LimitObjectType type, String value) {
      this.type = requireNonNull(type, "type");
      this.value = requireNonNull(value, "value");
    }

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The object.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public LimitObject build() {
      return new LimitObject(type, value, additionalProperties);
    }
  }
}
