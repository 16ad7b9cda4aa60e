package io.github.freedomcard.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks what became of a request: "Request' status", documented; and "Transaction request' status",
 * read in part.
 *
 * <p>Its {@code request_id} is that of the request it asks about, not one of its own: so it may be
 * sent any number of times, and is no {@link io.github.freedomcard.model.IdempotentRequest}.
 * Immutable and safe to share between threads.
 *
 * @param requestId the number of the request that is asked about
 * @param additionalProperties fields to send that the contract does not name
 */
public record RequestStatusRequest(
    UUID requestId,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if an additional property has the name of a declared one
   */
  public RequestStatusRequest {
    requireNonNull(requestId, "requestId");
    additionalProperties =
        AdditionalProperties.of(RequestStatusRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static RequestIdStage builder() {
    return Builder::new;
  }

  /** A builder with all of this request. */
  public Builder toBuilder() {
    return new Builder(requestId).additionalProperties(additionalProperties);
  }

  /** Asks for the request that is asked about. */
  @FunctionalInterface
  public interface RequestIdStage {

    /** Sets the number of the request that is asked about. */
    Builder requestId(UUID requestId);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final UUID requestId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(UUID requestId) {
      this.requestId = requireNonNull(requestId, "requestId");
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
    public RequestStatusRequest build() {
      return new RequestStatusRequest(requestId, additionalProperties);
    }
  }
}
