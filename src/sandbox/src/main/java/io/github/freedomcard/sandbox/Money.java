package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** An amount in a currency, as given by a test. */
record Money(BigDecimal amount, String currency) {

  private static final Pattern THREE_CAPITALS = Pattern.compile("[A-Z]{3}");
  private static final int MAX_DIGITS = 100;

  /** The rule that {@link #hasTooManyDigits} states. */
  static final String TOO_MANY_DIGITS = "more than " + MAX_DIGITS + " digits";

  static Money notNegative(String amount, String currency) {
    BigDecimal value = read(amount);
    if (value.signum() < 0) {
      throw new IllegalArgumentException("amount < 0: " + amount);
    }
    return new Money(value, checked(currency));
  }

  static Money positive(String amount, String currency) {
    BigDecimal value = read(amount);
    if (value.signum() <= 0) {
      throw new IllegalArgumentException("amount <= 0: " + amount);
    }
    return new Money(value, checked(currency));
  }

  private static BigDecimal read(String amount) {
    BigDecimal value;
    try {
      value = new BigDecimal(requireNonNull(amount, "amount"));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("amount: not a number: " + amount, e);
    }
    if (hasTooManyDigits(value)) {
      throw new IllegalArgumentException("amount: " + TOO_MANY_DIGITS);
    }
    return value;
  }

  /** Returns whether it exceeds the library's own limit. Written plainly, it may be gigabytes. */
  static boolean hasTooManyDigits(BigDecimal value) {
    return value.precision() > MAX_DIGITS || Math.abs((long) value.scale()) > MAX_DIGITS;
  }

  private static String checked(String currency) {
    if (!THREE_CAPITALS.matcher(requireNonNull(currency, "currency")).matches()) {
      throw new IllegalArgumentException("currency: not three capital letters: " + currency);
    }
    return currency;
  }

  boolean is(BigDecimal otherAmount) {
    return amount.compareTo(otherAmount) == 0;
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
