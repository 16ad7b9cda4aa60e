package io.github.freedomcard.sandbox;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Locale;

/** Number, CVV and expiry date of a card; the number starts with 9999, which no bank uses. */
final class CardSecrets {

  private static final SecureRandom RANDOM = new SecureRandom();

  final String pan;
  final String cvv;
  final LocalDate expiry;

  private CardSecrets(String pan, String cvv, LocalDate expiry) {
    this.pan = pan;
    this.cvv = cvv;
    this.expiry = expiry;
  }

  static CardSecrets make(long number, LocalDate expiry) {
    return new CardSecrets(
        String.format(Locale.ROOT, "9999%012d", number),
        String.format(Locale.ROOT, "%03d", RANDOM.nextInt(1000)),
        expiry);
  }

  /** Returns the first six and the last four digits of the number. */
  String mask() {
    return pan.substring(0, 6) + "******" + pan.substring(12);
  }
}
