package io.github.freedomcard.model.transaction;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.RequestBuilder;
import io.github.freedomcard.model.Stages.TransactionIdStage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests the data of a transaction: "Transaction info", inferred.
 *
 * @param transactionId the transaction
 * @param additionalProperties fields to send that the contract does not name
 */
public record TransactionInfoRequest(
    String transactionId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public TransactionInfoRequest {
    Preconditions.text("transactionId", transactionId);
    additionalProperties =
        AdditionalProperties.of(TransactionInfoRequest.class, additionalProperties);
  }

  /** Starts a request; required: {@code transactionId}. */
  public static TransactionIdStage<Builder> builder() {
    return Builder::new;
  }

  /** Returns a builder with this request's fields. */
  public Builder toBuilder() {
    return new Builder(transactionId).additionalProperties(additionalProperties);
  }

  public static final class Builder extends RequestBuilder<TransactionInfoRequest, Builder> {
    private Builder(String transactionId) {
      super(b -> new TransactionInfoRequest(transactionId, b.additionalProperties()));
    }
  }
}
