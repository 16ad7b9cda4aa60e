package io.github.freedomcard.internal.util;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads and writes the codes of the API's dictionaries. */
public final class OpenEnumCodes {

  private static final Pattern INTEGER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

  private OpenEnumCodes() {}

  /**
   * Returns the text of a code that was read as a string or a number.
   *
   * @throws IllegalArgumentException if it was read as an object or an array, or as a number of too
   *     many digits
   */
  public static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return Preconditions.plain("code", number).toPlainString();
    }
    if (value instanceof Map || value instanceof Collection) {
      throw new IllegalArgumentException("no code");
    }
    return value.toString();
  }

  /** Returns the code as a number if it is one, else as text. */
  public static Object wireValue(String code) {
    return INTEGER.matcher(code).matches() ? (Object) Long.valueOf(code) : code;
  }
}
