package io.github.freedomcard.sandbox;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The effect of a command on a card, filled in by its handler for the ledger. */
final class LedgerPosting {

  @Nullable String cardId;
  @Nullable String currency;
  BigDecimal charged = BigDecimal.ZERO;
  BigDecimal refunded = BigDecimal.ZERO;
  BigDecimal credited = BigDecimal.ZERO;
}
