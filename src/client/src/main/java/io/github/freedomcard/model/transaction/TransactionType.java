package io.github.freedomcard.model.transaction;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.github.freedomcard.model.OpenEnum;

/**
 * The direction of a transaction, as the card sees it.
 *
 * <p>Inferred: the overview describes debiting and funding; the values on the wire are not
 * documented.
 */
public final class TransactionType extends OpenEnum {

  /** Money leaves the card. */
  public static final TransactionType DEBIT = of("debit");

  /** Money comes to the card. */
  public static final TransactionType CREDIT = of("credit");

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private TransactionType(Object value) {
    super(value);
  }

  /** The direction written as {@code value}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static TransactionType of(String value) {
    return new TransactionType(value);
  }
}
