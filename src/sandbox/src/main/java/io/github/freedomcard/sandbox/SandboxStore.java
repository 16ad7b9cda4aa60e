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
 * The sandbox's clients, cards and money. Not thread-safe: {@link Processor} holds its lock during
 * each request.
 */
final class SandboxStore {

  private static final int YEARS_VALID = 3;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int CODES = 1_000_000;

  final Map<String, SandboxClient> clients = new LinkedHashMap<>();
  final Map<String, SandboxCard> cards = new LinkedHashMap<>();
  final Map<String, SandboxTransaction> transactions = new LinkedHashMap<>();

  /** Limits per object, indexed by transaction type, region and period. */
  final Map<LimitedObject, Map<List<String>, ObjectNode>> limits = new LinkedHashMap<>();

  final Map<Long, SandboxGiftCard> giftCards = new LinkedHashMap<>();

  /** The remaining deposit of the merchant, which pays for gift cards. */
  BigDecimal deposit;

  private final Ledger ledger;
  private final BigDecimal openingDeposit;
  private long cardNumbers;
  private long accountNumbers;
  private long giftCardNumbers;
  private long references;

  /**
   * Creates an empty store.
   *
   * @param ledger is informed of each new card
   */
  SandboxStore(Ledger ledger, BigDecimal openingDeposit) {
    this.ledger = ledger;
    this.openingDeposit = openingDeposit;
    this.deposit = openingDeposit;
  }

  /** The object that limits apply to. */
  record LimitedObject(String type, String value) {}

  void clear() {
    clients.clear();
    cards.clear();
    transactions.clear();
    limits.clear();
    giftCards.clear();
    deposit = openingDeposit;
  }

  SandboxClient newClient(long phone, String firstName, String lastName) {
    SandboxClient client = new SandboxClient(newId(), phone, firstName, lastName);
    clients.put(client.id, client);
    return client;
  }

  /** Creates a card without a client and with an empty account in the national currency. */
  SandboxCard newCard(int productId, LocalDate today) {
    SandboxCard card =
        new SandboxCard(
            newId(), productId, CardSecrets.make(++cardNumbers, today.plusYears(YEARS_VALID)));
    cards.put(card.id, card);
    ledger.card(card.id);
    openAccount(card, SandboxAccount.NATIONAL_CURRENCY);
    return card;
  }

  /** Returns the card's account in this currency; opens it if there is none. */
  SandboxAccount openAccount(SandboxCard card, String currency) {
    return card.accounts.computeIfAbsent(
        currency, absent -> new SandboxAccount(++accountNumbers, currency));
  }

  SandboxGiftCard newGiftCard() {
    SandboxGiftCard card = new SandboxGiftCard(SandboxGiftCard.FIRST_ID + giftCardNumbers++);
    giftCards.put(card.id, card);
    ledger.card(Long.toString(card.id));
    return card;
  }

  /** Issues a blank card of this product, which then waits for a new one-time code. */
  void issue(SandboxGiftCard card, GiftProduct product) {
    card.product = product;
    card.status = SandboxGiftCard.STATUS_ISSUED;
    card.otp = newCode();
  }

  /** Returns the code that this gift card waits for. */
  Optional<String> otp(long giftCardId) {
    return Optional.ofNullable(giftCards.get(giftCardId)).map(card -> card.otp);
  }

  /** Returns the gift card that waits for this code; null if there is none. Codes are unique. */
  @Nullable SandboxGiftCard giftCardWithCode(String otp) {
    for (SandboxGiftCard card : giftCards.values()) {
      if (otp.equals(card.otp)) {
        return card;
      }
    }
    return null;
  }

  /** Returns a code that no gift card waits for. */
  String newCode() {
    String code;
    do {
      code = String.format(Locale.ROOT, "%06d", RANDOM.nextInt(CODES));
    } while (giftCardWithCode(code) != null);
    return code;
  }

  /** Returns a new retrieval reference number of twelve digits. */
  String newReference() {
    return String.format(Locale.ROOT, "%012d", ++references);
  }

  static String newId() {
    return UUID.randomUUID().toString();
  }

  SandboxClient client(String clientId) {
    return found(clients.get(clientId), "client_not_found", "client_id: no such client");
  }

  SandboxCard card(String cardId) {
    return found(cards.get(cardId), "card_not_found", "card_id: no such card");
  }

  SandboxTransaction transaction(String transactionId) {
    return found(
        transactions.get(transactionId),
        "transaction_not_found",
        "transaction_id: no such transaction");
  }

  List<SandboxCard> cardsOf(SandboxClient client) {
    List<SandboxCard> owned = new ArrayList<>();
    for (SandboxCard card : cards.values()) {
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
