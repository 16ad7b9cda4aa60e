package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.freedomcard.model.OpenEnum;

/**
 * The period that a limit counts over.
 *
 * <p>Documented: Card API, "Set limits"; the constants are the values that were seen there.
 */
public final class LimitPeriod extends OpenEnum {

  /** A day. */
  public static final LimitPeriod DAY = of("day");

  /** A month. */
  public static final LimitPeriod MONTH = of("month");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private LimitPeriod(Object value) {
    super(value);
  }

  /** The period written as {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static LimitPeriod of(String value) {
    return new LimitPeriod(value);
  }
}
