package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.model.RequestBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests the gift card products: "List", inferred. The evidence that it has no fields is partial.
 *
 * @param additionalProperties fields to send that the contract does not name
 */
public record ListGiftCardProductsRequest(
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public ListGiftCardProductsRequest {
    additionalProperties =
        AdditionalProperties.of(ListGiftCardProductsRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with this request's fields. */
  public Builder toBuilder() {
    return new Builder().additionalProperties(additionalProperties);
  }

  public static final class Builder extends RequestBuilder<ListGiftCardProductsRequest, Builder> {
    private Builder() {
      super(b -> new ListGiftCardProductsRequest(b.additionalProperties()));
    }
  }
}
