package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;
import java.util.Objects;

/**
 * The period that a limit counts over.
 *
 * <p>Open: a value that is not among the constants is kept as it came (documented: Card API, "Set
 * limits"; the constants are the values that were seen there).
 */
public record LimitPeriod(@JsonValue String value) {

  /** A day. */
  public static final LimitPeriod DAY = new LimitPeriod("day");

  /** A month. */
  public static final LimitPeriod MONTH = new LimitPeriod("month");

  /** Checks that there is a value. */
  public LimitPeriod {
    Objects.requireNonNull(value, "value");
  }

  /** The period written as {@code value}. */
  public static LimitPeriod of(String value) {
    return new LimitPeriod(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static LimitPeriod read(Object value) {
    return of(OpenEnumCodes.text(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
