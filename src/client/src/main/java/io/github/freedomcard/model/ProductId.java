package io.github.freedomcard.model;

import com.fasterxml.jackson.annotation.JsonCreator;

/** A card product, {@code product_id} on the wire (documented: Card API, "Dictionaries"). */
public final class ProductId extends NumericOpenEnum {

  /** Freedom Wallet Card, 1000. */
  public static final ProductId FREEDOM_WALLET_CARD = of(1000);

  /** Instant Card, 2000. */
  public static final ProductId INSTANT_CARD = of(2000);

  /** Electron Card, 3000. */
  public static final ProductId ELECTRON_CARD = of(3000);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private ProductId(Object value) {
    super(value);
  }

  /** The product of this number. */
  public static ProductId of(int value) {
    return new ProductId(value);
  }

  /** The product written as {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ProductId of(String value) {
    return new ProductId(value);
  }
}
