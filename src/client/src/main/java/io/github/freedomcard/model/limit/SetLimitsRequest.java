package io.github.freedomcard.model.limit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sets limits on a card, an account or a client: "Set limits", documented.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param requestId the unique number of this request
 * @param object what the limits are on
 * @param limits the limits, at least one, each with its transaction type
 * @param additionalProperties fields to send that the contract does not name
 */
public record SetLimitsRequest(
    UUID requestId,
    LimitObject object,
    List<Limit> limits,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  /**
   * Checks the fields; mints the id where there is none.
   *
   * @throws IllegalArgumentException if there are no limits, or a rule for a field of one is
   *     broken, or an additional property has the name of a declared one
   */
  public SetLimitsRequest {
    requestId = Preconditions.orFresh(requestId);
    requireNonNull(object, "object");
    limits = Preconditions.noNulls("limits", limits);
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("limits: empty");
    }
    limits.forEach(Limit::check);
    additionalProperties = AdditionalProperties.of(SetLimitsRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static ObjectStage builder() {
    return object -> limits -> new Builder(object, limits);
  }

  /**
   * A builder with all of this request but its {@code requestId}: what it builds is another one.
   */
  public Builder toBuilder() {
    return new Builder(object, limits).additionalProperties(additionalProperties);
  }

  /** Asks for what the limits are on. */
  @FunctionalInterface
  public interface ObjectStage {

    /** Sets what the limits are on. */
    LimitsStage object(LimitObject object);
  }

  /** Asks for the limits. */
  @FunctionalInterface
  public interface LimitsStage {

    /** Sets the limits. */
    Builder limits(List<Limit> limits);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private final LimitObject object;
    private final List<Limit> limits;
    private @Nullable UUID requestId;
    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder(LimitObject object, List<Limit> limits) {
      this.object = requireNonNull(object, "object");
      this.limits = Preconditions.noNulls("limits", limits);
    }

    /** Sets the id of an earlier request, to make that very request again; else it is minted. */
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
     * The request, with a fresh id unless one was set.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public SetLimitsRequest build() {
      return new SetLimitsRequest(
          Preconditions.orFresh(requestId), object, limits, additionalProperties);
    }
  }
}
