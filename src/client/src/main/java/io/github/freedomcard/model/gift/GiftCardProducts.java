package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.internal.util.Printed;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The gift card products that the partner may issue: the response of "List", partial.
 *
 * @param datetime when the server responded; the server does not name the time zone
 * @param status whether the call succeeded
 * @param productList the products; empty if none
 * @param additionalProperties fields of the response that the contract does not name
 */
public record GiftCardProducts(
    @Nullable LocalDateTime datetime,
    @Nullable GiftStatus status,
    List<GiftCardProduct> productList,
    @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

  public GiftCardProducts {
    productList = Preconditions.list(productList);
    additionalProperties = AdditionalProperties.of(GiftCardProducts.class, additionalProperties);
  }

  /**
   * A gift card product.
   *
   * @param code the code to issue a card of this product with
   * @param name the name
   * @param nameEn the name in English
   * @param currency the currency of the balance, alpha-3
   * @param balance the balance of a card of this product, in a unit that the vendor does not state
   * @param image the location of a picture
   * @param additionalProperties fields that the contract does not name
   */
  public record GiftCardProduct(
      @Nullable Long code,
      @Nullable String name,
      @Nullable String nameEn,
      @Nullable String currency,
      @Nullable BigDecimal balance,
      @Nullable String image,
      @JsonAnySetter @JsonAnyGetter Map<String, @Nullable Object> additionalProperties) {

    public GiftCardProduct {
      additionalProperties = AdditionalProperties.of(GiftCardProduct.class, additionalProperties);
    }

    @Override
    public String toString() {
      return Printed.of(this);
    }
  }
}
