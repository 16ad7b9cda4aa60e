package io.github.freedomcard.model.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;
import java.util.Objects;

/**
 * The legal form of a client, {@code client.type} on the wire.
 *
 * <p>Open: a value that is not among the constants is kept as it came (documented: Card API,
 * "Dictionaries").
 */
public record ClientType(String value) {

  /** An individual, 1. */
  public static final ClientType INDIVIDUAL = of(1);

  /** A legal entity, 2. */
  public static final ClientType LEGAL_ENTITY = of(2);

  /** An individual entrepreneur, 3. */
  public static final ClientType INDIVIDUAL_ENTREPRENEUR = of(3);

  /** Checks that there is a value. */
  public ClientType {
    Objects.requireNonNull(value, "value");
  }

  /** The type of this number. */
  public static ClientType of(int value) {
    return new ClientType(Integer.toString(value));
  }

  /** The type written as {@code value}. */
  public static ClientType of(String value) {
    return new ClientType(value);
  }

  /** What is sent: a number where the value is one, as the contract says. */
  @JsonValue
  Object wireValue() {
    return OpenEnumCodes.wireValue(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static ClientType read(Object value) {
    return of(OpenEnumCodes.text(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
