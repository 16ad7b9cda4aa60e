package io.github.freedomcard.model.limit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.RequestBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A limit on one kind of transaction: an item of {@code limits} in "Set limits", documented, and in
 * the answer of "Limits list", inferred.
 *
 * <p>The server may leave any field out, so the record itself takes what comes. The rules for a
 * limit that is sent are checked by its builder and again by {@link SetLimitsRequest}.
 *
 * @param transactionType the kind of transaction; required where the limit is sent
 * @param region the region, in the vendor's words
 * @param period the period that the limit counts over
 * @param amount the amounts of the limit; empty if there are none, and then not sent
 * @param additionalProperties the fields that the contract does not name. In a limit that was read
 *     they may be counters: to set that limit again without them, build it with none
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

  /** Starts a limit to send; required: {@code transactionType}. */
  public static TransactionTypeStage builder() {
    return Builder::new;
  }

  /**
   * A builder with all of this limit.
   *
   * @throws NullPointerException if this limit was read and has no {@code transactionType}
   */
  public Builder toBuilder() {
    return new Builder(requireNonNull(transactionType, "transactionType"))
        .region(region)
        .period(period)
        .amount(amount)
        .additionalProperties(additionalProperties);
  }

  /** Holds this limit to the rules for one that is sent. */
  Limit check() {
    requireNonNull(transactionType, "transactionType");
    Preconditions.optionalText("region", region);
    amount.forEach(LimitAmount::check);
    return this;
  }

  public interface TransactionTypeStage {
    /** Sets the kind of transaction. */
    Builder transactionType(LimitTransactionType transactionType);
  }

  /** Sets the optional fields; not thread-safe. */
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

    /** Sets the region, in the vendor's words. */
    public Builder region(@Nullable String region) {
      this.region = region;
      return this;
    }

    /** Sets the period that the limit counts over. */
    public Builder period(@Nullable LimitPeriod period) {
      this.period = period;
      return this;
    }

    /** Sets the amounts of the limit; none is the same as left out. */
    public Builder amount(List<LimitAmount> amount) {
      this.amount = Preconditions.noNulls("amount", amount);
      return this;
    }
  }
}
