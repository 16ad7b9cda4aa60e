package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.model.ProductId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of the control API that arranges and lists data, over {@link Arrangement}. Thread-safe.
 */
final class ControlData {

  static final Set<String> CARD = Set.of("status", "product_id", "client_id", "balances");
  static final Set<String> PURCHASE =
      Set.of("card_id", "amount", "currency", "state", "merchant", "mcc", "rrn");

  private final FreedomCardSandbox sandbox;
  private final Map<String, HeldPurchase> heldPurchases = new ConcurrentHashMap<>();

  ControlData(FreedomCardSandbox sandbox) {
    this.sandbox = sandbox;
  }

  JsonNode addClient(ControlRequest request) {
    String clientId =
        sandbox
            .arrange()
            .client(request.text("first_name"), request.text("last_name"), request.text("phone"));
    return WireJson.object().put("client_id", clientId);
  }

  JsonNode addCard(ControlRequest request) {
    CardArrangement card = sandbox.arrange().card(status(request.text("status", "active")));
    if (request.has("product_id")) {
      card.productId(ProductId.of(Integer.toString(request.integer("product_id"))));
    }
    if (request.has("client_id")) {
      card.clientId(request.text("client_id"));
    }
    if (request.has("balances")) {
      for (ControlRequest balance : request.list("balances", Set.of("amount", "currency"))) {
        card.balance(balance.text("amount"), balance.text("currency"));
      }
    }
    String cardId = card.add();
    return sandbox.data(store -> card(store.card(cardId)));
  }

  private static SandboxCard.Status status(String name) {
    return Arrays.stream(SandboxCard.Status.values())
        .filter(status -> status.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "status: not issued, active, blocked or closed: " + name));
  }

  /** Returns cards, newest first; of one id if it is not null. */
  JsonNode cards(@Nullable String cardId, int limit) {
    return sandbox.data(
        store ->
            list(
                "cards",
                cardId == null ? store.cards.values() : withKey(store.cards, cardId),
                store.cards.size(),
                limit,
                ControlData::card));
  }

  private static JsonNode card(SandboxCard card) {
    ArrayNode accounts = WireJson.array();
    for (SandboxAccount account : card.accounts.values()) {
      accounts
          .addObject()
          .put("currency", account.currency)
          .put("balance", account.balance.toPlainString())
          .put("held", account.held.toPlainString())
          .put("available", account.available().toPlainString());
    }
    return WireJson.object()
        .put("card_id", card.id)
        .put("status", card.status.wireName())
        .put("product_id", card.productId)
        .put("client_id", card.clientId)
        .put("card_mask", card.secrets.mask())
        .set("accounts", accounts);
  }

  /** Returns transactions and arranged purchases, newest first; of one card if it is not null. */
  JsonNode transactions(@Nullable String cardId, int limit) {
    return sandbox.data(
        store -> {
          Collection<SandboxTransaction> all = store.transactions.values();
          Collection<SandboxTransaction> found =
              cardId == null
                  ? all
                  : all.stream().filter(transaction -> transaction.cardId.equals(cardId)).toList();
          return list("transactions", found, found.size(), limit, ControlData::transaction);
        });
  }

  private static JsonNode transaction(SandboxTransaction transaction) {
    return WireJson.object()
        .put("transaction_id", transaction.id)
        .put("order_id", transaction.orderId)
        .put("card_id", transaction.cardId)
        .put("type", transaction.type)
        .put("amount", transaction.amount.toPlainString())
        .put("currency", transaction.currency)
        .put("held", transaction.held.toPlainString())
        .put("cleared", transaction.cleared.toPlainString())
        .put("created_at", WireJson.dateTime(transaction.createdAt));
  }

  JsonNode addPurchase(ControlRequest request) {
    PurchaseArrangement purchase =
        sandbox
            .arrange()
            .purchase(request.text("card_id"), request.text("amount"), request.text("currency"));
    if (request.has("merchant")) {
      purchase.merchant(WireJson.map(request.object("merchant")));
    }
    if (request.has("mcc")) {
      purchase.mcc(request.integer("mcc"));
    }
    if (request.has("rrn")) {
      purchase.rrn(request.text("rrn"));
    }
    String state = request.text("state", "booked");
    switch (state) {
      case "booked" -> {
        purchase.book();
        return WireJson.object().putNull("purchase_id");
      }
      case "held" -> {
        HeldPurchase held = purchase.hold();
        heldPurchases.put(held.id(), held);
        return WireJson.object().put("purchase_id", held.id());
      }
      default -> throw new IllegalArgumentException("state: neither held nor booked: " + state);
    }
  }

  HeldPurchase heldPurchase(ControlRequest request) {
    HeldPurchase held = heldPurchases.get(String.valueOf(request.parameter("purchase_id")));
    if (held == null) {
      throw new NoSuchElementException("purchase_id: no purchase with this id was held");
    }
    return held;
  }

  /** Returns gift cards, newest first; of one id if it is not 0. */
  JsonNode giftCards(long cardId, int limit) {
    return sandbox.data(
        store ->
            list(
                "gift_cards",
                cardId == 0 ? store.giftCards.values() : withKey(store.giftCards, cardId),
                store.giftCards.size(),
                limit,
                ControlData::giftCard));
  }

  JsonNode addGiftCard(ControlRequest request) {
    String state = request.text("state");
    Arrangement arrange = sandbox.arrange();
    long cardId =
        switch (state) {
          case "blank" -> {
            if (request.has("product_code")) {
              throw new IllegalArgumentException("product_code: a blank card has none");
            }
            yield arrange.blankGiftCard();
          }
          case "issued" -> arrange.issuedGiftCard(request.integer("product_code"));
          case "active" -> arrange.activeGiftCard(request.integer("product_code"));
          default ->
              throw new IllegalArgumentException("state: not blank, issued or active: " + state);
        };
    return giftCards(cardId, 1).path("gift_cards").path(0);
  }

  private static JsonNode giftCard(SandboxGiftCard card) {
    ObjectNode json =
        WireJson.object()
            .put("card_id", card.id)
            .put(
                "state",
                card.product == null
                    ? "blank"
                    : card.status == SandboxGiftCard.STATUS_ACTIVATED ? "active" : "issued");
    if (card.product == null) {
      json.putNull("product_code");
    } else {
      json.put("product_code", card.product.code());
    }
    return json.put("otp", card.otp);
  }

  private static <K, V> List<V> withKey(Map<K, V> all, K key) {
    V value = all.get(key);
    return value == null ? List.of() : List.of(value);
  }

  private static <T> ObjectNode list(
      String name, Collection<T> oldestFirst, int total, int limit, Function<T, JsonNode> toJson) {
    ObjectNode list = WireJson.object();
    list.set(name, ControlApi.array(newest(oldestFirst, limit), toJson));
    return list.put("total", total);
  }

  private static <T> List<T> newest(Collection<T> oldestFirst, int limit) {
    List<T> newest =
        new ArrayList<>(
            oldestFirst.stream().skip(Math.max(0, oldestFirst.size() - limit)).toList());
    Collections.reverse(newest);
    return newest;
  }
}
