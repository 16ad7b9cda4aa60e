package io.github.freedomcard.sandbox;

import java.math.BigDecimal;

/**
 * A purchase that was made at a merchant and has not been booked: {@link PurchaseArrangement#hold}
 * makes it. It ends once, in one of two ways. Thread-safe.
 */
public final class HeldPurchase {

  private final Processor processor;
  private final Ledger ledger;
  private final Transaction purchase;
  private final String rrn;

  HeldPurchase(Processor processor, Ledger ledger, Transaction purchase, String rrn) {
    this.processor = processor;
    this.ledger = ledger;
    this.purchase = purchase;
    this.rrn = rrn;
  }

  /**
   * Books it now: the merchant claims the money.
   *
   * @throws IllegalStateException if it was booked or released, or the sandbox was reset
   */
  public void book() {
    processor.with(
        state -> {
          BigDecimal amount = end(state);
          Card card = state.card(purchase.cardId);
          state.openAccount(card, purchase.currency).debit(amount);
          return card.bookings.add(
              new Booking(
                  purchase.type,
                  amount,
                  purchase.currency,
                  processor.now(),
                  rrn,
                  purchase.merchant));
        });
  }

  /**
   * Releases it now: the merchant lets the money go, and the card has it again.
   *
   * @throws IllegalStateException if it was booked or released, or the sandbox was reset
   */
  public void release() {
    processor.with(
        state -> {
          ledger.arranged(purchase.cardId, purchase.currency, end(state));
          return state;
        });
  }

  /** What was held, and is not any more. */
  private BigDecimal end(SandboxStore state) {
    if (state.transactions.remove(purchase.id) == null) {
      throw new IllegalStateException("purchase: not held any more");
    }
    state.openAccount(state.card(purchase.cardId), purchase.currency).release(purchase.held);
    return purchase.held;
  }
}
