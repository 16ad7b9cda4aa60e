package io.github.freedomcard.model.transaction;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for what is known of a transaction: "Transaction info", inferred.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param transactionId the transaction
 * @param additionalProperties fields to send that the contract does not name
 */
public record TransactionInfoRequest(
    String transactionId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if a text is blank, or an additional property has the name of
   *     a declared one
   */
  public TransactionInfoRequest {
    Preconditions.text("transactionId", transactionId);
    additionalProperties =
        AdditionalProperties.of(TransactionInfoRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static TransactionIdStage builder() {
    return Builder::new;
  }

  /** A builder with all of this request. */
  public Builder toBuilder() {
    return new Builder(transactionId).additionalProperties(additionalProperties);
  }

  /** Asks for the transaction. */
  @FunctionalInterface
  public interface TransactionIdStage {

    /** Sets the transaction. */
    Builder transactionId(String transactionId);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final String transactionId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(String transactionId) {
      this.transactionId = requireNonNull(transactionId, "transactionId");
    }

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The request.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public TransactionInfoRequest build() {
      return new TransactionInfoRequest(transactionId, additionalProperties);
    }
  }
}
