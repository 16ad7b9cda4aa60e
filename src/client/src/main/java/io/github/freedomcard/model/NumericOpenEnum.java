package io.github.freedomcard.model;

import io.github.freedomcard.internal.util.OpenEnumCodes;

/** An {@link OpenEnum} whose codes are JSON numbers; an unknown code may be a text. */
public abstract class NumericOpenEnum extends OpenEnum {

  /** For the codes of this library. */
  protected NumericOpenEnum(Object value) {
    super(value);
  }

  @Override
  Object wireValue() {
    return OpenEnumCodes.wireValue(value());
  }
}
