package io.github.freedomcard.sandbox;

import java.math.BigDecimal;

/**
 * A purchase that is held and not yet booked, see {@link PurchaseArrangement#hold}. It can be
 * booked or released once. Thread-safe.
 */
public final class HeldPurchase {

  private final Processor processor;
  private final Ledger ledger;
  private final SandboxTransaction purchase;
  private final String rrn;

  HeldPurchase(Processor processor, Ledger ledger, SandboxTransaction purchase, String rrn) {
    this.processor = processor;
    this.ledger = ledger;
    this.purchase = purchase;
    this.rrn = rrn;
  }

  String id() {
    return purchase.id;
  }

  /**
   * Books the purchase now: the merchant claims the money.
   *
   * @throws IllegalStateException if it was booked or released, or if the sandbox was reset
   */
  public void book() {
    processor.with(
        store -> {
          BigDecimal amount = end(store);
          SandboxCard card = store.card(purchase.cardId);
          store.openAccount(card, purchase.currency).debit(amount);
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
   * Releases the purchase now: the amount becomes available to the card again.
   *
   * @throws IllegalStateException if it was booked or released, or if the sandbox was reset
   */
  public void release() {
    processor.with(
        store -> {
          ledger.arranged(purchase.cardId, purchase.currency, end(store));
          return store;
        });
  }

  /** Ends the hold and returns its amount. */
  private BigDecimal end(SandboxStore store) {
    if (store.transactions.remove(purchase.id) == null) {
      throw new IllegalStateException("purchase: no longer held");
    }
    store.openAccount(store.card(purchase.cardId), purchase.currency).release(purchase.held);
    return purchase.held;
  }
}
