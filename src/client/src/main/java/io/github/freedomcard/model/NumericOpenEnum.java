package io.github.freedomcard.model;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;

/** An {@link OpenEnum} whose codes are JSON numbers; an unknown code may be a text. */
public abstract class NumericOpenEnum extends OpenEnum {

  protected NumericOpenEnum(Object value) {
    super(value);
  }

  @Override
  @JsonValue(false)
  public final String value() {
    return super.value();
  }

  @JsonValue
  Object wireValue() {
    return OpenEnumCodes.wireValue(value());
  }
}
