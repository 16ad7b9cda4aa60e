package io.github.freedomcard.model.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;
import java.util.Objects;

/**
 * Whether a client is a resident of the country, {@code client.resident} on the wire.
 *
 * <p>Open: a value that is not among the constants is kept as it came (documented: Card API,
 * "Dictionaries").
 */
public record Residency(String value) {

  /** A resident, 1. */
  public static final Residency RESIDENT = of(1);

  /** A non-resident, 2. */
  public static final Residency NON_RESIDENT = of(2);

  /** Checks that there is a value. */
  public Residency {
    Objects.requireNonNull(value, "value");
  }

  /** The residency of this number. */
  public static Residency of(int value) {
    return new Residency(Integer.toString(value));
  }

  /** The residency written as {@code value}. */
  public static Residency of(String value) {
    return new Residency(value);
  }

  /** What is sent: a number where the value is one, as the contract says. */
  @JsonValue
  Object wireValue() {
    return OpenEnumCodes.wireValue(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static Residency read(Object value) {
    return of(OpenEnumCodes.text(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
