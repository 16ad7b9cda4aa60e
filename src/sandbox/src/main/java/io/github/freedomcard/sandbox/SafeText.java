package io.github.freedomcard.sandbox;

import java.util.regex.Pattern;

/**
 * Decides which parts of a request may be shown: each may contain the number of a card or a phone.
 */
final class SafeText {

  static final String HIDDEN = "(not shown)";

  private static final int MAX_PLAIN_LENGTH = 64;

  /**
   * Eight digits, or ten with separators, as numbers of cards and phones are written. Possessive:
   * otherwise a long number takes a deep stack.
   */
  private static final Pattern LONG_NUMBER =
      Pattern.compile(
          "(?:\\d|%3\\d)(?:(?:\\d|%3\\d){7,}+|(?:(?:[ ._-]|%20|%2[de])?(?:\\d|%3\\d)){9,}+)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern PRINTABLE = Pattern.compile("[ -~]*");

  /** A name may be anything; digits alone may be the number of a phone or a card. */
  private static final Pattern NAME = Pattern.compile("(?![0-9_]+$)[A-Za-z0-9_]{1,40}");

  private SafeText() {}

  static boolean hasLongNumber(String text) {
    return LONG_NUMBER.matcher(text).find();
  }

  static String withoutLongNumbers(String text) {
    return LONG_NUMBER.matcher(text).replaceAll("#");
  }

  /** Returns whether it is short, printable and without a long number. */
  static boolean isPlain(String text) {
    return text.length() <= MAX_PLAIN_LENGTH
        && PRINTABLE.matcher(text).matches()
        && !hasLongNumber(text);
  }

  /** Returns whether it looks like the name of a field. */
  static boolean isName(String text) {
    return NAME.matcher(text).matches() && !hasLongNumber(text);
  }
}
