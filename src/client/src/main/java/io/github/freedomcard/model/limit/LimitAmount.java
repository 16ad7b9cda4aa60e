package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonFormat;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.RequestBuilder;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An amount of a {@link Limit}: an item of {@code amount} in "Set limits", documented, and in the
 * response of "Limits list", inferred.
 *
 * <p>The server may omit any field, so the record accepts every value. The builder and {@link
 * SetLimitsRequest} check the rules for amounts that are sent.
 *
 * @param type the meaning of the amount
 * @param value the amount; sent as a string in plain digits, never in scientific notation, and read
 *     from a string or a number. The vendor does not state its unit
 * @param currency the currency, alpha-3, such as {@code KZT}
 * @param additionalProperties fields that the contract does not name
 */
public record LimitAmount(
    @Nullable LimitAmountType type,
    @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal value,
    @Nullable String currency,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public LimitAmount {
    additionalProperties = AdditionalProperties.of(LimitAmount.class, additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }

  /** Starts an amount to send. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with this amount's fields. */
  public Builder toBuilder() {
    return new Builder()
        .type(type)
        .value(value)
        .currency(currency)
        .additionalProperties(additionalProperties);
  }

  /** Checks the rules for an amount that is sent. */
  LimitAmount check() {
    Preconditions.optional("value", value, Preconditions::notNegative);
    Preconditions.optional("currency", currency, Preconditions::currency);
    return this;
  }

  public static final class Builder extends RequestBuilder<LimitAmount, Builder> {
    private @Nullable LimitAmountType type;
    private @Nullable BigDecimal value;
    private @Nullable String currency;

    private Builder() {
      super(b -> new LimitAmount(b.type, b.value, b.currency, b.additionalProperties()).check());
    }

    /** Sets the meaning of the amount. */
    public Builder type(@Nullable LimitAmountType type) {
      this.type = type;
      return this;
    }

    /** Sets the amount, 0 or more. */
    public Builder value(@Nullable BigDecimal value) {
      this.value = value;
      return this;
    }

    /** Sets the currency, alpha-3, such as {@code KZT}. */
    public Builder currency(@Nullable String currency) {
      this.currency = currency;
      return this;
    }
  }
}
