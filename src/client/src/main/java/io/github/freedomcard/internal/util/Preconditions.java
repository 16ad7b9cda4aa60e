package io.github.freedomcard.internal.util;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks of what a caller passes in. Each names the field and the rule, and the value where it can
 * be neither a secret nor person data.
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

  /** The id as it is, or a random one. */
  public static UUID orRandom(@Nullable UUID requestId) {
    return requestId == null ? UUID.randomUUID() : requestId;
  }

  /** Text that is there and not blank; the value is not shown, so it may be sensitive. */
  public static String text(String field, String value) {
    if (requireNonNull(value, field).isBlank()) {
      throw new IllegalArgumentException(field + ": blank");
    }
    return value;
  }

  /** As {@link #text}, for a field that may be left out. */
  public static @Nullable String optionalText(String field, @Nullable String value) {
    return value == null ? null : text(field, value);
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

  /** A span of time that is positive and that a clock of nanoseconds can hold. */
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

  /** A currency, alpha-3. */
  public static String currency(String field, String value) {
    return threeCapitals(field, value);
  }

  /** A country, alpha-3. */
  public static String country(String field, String value) {
    return threeCapitals(field, value);
  }

  /** A language, alpha-2. */
  public static String language(String field, String value) {
    if (!TWO_SMALL.matcher(requireNonNull(value, field)).matches()) {
      throw new IllegalArgumentException(field + ": not two small letters: " + value);
    }
    return value;
  }

  /** An e-mail address, held to what every one has: something, an @, something; not shown. */
  public static String email(String field, String value) {
    if (!EMAIL.matcher(requireNonNull(value, field)).matches()) {
      throw new IllegalArgumentException(field + ": not name@host");
    }
    return value;
  }

  /**
   * A name in Latin letters, not shown. Letters with diacritics are Latin; spaces, hyphens,
   * apostrophes and dots may stand between letters.
   */
  public static String latin(String field, String value) {
    if (!LATIN.matcher(text(field, value)).matches()) {
      throw new IllegalArgumentException(field + ": not in Latin letters");
    }
    return value;
  }

  /** A moment as the API writes it: to the second, with an offset of whole minutes. */
  public static OffsetDateTime moment(String field, OffsetDateTime value) {
    if (requireNonNull(value, field).getOffset().getTotalSeconds() % 60 != 0) {
      throw new IllegalArgumentException(field + ": offset has seconds: " + value);
    }
    return value.withNano(0);
  }

  /** Refuses a span that ends before it starts; either end may be open. */
  public static void span(
      String startField,
      @Nullable OffsetDateTime start,
      String endField,
      @Nullable OffsetDateTime end) {
    if (start != null && end != null && start.isAfter(end)) {
      throw new IllegalArgumentException(
          startField + " > " + endField + ": " + start + " > " + end);
    }
  }

  /** A copy of an answer's list: empty if it is missing, and without the nulls that it may hold. */
  public static <T> List<T> list(@Nullable List<? extends @Nullable T> values) {
    List<T> copy = new ArrayList<>();
    if (values != null) {
      for (T value : values) {
        if (value != null) {
          copy.add(value);
        }
      }
    }
    return Collections.unmodifiableList(copy);
  }

  /** A copy of a caller's list; a null in it is refused, not dropped. */
  public static <T> List<T> noNulls(String field, List<T> values) {
    List<T> copy = new ArrayList<>(requireNonNull(values, field));
    copy.forEach(value -> requireNonNull(value, field));
    return Collections.unmodifiableList(copy);
  }

  /** A path that is signed exactly as it is sent: no query, no escapes, no dot segments. */
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

  /** An amount that can be written in plain digits; no currency needs as many. */
  private static BigDecimal plain(String field, BigDecimal value) {
    if (requireNonNull(value, field).precision() > MAX_DIGITS
        || Math.abs((long) value.scale()) > MAX_DIGITS) {
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
