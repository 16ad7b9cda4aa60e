package io.github.freedomcard.model.client;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.freedomcard.model.NumericOpenEnum;

/**
 * The legal form of a client, {@code client.type} on the wire (documented: Card API,
 * "Dictionaries").
 */
public final class ClientType extends NumericOpenEnum {

  /** An individual, 1. */
  public static final ClientType INDIVIDUAL = of(1);

  /** A legal entity, 2. */
  public static final ClientType LEGAL_ENTITY = of(2);

  /** An individual entrepreneur, 3. */
  public static final ClientType INDIVIDUAL_ENTREPRENEUR = of(3);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private ClientType(Object value) {
    super(value);
  }

  /** The type of this number. */
  public static ClientType of(int value) {
    return new ClientType(value);
  }

  /** The type written as {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static ClientType of(String value) {
    return new ClientType(value);
  }
}
