package io.github.freedomcard.model.card;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.KeepsOffset;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.transaction.TransactionType;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An authorization on a card: an item of {@code authorizations} in "Statement extended",
 * documented.
 *
 * @param datetime the date-time, with the server's offset
 * @param type the kind of authorization; its values are not documented
 * @param amount the amount; the vendor does not state the unit of amounts
 * @param commission the commission
 * @param fullAmount the full amount
 * @param cashback the cashback
 * @param currency the currency, alpha-3, unchanged
 * @param iban the number of the account
 * @param merchant the merchant
 * @param additionalParameters further data of the authorization; empty if there is none
 * @param additionalProperties fields that the contract does not name
 */
public record Authorization(
    @KeepsOffset @Nullable OffsetDateTime datetime,
    @Nullable TransactionType type,
    @Nullable BigDecimal amount,
    @Nullable BigDecimal commission,
    @Nullable BigDecimal fullAmount,
    @Nullable BigDecimal cashback,
    @Nullable String currency,
    @Nullable String iban,
    @Nullable Merchant merchant,
    List<AdditionalParameter> additionalParameters,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public Authorization {
    additionalParameters = Preconditions.list(additionalParameters);
    additionalProperties = AdditionalProperties.of(Authorization.class, additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }

  /**
   * An item of {@code additional_parameters}; its fields are unknown.
   *
   * @param additionalProperties fields that the contract does not name
   */
  public record AdditionalParameter(
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    public AdditionalParameter {
      additionalProperties =
          AdditionalProperties.of(AdditionalParameter.class, additionalProperties);
    }
  }
}
