package io.github.freedomcard.sandbox;

import java.math.BigDecimal;
import java.util.Locale;

/** The money of a card in one currency. */
final class Account {

  static final String NATIONAL_CURRENCY = "KZT";

  final String iban;
  final String currency;

  /** What is booked; what is held is still part of it. */
  BigDecimal balance = BigDecimal.ZERO;

  BigDecimal held = BigDecimal.ZERO;

  /** All that was ever booked out of the account. */
  BigDecimal debits = BigDecimal.ZERO;

  /** All that was ever booked into the account. */
  BigDecimal credits = BigDecimal.ZERO;

  /** An empty account; its IBAN has check digits that no bank gives. */
  Account(long number, String currency) {
    this.iban = String.format(Locale.ROOT, "KZ00999%013d", number);
    this.currency = currency;
  }

  BigDecimal available() {
    return balance.subtract(held);
  }

  void hold(BigDecimal amount) {
    held = held.add(amount);
  }

  void release(BigDecimal amount) {
    held = held.subtract(amount);
  }

  void debit(BigDecimal amount) {
    balance = balance.subtract(amount);
    debits = debits.add(amount);
  }

  void credit(BigDecimal amount) {
    balance = balance.add(amount);
    credits = credits.add(amount);
  }
}
