package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.freedomcard.model.NumericOpenEnum;

/**
 * The {@code status} of a gift card response: whether the call succeeded, and if not, why
 * (documented: Card API, gift cards).
 */
public final class GiftStatus extends NumericOpenEnum {

  /** The call succeeded, 0. */
  public static final GiftStatus SUCCESS = of(0);

  /** A general error, -1; the call may have had an effect. */
  public static final GiftStatus GENERAL_ERROR = of(-1);

  /** The cardholder's name is missing or wrong, -2. */
  public static final GiftStatus NAME_WRONG = of(-2);

  /** The phone is missing or wrong, -3. */
  public static final GiftStatus PHONE_WRONG = of(-3);

  /** There is no product of this code, -4. */
  public static final GiftStatus PRODUCT_NOT_FOUND = of(-4);

  /** An error at the bank while issuing, -5; the card may have been issued. */
  public static final GiftStatus ISSUE_FAILED = of(-5);

  /** The partner's account has not enough funds, -6. */
  public static final GiftStatus NOT_ENOUGH_FUNDS = of(-6);

  /** The card id is wrong or not found, -7. */
  public static final GiftStatus CARD_NOT_FOUND = of(-7);

  /** The one-time password is wrong, -8. */
  public static final GiftStatus OTP_WRONG = of(-8);

  /** The activation failed at the bank, -9; the card may have been activated. */
  public static final GiftStatus ACTIVATION_FAILED = of(-9);

  /** The card is activated already, -10. */
  public static final GiftStatus ALREADY_ACTIVATED = of(-10);

  /** The partner has no access to the product or the card, -11. */
  public static final GiftStatus NO_ACCESS = of(-11);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private GiftStatus(Object value) {
    super(value);
  }

  /** The status of this number. */
  public static GiftStatus of(int value) {
    return new GiftStatus(value);
  }

  /** The status written as {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static GiftStatus of(String value) {
    return new GiftStatus(value);
  }
}
