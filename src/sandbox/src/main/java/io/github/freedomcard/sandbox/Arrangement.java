package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.model.Phone;
import java.util.function.Consumer;

/**
 * Adds clients, cards, purchases and gift cards to a sandbox without calling its API, as
 * preconditions of a test.
 *
 * <pre>{@code
 * String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
 * sandbox.arrange().purchase(cardId, "250.00", "KZT").merchant(Map.of("name", "Cafe")).book();
 * }</pre>
 *
 * <p>Arranged data has no entries in the {@link Ledger}, which records commands; arranged money
 * counts in {@link Ledger#arranged}. It uses no {@code request_id} and does not reduce the
 * merchant's deposit. Thread-safe; the returned objects are not, except {@link HeldPurchase}.
 */
public final class Arrangement {

  private final Processor processor;
  private final Ledger ledger;

  Arrangement(Processor processor, Ledger ledger) {
    this.processor = processor;
    this.ledger = ledger;
  }

  /**
   * Adds a client.
   *
   * @param phone in any common format, country code first
   * @return its {@code client_id}
   * @throws IllegalArgumentException if a name is blank, or if {@code phone} is not a phone number
   */
  public String client(String firstName, String lastName, String phone) {
    requireText("firstName", firstName);
    requireText("lastName", lastName);
    long number = Phone.of(phone).number();
    return processor.with(store -> store.newClient(number, firstName, lastName).id);
  }

  /** Starts a card that was issued and not yet activated; {@link CardArrangement#add} adds it. */
  public CardArrangement issuedCard() {
    return card(SandboxCard.Status.ISSUED);
  }

  /** Starts an active card, which can be charged; {@link CardArrangement#add} adds it. */
  public CardArrangement activeCard() {
    return card(SandboxCard.Status.ACTIVE);
  }

  /** Starts a blocked card; {@link CardArrangement#add} adds it. */
  public CardArrangement blockedCard() {
    return card(SandboxCard.Status.BLOCKED);
  }

  /** Starts a closed card; {@link CardArrangement#add} adds it. */
  public CardArrangement closedCard() {
    return card(SandboxCard.Status.CLOSED);
  }

  /**
   * Starts a purchase at a merchant that was not made through this API; {@link
   * PurchaseArrangement#book} or {@link PurchaseArrangement#hold} adds it.
   *
   * @throws IllegalArgumentException if {@code amount} is not a positive number, or if {@code
   *     currency} is not three capital letters
   */
  public PurchaseArrangement purchase(String cardId, String amount, String currency) {
    return new PurchaseArrangement(
        processor, ledger, requireText("cardId", cardId), Money.positive(amount, currency));
  }

  /**
   * Adds a blank gift card from bulk production; {@code issueGiftCard} accepts its id.
   *
   * @return its {@code card_id}
   */
  public long blankGiftCard() {
    return processor.with(store -> store.newGiftCard().id);
  }

  /**
   * Adds an issued gift card that waits for its one-time code; {@link FreedomCardSandbox#otp}
   * returns the code.
   *
   * @param productCode a code from {@code listGiftCardProducts}
   * @return its {@code card_id}
   * @throws IllegalArgumentException if there is no such product
   */
  public long issuedGiftCard(int productCode) {
    return giftCard(productCode, issued -> {});
  }

  /**
   * Adds a gift card that was confirmed with its one-time code.
   *
   * @param productCode a code from {@code listGiftCardProducts}
   * @return its {@code card_id}
   * @throws IllegalArgumentException if there is no such product
   */
  public long activeGiftCard(int productCode) {
    return giftCard(productCode, SandboxGiftCard::activate);
  }

  CardArrangement card(SandboxCard.Status status) {
    return new CardArrangement(processor, ledger, status);
  }

  private long giftCard(int productCode, Consumer<SandboxGiftCard> then) {
    GiftProduct product =
        GiftProduct.of(productCode)
            .orElseThrow(
                () -> new IllegalArgumentException("productCode: no such product: " + productCode));
    return processor.with(
        store -> {
          SandboxGiftCard card = store.newGiftCard();
          store.issue(card, product);
          then.accept(card);
          return card.id;
        });
  }

  /** Returns the text if it is not blank. The message omits the value, because it may be a name. */
  static String requireText(String field, String value) {
    if (requireNonNull(value, field).isBlank()) {
      throw new IllegalArgumentException(field + ": blank");
    }
    return value;
  }
}
