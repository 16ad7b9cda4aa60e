package io.github.freedomcard.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A phone number: digits with the country code, written in any common format, such as {@code +7 701
 * 123-45-67}.
 *
 * <p>On the wire it is the JSON integer {@code 77011234567} (documented: Card API, "Create
 * client"). It is personal data: {@link #toString} is always {@code ***}. Immutable and safe to
 * share between threads.
 */
public final class Phone {

  private static final Pattern WRITTEN = Pattern.compile("[() .\\u00A0-]*+\\+?[0-9() .\\u00A0-]*+");
  private static final Pattern DIGITS = Pattern.compile("[1-9][0-9]{9,14}");

  private final long number;

  private Phone(long number) {
    this.number = number;
  }

  /**
   * Parses {@code phone}; a plus, spaces, dots, hyphens and brackets are ignored.
   *
   * @throws IllegalArgumentException if it has other characters, or not 10 to 15 digits, or starts
   *     with a zero
   */
  public static Phone of(String phone) {
    requireNonNull(phone, "phone");
    String digits = phone.replaceAll("[^0-9]", "");
    if (!WRITTEN.matcher(phone).matches() || digits.length() < 10 || digits.length() > 15) {
      throw new IllegalArgumentException("phone: not 10 to 15 digits");
    }
    if (!DIGITS.matcher(digits).matches()) {
      throw new IllegalArgumentException("phone: starts with 0");
    }
    return new Phone(Long.parseLong(digits));
  }

  /**
   * The number {@code phone}, country code first.
   *
   * @throws IllegalArgumentException if it has not 10 to 15 digits
   */
  public static Phone of(long phone) {
    // A minus would pass for a hyphen.
    return of(phone < 0 ? "" : Long.toString(phone));
  }

  /** Of a JSON number or text; checked here, because Jackson's message would quote it. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static Phone ofJson(Object phone) {
    if (phone instanceof Long || phone instanceof Integer) {
      return of(((Number) phone).longValue());
    }
    return of(phone instanceof String text ? text : "");
  }

  /** All digits, country code first. */
  @JsonValue
  public long number() {
    return number;
  }

  /**
   * The ten digits without the country code 7 (or the trunk prefix 8), as "Cardholder validation"
   * requires.
   *
   * @throws IllegalArgumentException if the number is not one of ten digits behind such a prefix
   */
  public String nationalNumber() {
    String digits = Long.toString(number);
    if (digits.length() == 11 && (digits.startsWith("7") || digits.startsWith("8"))) {
      return digits.substring(1);
    }
    if (digits.length() != 10) {
      throw new IllegalArgumentException("phone: not ten digits after the country code 7");
    }
    return digits;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Phone that && number == that.number;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(number);
  }

  @Override
  public String toString() {
    return "***";
  }
}
