package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;
import java.util.Objects;

/**
 * What an amount of a limit stands for.
 *
 * <p>Open: a value that is not among the constants is kept as it came (documented: Card API, "Set
 * limits"; the constant is the value that was seen there).
 */
public record LimitAmountType(@JsonValue String value) {

  /** The most that is allowed. */
  public static final LimitAmountType MAX = new LimitAmountType("max");

  /** Checks that there is a value. */
  public LimitAmountType {
    Objects.requireNonNull(value, "value");
  }

  /** The type written as {@code value}. */
  public static LimitAmountType of(String value) {
    return new LimitAmountType(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static LimitAmountType read(Object value) {
    return of(OpenEnumCodes.text(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
