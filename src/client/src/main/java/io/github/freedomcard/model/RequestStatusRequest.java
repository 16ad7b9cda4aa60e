package io.github.freedomcard.model;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests the state of an earlier request: "Request' status", documented, and "Transaction
 * request' status", partial.
 *
 * <p>Its {@code request_id} is that of the earlier request. It may be sent any number of times.
 *
 * @param requestId the {@code request_id} of the earlier request
 * @param additionalProperties fields to send that the contract does not name
 */
public record RequestStatusRequest(
    UUID requestId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public RequestStatusRequest {
    Preconditions.required("requestId", requestId);
    additionalProperties =
        AdditionalProperties.of(RequestStatusRequest.class, additionalProperties);
  }

  /** Starts a request; required: {@code requestId}. */
  public static RequestIdStage builder() {
    return Builder::new;
  }

  /** Returns a builder with this request's fields. */
  public Builder toBuilder() {
    return new Builder(requestId).additionalProperties(additionalProperties);
  }

  public interface RequestIdStage {
    /** Sets the {@code request_id} of the earlier request. */
    Builder requestId(UUID requestId);
  }

  public static final class Builder extends RequestBuilder<RequestStatusRequest, Builder> {
    private Builder(UUID requestId) {
      super(b -> new RequestStatusRequest(requestId, b.additionalProperties()));
    }
  }
}
