package io.github.freedomcard.internal.rule;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Checks of what a caller passes in. Each names the field and the rule, and the value where it can
 * be neither a secret nor person data.
 */
public final class Rules {

  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");
  private static final Pattern DOTS = Pattern.compile("\\.+");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

  private Rules() {}

  /** The id as it is, or a fresh one. */
  public static UUID orFresh(@Nullable UUID requestId) {
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
    if (requireNonNull(value, field).signum() <= 0) {
      throw new IllegalArgumentException(field + " <= 0: " + value.toPlainString());
    }
    return value;
  }

  public static int positive(String field, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(field + " <= 0: " + value);
    }
    return value;
  }

  public static String currency(String field, String value) {
    if (!CURRENCY.matcher(requireNonNull(value, field)).matches()) {
      throw new IllegalArgumentException(field + ": not three capital letters: " + value);
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
}
