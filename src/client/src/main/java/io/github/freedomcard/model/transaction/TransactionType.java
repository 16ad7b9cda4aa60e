package io.github.freedomcard.model.transaction;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.freedomcard.internal.util.OpenEnumCodes;
import java.util.Objects;

/**
 * The direction of a transaction, as the card sees it.
 *
 * <p>Open: a value that is not among the constants is kept as it came (inferred: the overview
 * speaks of debiting and funding, and the words on the wire were not seen).
 */
public record TransactionType(@JsonValue String value) {

  /** Money leaves the card. */
  public static final TransactionType DEBIT = new TransactionType("debit");

  /** Money comes to the card. */
  public static final TransactionType CREDIT = new TransactionType("credit");

  /** Checks that there is a value. */
  public TransactionType {
    Objects.requireNonNull(value, "value");
  }

  /** The direction written as {@code value}. */
  public static TransactionType of(String value) {
    return new TransactionType(value);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  private static TransactionType read(Object value) {
    return of(OpenEnumCodes.text(value));
  }

  @Override
  public String toString() {
    return value;
  }
}
