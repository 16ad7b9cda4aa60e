package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRequestBuilder;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sets limits on a card, an account or a client: "Set limits", documented.
 *
 * <pre>{@code
 * LimitAmount most =
 *     LimitAmount.builder().type(LimitAmountType.MAX).value(new BigDecimal("50000")).build();
 * SetLimitsRequest request =
 *     SetLimitsRequest.builder()
 *         .object(LimitObject.builder().type(LimitObjectType.CARD).value(cardId).build())
 *         .limits(List.of(Limit.builder().transactionType(LimitTransactionType.PAY).amount(List.of(most)).build()))
 *         .build();
 * }</pre>
 *
 * @param requestId idempotency key; generated if unset
 * @param object the object of the limits
 * @param limits the limits, at least one, each with its transaction type
 * @param additionalProperties fields to send that the contract does not name
 */
public record SetLimitsRequest(
    UUID requestId,
    LimitObject object,
    List<Limit> limits,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties)
    implements IdempotentRequest {

  public SetLimitsRequest {
    requestId = Preconditions.orRandom(requestId);
    Preconditions.required("object", object);
    limits = Preconditions.noNulls("limits", limits);
    if (limits.isEmpty()) {
      throw new IllegalArgumentException("limits: empty");
    }
    limits.forEach(Limit::check);
    additionalProperties = AdditionalProperties.of(SetLimitsRequest.class, additionalProperties);
  }

  /** Starts a request; required, in this order: {@code object}, {@code limits}. */
  public static ObjectStage builder() {
    return object -> limits -> new Builder(object, Preconditions.noNulls("limits", limits));
  }

  /** Returns a builder with this request's fields, but for its {@code requestId}. */
  public Builder toBuilder() {
    return new Builder(object, limits).additionalProperties(additionalProperties);
  }

  public interface ObjectStage {
    /** Sets the object of the limits. */
    LimitsStage object(LimitObject object);
  }

  public interface LimitsStage {
    /** Sets the limits. */
    Builder limits(List<Limit> limits);
  }

  public static final class Builder extends IdentifiedRequestBuilder<SetLimitsRequest, Builder> {
    private Builder(LimitObject object, List<Limit> limits) {
      super(
          b ->
              new SetLimitsRequest(
                  b.requestId(),
                  object,
                  Preconditions.noNulls("limits", limits),
                  b.additionalProperties()));
    }
  }
}
