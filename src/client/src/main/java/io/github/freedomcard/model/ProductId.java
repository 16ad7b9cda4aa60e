package io.github.freedomcard.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;
import java.util.Objects;

/**
 * A card product, {@code product_id} on the wire.
 *
 * <p>Open: a value that is not among the constants is kept as it came (documented: Card API,
 * "Dictionaries").
 */
public record ProductId(String value) {

  /** Freedom Wallet Card, 1000. */
  public static final ProductId FREEDOM_WALLET_CARD = of(1000);

  /** Instant Card, 2000. */
  public static final ProductId INSTANT_CARD = of(2000);

  /** Electron Card, 3000. */
  public static final ProductId ELECTRON_CARD = of(3000);

  /** Checks that there is a value. */
  public ProductId {
    Objects.requireNonNull(value, "value");
  }

  /** The product of this number. */
  public static ProductId of(int value) {
    return new ProductId(Integer.toString(value));
  }

  /** The product written as {@code value}. */
  public static ProductId of(String value) {
    return new ProductId(value);
  }

  /** What is sent: a number where the value is one, as the contract says. */
  @JsonValue
  Object wireValue() {
    return OpenEnumCodes.wireValue(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static ProductId read(Object value) {
    return of(OpenEnumCodes.text(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
