package io.github.freedomcard.sandbox;

import java.math.BigDecimal;
import java.time.OffsetDateTime;

/** A debit or credit of a card. */
final class SandboxTransaction {

  final String id;
  final String orderId;
  final String cardId;
  final String type;
  final BigDecimal amount;
  final String currency;
  final OffsetDateTime createdAt;
  final SandboxMerchant merchant;

  /** The amount held and neither booked nor released. */
  BigDecimal held = BigDecimal.ZERO;

  /** The amount booked and not refunded. */
  BigDecimal cleared = BigDecimal.ZERO;

  SandboxTransaction(
      String id,
      String orderId,
      String cardId,
      String type,
      BigDecimal amount,
      String currency,
      OffsetDateTime createdAt,
      SandboxMerchant merchant) {
    this.id = id;
    this.orderId = orderId;
    this.cardId = cardId;
    this.type = type;
    this.amount = amount;
    this.currency = currency;
    this.createdAt = createdAt;
    this.merchant = merchant;
  }
}
