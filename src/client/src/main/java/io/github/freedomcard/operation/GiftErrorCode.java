package io.github.freedomcard.operation;

import org.jspecify.annotations.Nullable;

/** The error codes of the gift card family (documented: Card API, gift cards). */
enum GiftErrorCode {
  GENERAL_ERROR(-1, false),
  NAME_WRONG(-2, true),
  PHONE_WRONG(-3, true),
  PRODUCT_NOT_FOUND(-4, true),
  ISSUE_FAILED(-5, false),
  NOT_ENOUGH_FUNDS(-6, true),
  CARD_NOT_FOUND(-7, true),
  OTP_WRONG(-8, true),
  ACTIVATION_FAILED(-9, false),
  ALREADY_ACTIVATED(-10, true),
  NO_ACCESS(-11, true);

  private final int code;
  private final boolean certainlyWithoutEffect;

  GiftErrorCode(int code, boolean certainlyWithoutEffect) {
    this.code = code;
    this.certainlyWithoutEffect = certainlyWithoutEffect;
  }

  /** The code of this number; null if it is not listed. */
  static @Nullable GiftErrorCode of(int code) {
    for (GiftErrorCode each : values()) {
      if (each.code == code) {
        return each;
      }
    }
    return null;
  }

  /** Whether the error excludes that the command took effect. */
  boolean isKnownNotProcessed() {
    return certainlyWithoutEffect;
  }
}
