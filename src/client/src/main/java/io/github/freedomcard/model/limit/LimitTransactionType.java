package io.github.freedomcard.model.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.freedomcard.model.OpenEnum;

/**
 * The kind of transaction that a limit is for.
 *
 * <p>Documented: Card API, "Set limits"; the constants are the values that were seen there.
 */
public final class LimitTransactionType extends OpenEnum {

  /** Payments. */
  public static final LimitTransactionType PAY = of("pay");

  /** Withdrawals. */
  public static final LimitTransactionType WITHDRAWAL = of("withdrawal");

  /** Payments online without 3-D Secure. */
  public static final LimitTransactionType PAY_ONLINE_NON3DS = of("pay_online_non3ds");

  /** Withdrawals from cash machines. */
  public static final LimitTransactionType WITHDRAWAL_ATM = of("withdrawal_atm");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private LimitTransactionType(Object value) {
    super(value);
  }

  /** The kind written as {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static LimitTransactionType of(String value) {
    return new LimitTransactionType(value);
  }
}
