package io.github.freedomcard.model.limit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.rule.AdditionalProperties;
import io.github.freedomcard.internal.rule.Rules;
import io.github.freedomcard.operation.IdentifiedRequest;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the limits on a card, an account or a client: "Limits list", documented.
 *
 * <p>It changes nothing, but its {@code request_id} must be unique all the same. Immutable and safe
 * to share between threads.
 *
 * @param requestId the unique number of this request
 * @param object what the limits are on
 * @param additionalProperties fields to send that the contract does not name
 */
public record ListLimitsRequest(
    UUID requestId,
    LimitObject object,
    @JsonAnySetter @JsonAnyGetter Map<String, Object> additionalProperties)
    implements IdentifiedRequest {

  /**
   * Checks the fields; mints the id where there is none.
   *
   * @throws IllegalArgumentException if an additional property has the name of a declared one
   */
  public ListLimitsRequest {
    requestId = Rules.orFresh(requestId);
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
    private Map<String, Object> additionalProperties = Map.of();

    private Builder(LimitObject object) {
      this.object = requireNonNull(object, "object");
    }

    /** Sets the id of an earlier request, to make that very request again; else it is minted. */
    public Builder requestId(@Nullable UUID requestId) {
      this.requestId = requestId;
      return this;
    }

    /** Sets fields to send that the contract does not name. */
    public Builder additionalProperties(Map<String, Object> additionalProperties) {
      this.additionalProperties = additionalProperties;
      return this;
    }

    /**
     * The request, with a fresh id unless one was set.
     *
     * @throws IllegalArgumentException if a rule for a field is broken
     */
    public ListLimitsRequest build() {
      return new ListLimitsRequest(Rules.orFresh(requestId), object, additionalProperties);
    }
  }
}
