package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.internal.util.Printed;
import io.github.freedomcard.model.RequestBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A limit on one kind of transaction: an item of {@code limits} in "Set limits", documented, and in
 * the response of "Limits list", inferred.
 *
 * <p>The server may omit any field, so the record accepts every value. The builder and {@link
 * SetLimitsRequest} check the rules for limits that are sent.
 *
 * @param transactionType the kind of transaction; required where the limit is sent
 * @param region the region, a value of the vendor
 * @param period the period that the limit counts over
 * @param amount the amounts of the limit; an empty list is not sent
 * @param additionalProperties fields that the contract does not name. In a limit that was read they
 *     may be counters; remove them before the limit is sent
 */
public record Limit(
    @Nullable LimitTransactionType transactionType,
    @Nullable String region,
    @Nullable LimitPeriod period,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<LimitAmount> amount,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public Limit {
    amount = Preconditions.list(amount);
    additionalProperties = AdditionalProperties.of(Limit.class, additionalProperties);
  }

  @Override
  public String toString() {
    return Printed.of(this);
  }

  /** Starts a limit to send; required: {@code transactionType}. */
  public static TransactionTypeStage builder() {
    return Builder::new;
  }

  /**
   * Returns a builder with this limit's fields.
   *
   * @throws NullPointerException if this limit was read and has no {@code transactionType}
   */
  public Builder toBuilder() {
    return new Builder(Preconditions.required("transactionType", transactionType))
        .region(region)
        .period(period)
        .amount(amount)
        .additionalProperties(additionalProperties);
  }

  /** Checks the rules for a limit that is sent. */
  Limit check() {
    Preconditions.required("transactionType", transactionType);
    Preconditions.optional("region", region, Preconditions::text);
    amount.forEach(LimitAmount::check);
    return this;
  }

  public interface TransactionTypeStage {
    /** Sets the kind of transaction. */
    Builder transactionType(LimitTransactionType transactionType);
  }

  public static final class Builder extends RequestBuilder<Limit, Builder> {
    private @Nullable String region;
    private @Nullable LimitPeriod period;
    private List<LimitAmount> amount = List.of();

    private Builder(LimitTransactionType transactionType) {
      super(
          b ->
              new Limit(transactionType, b.region, b.period, b.amount, b.additionalProperties())
                  .check());
    }

    /** Sets the region, a value of the vendor. */
    public Builder region(@Nullable String region) {
      this.region = region;
      return this;
    }

    /** Sets the period that the limit counts over. */
    public Builder period(@Nullable LimitPeriod period) {
      this.period = period;
      return this;
    }

    /** Sets the amounts of the limit; an empty list is not sent. */
    public Builder amount(List<LimitAmount> amount) {
      this.amount = Preconditions.noNulls("amount", amount);
      return this;
    }
  }
}
