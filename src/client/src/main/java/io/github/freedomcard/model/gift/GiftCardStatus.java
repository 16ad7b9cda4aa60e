package io.github.freedomcard.model.gift;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;
import java.util.Objects;

/**
 * The state of a gift card, {@code card_status} on the wire.
 *
 * <p>Open: a value that is not among the constants is kept as it came (documented: Card API, gift
 * cards).
 */
public record GiftCardStatus(String value) {

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

  /** Checks that there is a value. */
  public GiftCardStatus {
    Objects.requireNonNull(value, "value");
  }

  /** The status of this number. */
  public static GiftCardStatus of(int value) {
    return new GiftCardStatus(Integer.toString(value));
  }

  /** The status written as {@code value}. */
  public static GiftCardStatus of(String value) {
    return new GiftCardStatus(value);
  }

  /** What is sent: a number where the value is one, as the contract says. */
  @JsonValue
  Object wireValue() {
    return OpenEnumCodes.wireValue(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static GiftCardStatus read(Object value) {
    return of(OpenEnumCodes.text(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
