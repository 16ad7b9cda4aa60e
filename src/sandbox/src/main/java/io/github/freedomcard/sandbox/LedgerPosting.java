package io.github.freedomcard.sandbox;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a command did to a card, as its handler notes it for the ledger. */
final class LedgerPosting {

  @Nullable String cardId;
  @Nullable String currency;
  BigDecimal charged = BigDecimal.ZERO;
  BigDecimal refunded = BigDecimal.ZERO;
  BigDecimal funded = BigDecimal.ZERO;
}
