package io.github.freedomcard.fuzz;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** JSON values of any size, to find parsing costs that grow faster than the length. */
@SuppressWarnings("ImmutableEnumChecker") // functions without state
enum JsonShape {
  SPACES(size -> " ".repeat(size) + "1"),
  DEEP_LISTS(size -> nested("[", "1", "]", size / 2)),
  DEEP_OBJECTS(size -> nested("{\"a\":", "1", "}", size / 6)),
  NEARLY_TOO_DEEP(size -> listOf(nested("[", "1", "]", 60), size)),
  EMPTY_LISTS(size -> listOf("[]", size)),
  EMPTY_OBJECTS(size -> listOf("{}", size)),
  SMALL_OBJECTS(size -> listOf("{\"a\":1}", size)),
  NULLS(size -> listOf("null", size)),
  DIGITS(size -> listOf("7", size)),
  HUGE_NUMBERS(size -> listOf("1e999999999", size)),
  TINY_NUMBERS(size -> listOf("-1e-999999999", size)),
  LONG_NUMBERS(size -> listOf("9".repeat(100), size)),
  LONG_FRACTIONS(size -> listOf("0." + "3".repeat(100), size)),
  TOO_LONG_NUMBER(size -> "9".repeat(size)),
  TOO_LONG_FRACTION(size -> "1." + "3".repeat(size)),
  LONG_TEXT(size -> '"' + "x".repeat(size) + '"'),
  LONG_NUMBER_AS_TEXT(size -> '"' + "9".repeat(size) + '"'),
  LONG_BLANK_TEXT(size -> '"' + " ".repeat(size) + '"'),
  ESCAPED_TEXT(size -> '"' + "\\u0041".repeat(size / 6) + '"'),
  SHORT_TEXTS(size -> listOf("\"\"", size)),
  LONG_NAME(size -> "{\"" + "n".repeat(size) + "\":1}"),
  MANY_NAMES(size -> objectOf(size, index -> "n" + index)),
  SAME_NAMES(size -> objectOf(size, index -> "n")),
  COLLIDING_NAMES(size -> objectOf(size, JsonShape::colliding)),
  OPEN_LISTS(size -> "[".repeat(size)),
  OPEN_OBJECTS(size -> "{\"a\":".repeat(size / 5));

  private static final List<JsonShape> ALL = List.of(values());

  private final IntFunction<String> text;

  JsonShape(IntFunction<String> text) {
    this.text = text;
  }

  static JsonShape any(SplittableRandom random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  /** Creates a value of about {@code size} characters. */
  String text(int size) {
    return text.apply(size);
  }

  private static String nested(String open, String core, String close, int depth) {
    return open.repeat(depth) + core + close.repeat(depth);
  }

  private static String listOf(String element, int size) {
    int count = Math.max(1, size / (element.length() + 1));
    return "[" + (element + ",").repeat(count - 1) + element + "]";
  }

  private static String objectOf(int size, IntFunction<String> name) {
    StringBuilder object = new StringBuilder("{");
    for (int i = 0; object.length() < size; i++) {
      object.append(i == 0 ? "\"" : ",\"").append(name.apply(i)).append("\":1");
    }
    return object.append('}').toString();
  }

  /** Creates a distinct name for each index; all names have the same {@code hashCode}. */
  private static String colliding(int index) {
    StringBuilder name = new StringBuilder();
    for (int bit = 0; bit < 20; bit++) {
      name.append((index >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return name.toString();
  }
}
