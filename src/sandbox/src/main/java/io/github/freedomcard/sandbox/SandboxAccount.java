package io.github.freedomcard.sandbox;

import java.math.BigDecimal;
import java.util.Locale;

/** The money of a card in one currency. */
final class SandboxAccount {

  static final String NATIONAL_CURRENCY = "KZT";

  final String iban;
  final String currency;

  /** The booked balance; includes the held amount. */
  BigDecimal balance = BigDecimal.ZERO;

  BigDecimal held = BigDecimal.ZERO;

  /** Sum of all amounts booked out of the account. */
  BigDecimal debits = BigDecimal.ZERO;

  /** Sum of all amounts booked into the account. */
  BigDecimal credits = BigDecimal.ZERO;

  /** Creates an empty account; its IBAN has invalid check digits, so no bank uses it. */
  SandboxAccount(long number, String currency) {
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
