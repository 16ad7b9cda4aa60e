package io.github.freedomcard.sandbox;

import org.jspecify.annotations.Nullable;

/** A gift card; without a product it is one that was made in bulk and not yet issued. */
final class GiftCard {

  static final long FIRST_ID = 100_001;

  static final int STATUS_UNKNOWN = 0;
  static final int STATUS_ISSUED = 1;
  static final int STATUS_ACTIVATED = 2;

  final long id;
  int status = STATUS_UNKNOWN;
  @Nullable GiftProduct product;

  /** The code that the buyer was sent; null before issue and after activation. */
  @Nullable String otp;

  GiftCard(long id) {
    this.id = id;
  }

  /** It waits for no code any more. */
  void activate() {
    status = STATUS_ACTIVATED;
    otp = null;
  }
}
