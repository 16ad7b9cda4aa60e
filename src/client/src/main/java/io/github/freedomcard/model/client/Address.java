package io.github.freedomcard.model.client;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.RequestBuilder;
import io.github.freedomcard.model.Sensitive;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An address of a client: {@code address1} and {@code address2} of "Create client", documented.
 *
 * @param country the country, alpha-3, such as {@code KAZ}
 * @param postalCode the postal code
 * @param addressLine1 the city
 * @param addressLine2 the street
 * @param addressLine3 the building
 * @param additionalProperties fields to send that the contract does not name
 */
public record Address(
    @Nullable String country,
    @Nullable Sensitive<String> postalCode,
    @Nullable Sensitive<String> addressLine1,
    @Nullable Sensitive<String> addressLine2,
    @Nullable Sensitive<String> addressLine3,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public Address {
    Preconditions.optional("country", country, Preconditions::country);
    Preconditions.optional("postalCode", postalCode, (f, v) -> Preconditions.text(f, v.value()));
    Preconditions.optional(
        "addressLine1", addressLine1, (f, v) -> Preconditions.text(f, v.value()));
    Preconditions.optional(
        "addressLine2", addressLine2, (f, v) -> Preconditions.text(f, v.value()));
    Preconditions.optional(
        "addressLine3", addressLine3, (f, v) -> Preconditions.text(f, v.value()));
    additionalProperties = AdditionalProperties.of(Address.class, additionalProperties);
  }

  /** Starts an address. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder with this address's fields. */
  public Builder toBuilder() {
    Builder builder = new Builder().additionalProperties(additionalProperties);
    builder.country = country;
    builder.postalCode = postalCode;
    builder.addressLine1 = addressLine1;
    builder.addressLine2 = addressLine2;
    builder.addressLine3 = addressLine3;
    return builder;
  }

  public static final class Builder extends RequestBuilder<Address, Builder> {
    private @Nullable String country;
    private @Nullable Sensitive<String> postalCode;
    private @Nullable Sensitive<String> addressLine1;
    private @Nullable Sensitive<String> addressLine2;
    private @Nullable Sensitive<String> addressLine3;

    private Builder() {
      super(
          b ->
              new Address(
                  b.country,
                  b.postalCode,
                  b.addressLine1,
                  b.addressLine2,
                  b.addressLine3,
                  b.additionalProperties()));
    }

    /** Sets the country, alpha-3, such as {@code KAZ}. */
    public Builder country(@Nullable String country) {
      this.country = country;
      return this;
    }

    /** Sets the postal code. */
    public Builder postalCode(@Nullable String postalCode) {
      this.postalCode = Sensitive.ofNullable(postalCode);
      return this;
    }

    /** Sets the city. */
    public Builder addressLine1(@Nullable String addressLine1) {
      this.addressLine1 = Sensitive.ofNullable(addressLine1);
      return this;
    }

    /** Sets the street. */
    public Builder addressLine2(@Nullable String addressLine2) {
      this.addressLine2 = Sensitive.ofNullable(addressLine2);
      return this;
    }

    /** Sets the building. */
    public Builder addressLine3(@Nullable String addressLine3) {
      this.addressLine3 = Sensitive.ofNullable(addressLine3);
      return this;
    }
  }
}
