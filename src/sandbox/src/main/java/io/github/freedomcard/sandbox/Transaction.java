package io.github.freedomcard.sandbox;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

/** Money that moved, or is about to move, from or to a card. */
final class Transaction {

  final String id;
  final String orderId;
  final String cardId;
  final String type;
  final BigDecimal amount;
  final String currency;
  final OffsetDateTime madeAt;
  final Merchant merchant;

  /** What a debit holds and has neither booked nor given back. */
  BigDecimal held = BigDecimal.ZERO;

  /** What was booked and has not been given back. */
  BigDecimal cleared = BigDecimal.ZERO;

  Transaction(
      String id,
      String orderId,
      String cardId,
      String type,
      BigDecimal amount,
      String currency,
      OffsetDateTime madeAt,
      Merchant merchant) {
    this.id = id;
    this.orderId = orderId;
    this.cardId = cardId;
    this.type = type;
    this.amount = amount;
    this.currency = currency;
    this.madeAt = madeAt;
    this.merchant = merchant;
  }
}
