package io.github.freedomcard.internal.util;

import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** The text of values for logs: free text is masked, and no text of others forges a line. */
public final class Printed {

  /** Components with free text, which may name persons. */
  private static final Set<String> FREE_TEXT = Set.of("description", "errorDescription");

  private static final Pattern PLAIN_CODE = Pattern.compile("[A-Za-z0-9_.-]{1,32}");

  /** A card number has at least twelve digits, however they are separated. */
  private static final Pattern CARD_NUMBER = Pattern.compile("(?:[0-9][_.-]*+){12}");

  private Printed() {}

  /** Whether an error code can be printed; anything else may be free text of the vendor's. */
  public static boolean isPlainCode(String code) {
    return PLAIN_CODE.matcher(code).matches() && !CARD_NUMBER.matcher(code).find();
  }

  /** Returns the text of a record as the language defines it, but fit for a log. */
  public static String of(Record record) {
    Class<?> type = record.getClass();
    StringJoiner text = new StringJoiner(", ", type.getSimpleName() + "[", "]");
    for (RecordComponent component : type.getRecordComponents()) {
      text.add(component.getName() + "=" + text(component, record));
    }
    return text.toString();
  }

  private static String text(RecordComponent component, Record record) {
    try {
      Object value = component.getAccessor().invoke(record);
      if (value != null && FREE_TEXT.contains(component.getName())) {
        return "***";
      }
      return value instanceof String text ? of(text) : String.valueOf(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the text with its control and format characters escaped. */
  public static String of(String text) {
    if (text.codePoints().noneMatch(Printed::isEscaped)) {
      return text;
    }
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            each -> {
              if (isEscaped(each)) {
                escaped.append(String.format("\\u%04x", each));
              } else {
                escaped.appendCodePoint(each);
              }
            });
    return escaped.toString();
  }

  private static boolean isEscaped(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
