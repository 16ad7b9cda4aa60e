package io.github.freedomcard.model.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.freedomcard.model.NumericOpenEnum;

/**
 * Whether a client is a resident of the country, {@code client.resident} on the wire (documented:
 * Card API, "Dictionaries").
 */
public final class Residency extends NumericOpenEnum {

  /** A resident, 1. */
  public static final Residency RESIDENT = of(1);

  /** A non-resident, 2. */
  public static final Residency NON_RESIDENT = of(2);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private Residency(Object value) {
    super(value);
  }

  /** The residency of this number. */
  public static Residency of(int value) {
    return new Residency(value);
  }

  /** The residency written as {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Residency of(String value) {
    return new Residency(value);
  }
}
