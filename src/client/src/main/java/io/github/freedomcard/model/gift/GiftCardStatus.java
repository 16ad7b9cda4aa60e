package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.freedomcard.model.NumericOpenEnum;

/** The state of a gift card, {@code card_status} on the wire (documented: Card API, gift cards). */
public final class GiftCardStatus extends NumericOpenEnum {

  /** The state is not known to the server, 0. */
  public static final GiftCardStatus UNKNOWN = of(0);

  /** Issued, and inactive until the buyer confirms the code from the SMS, 1. */
  public static final GiftCardStatus ISSUED = of(1);

  /** Activated, 2. */
  public static final GiftCardStatus ACTIVATED = of(2);

  /** Cancelled, 3. */
  public static final GiftCardStatus CANCELLED = of(3);

  /** Blocked, 4. */
  public static final GiftCardStatus BLOCKED = of(4);

  /** Expired, 5. */
  public static final GiftCardStatus EXPIRED = of(5);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private GiftCardStatus(Object value) {
    super(value);
  }

  /** The status of this number. */
  public static GiftCardStatus of(int value) {
    return new GiftCardStatus(value);
  }

  /** The status written as {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static GiftCardStatus of(String value) {
    return new GiftCardStatus(value);
  }
}
