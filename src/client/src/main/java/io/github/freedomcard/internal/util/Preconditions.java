package io.github.freedomcard.internal.util;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks arguments. Each message names the field and the rule, and the value unless it may be a
 * secret or personal data.
 */
public final class Preconditions {

  private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]++)++");
  private static final Pattern DOTS = Pattern.compile("\\.+");
  private static final Pattern TWO_SMALL = Pattern.compile("[a-z]{2}");
  private static final Pattern LATIN =
      Pattern.compile("(?=.*\\p{IsLatin})[\\p{IsLatin}\\p{M} .'\u2019-]+");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private static final int MAX_DIGITS = 100;

  private static final Duration LONGEST = Duration.ofDays(24);

  private Preconditions() {}

  /** Returns the id, or a random one if it is null. */
  public static UUID orRandom(@Nullable UUID requestId) {
    return requestId == null ? UUID.randomUUID() : requestId;
  }

  /** Requires a value that is not null. */
  public static <T> T required(String field, @Nullable T value) {
    return requireNonNull(value, field);
  }

  /** Requires a text that is not blank. The message does not show it, so it may be sensitive. */
  public static String text(String field, String value) {
    if (requireNonNull(value, field).isBlank()) {
      throw new IllegalArgumentException(field + ": blank");
    }
    return value;
  }

  /** Checks a field unless it is null. */
  public static <T> void optional(
      String field, @Nullable T value, BiConsumer<String, T> precondition) {
    if (value != null) {
      precondition.accept(field, value);
    }
  }

  public static BigDecimal positive(String field, BigDecimal value) {
    if (plain(field, value).signum() <= 0) {
      throw new IllegalArgumentException(field + " <= 0: " + value.toPlainString());
    }
    return value;
  }

  public static BigDecimal notNegative(String field, BigDecimal value) {
    if (plain(field, value).signum() < 0) {
      throw new IllegalArgumentException(field + " < 0: " + value.toPlainString());
    }
    return value;
  }

  /** Requires a positive duration that a clock of nanoseconds can hold. */
  public static Duration positive(String field, Duration value) {
    if (requireNonNull(value, field).isNegative() || value.isZero()) {
      throw new IllegalArgumentException(field + " <= 0: " + value);
    }
    if (value.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(field + " > " + LONGEST + ": " + value);
    }
    return value;
  }

  public static int positive(String field, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(field + " <= 0: " + value);
    }
    return value;
  }

  /** Requires a currency code, alpha-3. */
  public static String currency(String field, String value) {
    return threeCapitals(field, value);
  }

  /** Requires a country code, alpha-3. */
  public static String country(String field, String value) {
    return threeCapitals(field, value);
  }

  /** Requires a language code, alpha-2. */
  public static String language(String field, String value) {
    if (!TWO_SMALL.matcher(requireNonNull(value, field)).matches()) {
      throw new IllegalArgumentException(field + ": not two small letters: " + value);
    }
    return value;
  }

  /** Requires text on both sides of an @. The message does not show the address. */
  public static String email(String field, String value) {
    if (!EMAIL.matcher(requireNonNull(value, field)).matches()) {
      throw new IllegalArgumentException(field + ": not name@host");
    }
    return value;
  }

  /**
   * Requires a name in Latin letters, with or without diacritics. Spaces, hyphens, apostrophes and
   * dots are allowed between letters. The message does not show the name.
   */
  public static String latin(String field, String value) {
    if (!LATIN.matcher(text(field, value)).matches()) {
      throw new IllegalArgumentException(field + ": not in Latin letters");
    }
    return value;
  }

  /** Truncates a date-time to seconds and requires an offset of whole minutes, as the API does. */
  public static OffsetDateTime dateTime(String field, OffsetDateTime value) {
    if (requireNonNull(value, field).getOffset().getTotalSeconds() % 60 != 0) {
      throw new IllegalArgumentException(field + ": offset has seconds: " + value);
    }
    return value.withNano(0);
  }

  /** Requires that a range does not end before it starts. Both ends are optional. */
  public static void range(
      String startField,
      @Nullable OffsetDateTime start,
      String endField,
      @Nullable OffsetDateTime end) {
    if (start != null && end != null && start.isAfter(end)) {
      throw new IllegalArgumentException(
          startField + " > " + endField + ": " + start + " > " + end);
    }
  }

  /** Copies a list of a response: without its nulls, and empty if it is missing. */
  public static <T> List<T> list(@Nullable List<? extends @Nullable T> values) {
    if (values == null) {
      return Collections.emptyList();
    }
    List<T> copy = new ArrayList<>();
    for (T value : values) {
      if (value != null) {
        copy.add(value);
      }
    }
    return Collections.unmodifiableList(copy);
  }

  /** Copies a caller's list and requires that it has no nulls. */
  public static <T> List<T> noNulls(String field, List<T> values) {
    List<T> copy = new ArrayList<>(requireNonNull(values, field));
    copy.forEach(value -> requireNonNull(value, field));
    return Collections.unmodifiableList(copy);
  }

  /** Requires a path without query, escapes and dot segments, so that signed and sent are equal. */
  public static String path(String field, String value) {
    boolean plain = PATH.matcher(requireNonNull(value, field)).matches();
    if (plain) {
      for (String segment : value.substring(1).split("/", -1)) {
        plain &= !DOTS.matcher(segment).matches();
      }
    }
    if (!plain) {
      throw new IllegalArgumentException(field + ": not a plain absolute path: " + value);
    }
    return value;
  }

  /** Whether the number, which is written in plain digits, has few enough of them. */
  public static boolean isBounded(BigDecimal value) {
    return Math.abs((long) value.scale()) <= MAX_DIGITS && value.precision() <= MAX_DIGITS;
  }

  /** Requires that a number has few enough digits. */
  public static BigDecimal plain(String field, BigDecimal value) {
    if (!isBounded(requireNonNull(value, field))) {
      throw new IllegalArgumentException(field + ": more than " + MAX_DIGITS + " digits");
    }
    return value;
  }

  private static String threeCapitals(String field, String value) {
    requireNonNull(value, field);
    if (value.length() != 3
        || !isCapital(value.charAt(0))
        || !isCapital(value.charAt(1))
        || !isCapital(value.charAt(2))) {
      throw new IllegalArgumentException(field + ": not three capital letters: " + value);
    }
    return value;
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }
}
