package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdentifiedRead;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests the limits on a card, an account or a client: "Limits list", documented.
 *
 * @param requestId idempotency key; if null, each attempt gets a new one
 * @param object the object of the limits
 * @param additionalProperties fields to send that the contract does not name
 */
public record ListLimitsRequest(
    @Nullable UUID requestId,
    LimitObject object,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdentifiedRead<ListLimitsRequest> {

  public ListLimitsRequest {
    Preconditions.required("object", object);
    additionalProperties = AdditionalProperties.of(ListLimitsRequest.class, additionalProperties);
  }

  /** Starts a request; required: {@code object}. */
  public static ObjectStage builder() {
    return Builder::new;
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(object).additionalProperties(additionalProperties);
  }

  @Override
  public ListLimitsRequest withRequestId(UUID requestId) {
    return new ListLimitsRequest(requestId, object, additionalProperties);
  }

  public interface ObjectStage {
    /** Sets the object of the limits. */
    Builder object(LimitObject object);
  }

  public static final class Builder extends IdentifiedRequestBuilder<ListLimitsRequest, Builder> {
    private Builder(LimitObject object) {
      super(b -> new ListLimitsRequest(b.requestId(), object, b.additionalProperties()));
    }
  }
}
