package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.model.Phone;
import java.util.function.Consumer;

/**
 * Puts clients, cards, purchases and gift cards into a sandbox without calling its API: what was
 * there before the test begins.
 *
 * <pre>{@code
 * String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
 * sandbox.arrange().purchase(cardId, "250.00", "KZT").merchant(Map.of("name", "Cafe")).book();
 * }</pre>
 *
 * <p>Nothing of it is an entry of the {@link Ledger}, whose entries are commands; the money is in
 * {@link Ledger#arranged}. It uses up no {@code request_id}, and costs no deposit. Thread-safe;
 * what it returns is for use by one thread, but for {@link HeldPurchase}.
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
   * @param phone in any usual way of writing, country code first
   * @return its {@code client_id}
   * @throws IllegalArgumentException if a name is blank, or {@code phone} is no phone number
   */
  public String client(String firstName, String lastName, String phone) {
    requireText("firstName", firstName);
    requireText("lastName", lastName);
    long number = Phone.of(phone).number();
    return processor.with(state -> state.newClient(number, firstName, lastName).id);
  }

  /** A card that was issued and not yet activated; {@link CardArrangement#add} adds it. */
  public CardArrangement issuedCard() {
    return card(Card.Status.ISSUED);
  }

  /** A card that can be charged; {@link CardArrangement#add} adds it. */
  public CardArrangement activeCard() {
    return card(Card.Status.ACTIVE);
  }

  /** A card that was active and is blocked; {@link CardArrangement#add} adds it. */
  public CardArrangement blockedCard() {
    return card(Card.Status.BLOCKED);
  }

  /** A card that is closed for ever; {@link CardArrangement#add} adds it. */
  public CardArrangement closedCard() {
    return card(Card.Status.CLOSED);
  }

  /**
   * A purchase that was made with a card at a merchant, and not through this API: {@link
   * PurchaseArrangement#book} or {@link PurchaseArrangement#hold} adds it.
   *
   * @throws IllegalArgumentException if {@code amount} is not a positive number, or {@code
   *     currency} not three capital letters
   */
  public PurchaseArrangement purchase(String cardId, String amount, String currency) {
    return new PurchaseArrangement(
        processor, ledger, requireText("cardId", cardId), Money.positive(amount, currency));
  }

  /**
   * Adds a blank gift card, as the merchant gets them in bulk: {@code issueGiftCard} takes its id.
   *
   * @return its {@code card_id}
   */
  public long blankGiftCard() {
    return processor.with(state -> state.newGiftCard().id);
  }

  /**
   * Adds a gift card that waits for its buyer's code: {@link FreedomCardSandbox#otp} tells it.
   *
   * @param productCode as {@code listGiftCardProducts} tells it
   * @return its {@code card_id}
   * @throws IllegalArgumentException if there is no such product
   */
  public long issuedGiftCard(int productCode) {
    return giftCard(productCode, issued -> {});
  }

  /**
   * Adds a gift card that was confirmed with its code.
   *
   * @param productCode as {@code listGiftCardProducts} tells it
   * @return its {@code card_id}
   * @throws IllegalArgumentException if there is no such product
   */
  public long activeGiftCard(int productCode) {
    return giftCard(productCode, GiftCard::activate);
  }

  CardArrangement card(Card.Status status) {
    return new CardArrangement(processor, ledger, status);
  }

  private long giftCard(int productCode, Consumer<GiftCard> then) {
    GiftProduct product =
        GiftProduct.of(productCode)
            .orElseThrow(
                () -> new IllegalArgumentException("productCode: no such product: " + productCode));
    return processor.with(
        state -> {
          GiftCard card = state.newGiftCard();
          state.issue(card, product);
          then.accept(card);
          return card.id;
        });
  }

  /** Text that is there and not blank; not shown, because it may be a name. */
  static String requireText(String field, String value) {
    if (requireNonNull(value, field).isBlank()) {
      throw new IllegalArgumentException(field + ": blank");
    }
    return value;
  }
}
