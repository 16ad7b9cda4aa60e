package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the gift card products: "List", inferred; that it has no fields was read in part.
 *
 * <p>Immutable and safe to share between threads.
 *
 * @param additionalProperties fields to send that the contract does not name
 */
public record ListGiftCardProductsRequest(
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  /**
   * Checks the fields.
   *
   * @throws IllegalArgumentException if an additional property has the name of a declared one
   */
  public ListGiftCardProductsRequest {
    additionalProperties =
        AdditionalProperties.of(ListGiftCardProductsRequest.class, additionalProperties);
  }

  /** Starts a request. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder with all of this request. */
  public Builder toBuilder() {
    return new Builder().additionalProperties(additionalProperties);
  }

  /** Takes what is optional; for use by one thread. */
  public static final class Builder {

    private Map<String, @Nullable Object> additionalProperties = Map.of();

    private Builder() {}

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
    public ListGiftCardProductsRequest build() {
      return new ListGiftCardProductsRequest(additionalProperties);
    }
  }
}
