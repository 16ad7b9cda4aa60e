package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;
import java.util.Objects;

/**
 * What kind of transaction a limit is for.
 *
 * <p>Open: a value that is not among the constants is kept as it came (documented: Card API, "Set
 * limits"; the constants are the values that were seen there).
 */
public record LimitTransactionType(@JsonValue String value) {

  /** Payments. */
  public static final LimitTransactionType PAY = new LimitTransactionType("pay");

  /** Withdrawals. */
  public static final LimitTransactionType WITHDRAWAL = new LimitTransactionType("withdrawal");

  /** Payments online without 3-D Secure. */
  public static final LimitTransactionType PAY_ONLINE_NON3DS =
      new LimitTransactionType("pay_online_non3ds");

  /** Withdrawals from cash machines. */
  public static final LimitTransactionType WITHDRAWAL_ATM =
      new LimitTransactionType("withdrawal_atm");

  /** Checks that there is a value. */
  public LimitTransactionType {
    Objects.requireNonNull(value, "value");
  }

  /** The kind written as {@code value}. */
  public static LimitTransactionType of(String value) {
    return new LimitTransactionType(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static LimitTransactionType read(Object value) {
    return of(OpenEnumCodes.text(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
