package io.github.freedomcard.model.limit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.model.IdentifiedRead;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the limits on a card, an account or a client: "Limits list", documented.
 *
 * <p>It changes nothing, but its {@code request_id} must be unique all the same, so each send has a
 * fresh one. Immutable and safe to share between threads.
 *
 * @param requestId the unique number of every send of this request; null for a fresh one each time
 * @param object what the limits are on
 * @param additionalProperties fields to send that the contract does not name
 */
public record ListLimitsRequest(
    @Nullable UUID requestId,
    LimitObject object,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdentifiedRead<ListLimitsRequest> {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if an additional property has the name of a declared one
   */
  public ListLimitsRequest {
    requireNonNull(object, "object");
    additionalProperties = AdditionalProperties.of(ListLimitsRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static ObjectStage builder() {
    return Builder::new;
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(object).additionalProperties(additionalProperties);
  }

  @Override
  public ListLimitsRequest withRequestId(UUID requestId) {
    return new ListLimitsRequest(requestId, object, additionalProperties);
  }

  /** Asks for what the limits are on. */
  @FunctionalInterface
  public interface ObjectStage {

    /** Sets what the limits are on. */
    Builder object(LimitObject object);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final LimitObject object;
    private @Nullable UUID requestId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(LimitObject object) {
      this.object = requireNonNull(object, "object");
    }

    /** Sets the id for every send; if none is set, each send has a fresh one. */
    public Builder requestId(@Nullable UUID requestId) {
      this.requestId = requestId;
      return this;
    }

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, @Nullable Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The request; each send of it has a fresh id unless one was set.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public ListLimitsRequest build() {
      return new ListLimitsRequest(requestId, object, additionalProperties);
    }
  }
}
