package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the sandbox knows of clients, cards and money. Not thread-safe: {@link Processor}
 * holds its lock around each request.
 */
final class SandboxStore {

  private static final int YEARS_VALID = 3;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CODES = 1_000_000;

  final Map<String, Client> clients = new LinkedHashMap<>();
  final Map<String, Card> cards = new LinkedHashMap<>();
  final Map<String, Transaction> transactions = new LinkedHashMap<>();

  /** The limits of each object, told apart by transaction type, region and period. */
  final Map<LimitedObject, Map<List<String>, ObjectNode>> limits = new LinkedHashMap<>();

  final Map<Long, GiftCard> giftCards = new LinkedHashMap<>();

  /** What is left of the merchant's deposit, which gift cards are paid from. */
  BigDecimal deposit;

  private final Ledger ledger;
  private final BigDecimal openingDeposit;
  private long cardNumbers;
  private long accountNumbers;
  private long giftCardNumbers;
  private long references;

  /**
   * Nothing yet.
   *
   * @param ledger is told of each card that is made
   */
  SandboxStore(Ledger ledger, BigDecimal openingDeposit) {
    this.ledger = ledger;
    this.openingDeposit = openingDeposit;
    this.deposit = openingDeposit;
  }

  /** What limits are set on. */
  record LimitedObject(String type, String value) {}

  void clear() {
    clients.clear();
    cards.clear();
    transactions.clear();
    limits.clear();
    giftCards.clear();
    deposit = openingDeposit;
  }

  Client newClient(long phone, String firstName, String lastName) {
    Client client = new Client(newId(), phone, firstName, lastName);
    clients.put(client.id, client);
    return client;
  }

  /** A card without a client, and with an empty account in the currency of the country. */
  Card newCard(int productId, LocalDate today) {
    Card card =
        new Card(newId(), productId, CardSecrets.make(++cardNumbers, today.plusYears(YEARS_VALID)));
    cards.put(card.id, card);
    ledger.card(card.id);
    openAccount(card, Account.NATIONAL_CURRENCY);
    return card;
  }

  /** The card's account in this currency, opened if there is none. */
  Account openAccount(Card card, String currency) {
    return card.accounts.computeIfAbsent(
        currency, absent -> new Account(++accountNumbers, currency));
  }

  GiftCard newGiftCard() {
    GiftCard card = new GiftCard(GiftCard.FIRST_ID + giftCardNumbers++);
    giftCards.put(card.id, card);
    ledger.card(Long.toString(card.id));
    return card;
  }

  /** Makes a blank card one of this product, that waits for a new code. */
  void issue(GiftCard card, GiftProduct product) {
    card.product = product;
    card.status = GiftCard.STATUS_ISSUED;
    card.otp = newCode();
  }

  /** The code that this gift card waits for. */
  Optional<String> otp(long giftCardId) {
    return Optional.ofNullable(giftCards.get(giftCardId)).map(card -> card.otp);
  }

  /** The gift card that waits for this code: no two wait for the same. */
  @Nullable GiftCard waitingFor(String otp) {
    for (GiftCard card : giftCards.values()) {
      if (otp.equals(card.otp)) {
        return card;
      }
    }
    return null;
  }

  /** A code that no gift card waits for. */
  String newCode() {
    String code;
    do {
      code = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(CODES));
    } while (waitingFor(code) != null);
    return code;
  }

  /** A retrieval reference number: twelve digits. */
  String newReference() {
    return String.format(Locale.ROOT, "%012d", ++references);
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  Client client(String clientId) {
    return found(clients.get(clientId), "client_not_found", "client_id: no such client");
  }

  Card card(String cardId) {
    return found(cards.get(cardId), "card_not_found", "card_id: no such card");
  }

  Transaction transaction(String transactionId) {
    return found(
        transactions.get(transactionId),
        "transaction_not_found",
        "transaction_id: no such transaction");
  }

  List<Card> cardsOf(Client client) {
    List<Card> owned = new ArrayList<>();
    for (Card card : cards.values()) {
      if (client.id.equals(card.clientId)) {
        owned.add(card);
      }
    }
    return owned;
  }

  private static <T> T found(@Nullable T value, String code, String why) {
    if (value == null) {
      throw Refusal.of(code, why);
    }
    return value;
  }
}
