package io.github.freedomcard.sandbox;

import org.jspecify.annotations.Nullable;

/** A gift card; without a product it is blank, that is, produced in bulk and not yet issued. */
final class SandboxGiftCard {

  static final long FIRST_ID = 100_001;

  static final int STATUS_UNKNOWN = 0;
  static final int STATUS_ISSUED = 1;
  static final int STATUS_ACTIVATED = 2;

  final long id;
  int status = STATUS_UNKNOWN;
  @Nullable GiftProduct product;

  /** The one-time code of the buyer; null before issue and after activation. */
  @Nullable String otp;

  SandboxGiftCard(long id) {
    this.id = id;
  }

  /** Activates the card, which no longer waits for a code. */
  void activate() {
    status = STATUS_ACTIVATED;
    otp = null;
  }
}
