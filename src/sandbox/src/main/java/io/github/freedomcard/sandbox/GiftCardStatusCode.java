package io.github.freedomcard.sandbox;

/** Status codes of the gift card operations (documented). */
final class GiftCardStatusCode {

  static final int SUCCESS = 0;
  static final int GENERAL_ERROR = -1;
  static final int NAME_WRONG = -2;
  static final int PHONE_WRONG = -3;
  static final int PRODUCT_NOT_FOUND = -4;
  static final int NOT_ENOUGH_FUNDS = -6;
  static final int CARD_NOT_FOUND = -7;
  static final int OTP_WRONG = -8;
  static final int ALREADY_ACTIVATED = -10;

  private GiftCardStatusCode() {}
}
