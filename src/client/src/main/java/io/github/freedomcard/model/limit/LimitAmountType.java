package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.freedomcard.model.OpenEnum;

/**
 * The meaning of an amount of a limit.
 *
 * <p>Documented: Card API, "Set limits"; the constant is the value that was seen there.
 */
public final class LimitAmountType extends OpenEnum {

  /** The most that is allowed. */
  public static final LimitAmountType MAX = of("max");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private LimitAmountType(Object value) {
    super(value);
  }

  /** The type written as {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static LimitAmountType of(String value) {
    return new LimitAmountType(value);
  }
}
