package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A purchase to be added to a sandbox, see {@link Arrangement}. Not thread-safe. */
public final class PurchaseArrangement {

  private static final int MAX_MCC = 9_999;

  private final Processor processor;
  private final Ledger ledger;
  private final String cardId;
  private final Money money;
  private SandboxMerchant merchant = SandboxMerchant.UNKNOWN;
  private @Nullable String rrn;

  PurchaseArrangement(Processor processor, Ledger ledger, String cardId, Money money) {
    this.processor = processor;
    this.ledger = ledger;
    this.cardId = cardId;
    this.money = money;
  }

  /**
   * Sets the fields of {@code merchant} in both statements; by default there are none. The vendor's
   * fields are not documented, so the statements contain these unchanged.
   *
   * @throws IllegalArgumentException if they can't be written as JSON
   */
  public PurchaseArrangement merchant(Map<String, ?> fields) {
    this.merchant =
        new SandboxMerchant(merchant.mcc(), WireJson.object(requireNonNull(fields, "fields")));
    return this;
  }

  /**
   * Sets the merchant category code; by default 5999. Only the plain statement contains it.
   *
   * @throws IllegalArgumentException if it is not between 0 and 9999
   */
  public PurchaseArrangement mcc(int mcc) {
    if (mcc < 0 || mcc > MAX_MCC) {
      throw new IllegalArgumentException("mcc: not between 0 and " + MAX_MCC + ": " + mcc);
    }
    this.merchant = new SandboxMerchant(mcc, merchant.fields());
    return this;
  }

  /**
   * Sets the retrieval reference number; by default a generated one. Only the plain statement
   * contains it.
   *
   * @throws IllegalArgumentException if it is blank
   */
  public PurchaseArrangement rrn(String rrn) {
    this.rrn = Arrangement.requireText("rrn", rrn);
    return this;
  }

  /**
   * Adds the purchase as booked now. Both statements list it in {@code operations}, and it reduces
   * the card's balance.
   *
   * @throws IllegalArgumentException if there is no such card, it was never activated, or its
   *     available amount in this currency is too small
   */
  public void book() {
    processor.with(
        store -> {
          hold(store).book();
          return store;
        });
  }

  /**
   * Adds the purchase as held now. The extended statement lists it in {@code authorizations}, and
   * it reduces the card's available amount.
   *
   * @return the held purchase, which can be booked or released
   * @throws IllegalArgumentException as {@link #book}
   */
  public HeldPurchase hold() {
    return processor.with(this::hold);
  }

  private HeldPurchase hold(SandboxStore store) {
    SandboxCard card = store.cards.get(cardId);
    if (card == null) {
      throw new IllegalArgumentException("cardId: no such card: " + cardId);
    }
    if (card.status == SandboxCard.Status.ISSUED) {
      throw new IllegalArgumentException("cardId: never activated: " + cardId);
    }
    SandboxAccount account = card.accounts.get(money.currency());
    if (account == null || account.available().compareTo(money.amount()) < 0) {
      throw new IllegalArgumentException(
          "amount: "
              + money
              + " > "
              + (account == null ? "0" : account.available().toPlainString())
              + " available");
    }
    // No response contains its id, so no request can refer to it.
    SandboxTransaction purchase =
        new SandboxTransaction(
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
    store.transactions.put(purchase.id, purchase);
    ledger.arranged(cardId, money.currency(), money.amount().negate());
    return new HeldPurchase(processor, ledger, purchase, rrn == null ? store.newReference() : rrn);
  }
}
