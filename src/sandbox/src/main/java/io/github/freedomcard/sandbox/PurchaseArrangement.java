package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A purchase on its way into a sandbox, see {@link Arrangement}; for use by one thread. */
public final class PurchaseArrangement {

  private static final int LARGEST_MCC = 9_999;

  private final Processor processor;
  private final Ledger ledger;
  private final String cardId;
  private final Money money;
  private Merchant merchant = Merchant.UNKNOWN;
  private @Nullable String rrn;

  PurchaseArrangement(Processor processor, Ledger ledger, String cardId, Money money) {
    this.processor = processor;
    this.ledger = ledger;
    this.cardId = cardId;
    this.money = money;
  }

  /**
   * Sets the fields of {@code merchant} in both statements; by default it has none. The vendor's
   * are not known: these are told as they are given.
   *
   * @throws IllegalArgumentException if they can't be written as JSON
   */
  public PurchaseArrangement merchant(Map<String, ?> fields) {
    this.merchant = new Merchant(merchant.mcc(), WireJson.object(requireNonNull(fields, "fields")));
    return this;
  }

  /**
   * Sets the merchant category code; by default 5999. The statement tells it, the extended one has
   * no field for it.
   *
   * @throws IllegalArgumentException if it is not between 0 and 9999
   */
  public PurchaseArrangement mcc(int mcc) {
    if (mcc < 0 || mcc > LARGEST_MCC) {
      throw new IllegalArgumentException("mcc: not between 0 and " + LARGEST_MCC + ": " + mcc);
    }
    this.merchant = new Merchant(mcc, merchant.fields());
    return this;
  }

  /**
   * Sets the retrieval reference number; by default a fresh one. The statement tells it, the
   * extended one has no field for it.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public PurchaseArrangement rrn(String rrn) {
    this.rrn = Arrangement.requireText("rrn", rrn);
    return this;
  }

  /**
   * Adds the purchase as booked now: both statements have it among their {@code operations}, and
   * the card has less.
   *
   * @throws IllegalArgumentException if there is no such card, it was never activated, or has not
   *     as much available in this currency
   */
  public void book() {
    processor.with(
        state -> {
          hold(state).book();
          return state;
        });
  }

  /**
   * Adds the purchase as made now and still held: the extended statement has it among its {@code
   * authorizations}, and the card has less available.
   *
   * @return what books or releases it
   * @throws IllegalArgumentException as {@link #book}
   */
  public HeldPurchase hold() {
    return processor.with(this::hold);
  }

  private HeldPurchase hold(SandboxStore state) {
    Card card = state.cards.get(cardId);
    if (card == null) {
      throw new IllegalArgumentException("cardId: no such card: " + cardId);
    }
    if (card.status == Card.Status.ISSUED) {
      throw new IllegalArgumentException("cardId: never activated: " + cardId);
    }
    Account account = card.accounts.get(money.currency());
    if (account == null || account.available().compareTo(money.amount()) < 0) {
      throw new IllegalArgumentException(
          "amount: "
              + money
              + " > "
              + (account == null ? "0" : account.available().toPlainString())
              + " available");
    }
    // Its id is told to nobody, so that no request reaches it.
    Transaction purchase =
        new Transaction(
            SandboxStore.newId(),
            "",
            cardId,
            TransactionHandlers.DEBIT,
            money.amount(),
            money.currency(),
            processor.now(),
            merchant);
    account.hold(money.amount());
    purchase.held = money.amount();
    state.transactions.put(purchase.id, purchase);
    ledger.arranged(cardId, money.currency(), money.amount().negate());
    return new HeldPurchase(processor, ledger, purchase, rrn == null ? state.newReference() : rrn);
  }
}
