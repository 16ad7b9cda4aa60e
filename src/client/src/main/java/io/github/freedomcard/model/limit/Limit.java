package io.github.freedomcard.model.limit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A limit on one kind of transaction: an item of {@code limits} in "Set limits", documented, and in
 * the answer of "Limits list", inferred.
 *
 * <p>The server may leave any field out, so the record itself takes what comes. The rules for a
 * limit that is sent are checked by its builder and again by {@link SetLimitsRequest}. Immutable
 * and safe to share between threads.
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

  /** Copies the collections; a missing one is empty. */
  public Limit {
    amount = Preconditions.list(amount);
    additionalProperties = AdditionalProperties.of(Limit.class, additionalProperties);
  }

  /** Starts a limit to send. */
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
  void check() {
    requireNonNull(transactionType, "transactionType");
    Preconditions.optionalText("region", region);
    amount.forEach(LimitAmount::check);
  }

  /** Asks for the kind of transaction. */
  @FunctionalInterface
  public interface TransactionTypeStage {

    /** Sets the kind of transaction. */
    Builder transactionType(LimitTransactionType transactionType);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final LimitTransactionType transactionType;
    private @Nullable String region;
    private @Nullable LimitPeriod period;
    private List<LimitAmount> amount = List.of();
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(LimitTransactionType transactionType) {
      this.transactionType = requireNonNull(transactionType, "transactionType");
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

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The limit.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public Limit build() {
      Limit limit = new Limit(transactionType, region, period, amount, additionalProperties);
      limit.check();
      return limit;
    }
  }
}
