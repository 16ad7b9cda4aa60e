package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.model.ProductId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A card to be added to a sandbox, see {@link Arrangement}. Not thread-safe. */
public final class CardArrangement {

  private static final List<ProductId> PRODUCTS =
      List.of(ProductId.FREEDOM_WALLET_CARD, ProductId.INSTANT_CARD, ProductId.ELECTRON_CARD);

  private final Processor processor;
  private final Ledger ledger;
  private final SandboxCard.Status status;
  private final Map<String, Money> balances = new LinkedHashMap<>();
  private ProductId productId = ProductId.INSTANT_CARD;
  private @Nullable String clientId;

  CardArrangement(Processor processor, Ledger ledger, SandboxCard.Status status) {
    this.processor = processor;
    this.ledger = ledger;
    this.status = status;
  }

  /**
   * Sets the product; by default {@link ProductId#INSTANT_CARD}.
   *
   * @throws IllegalArgumentException if it is not in the vendor's dictionary
   */
  public CardArrangement productId(ProductId productId) {
    if (!PRODUCTS.contains(requireNonNull(productId, "productId"))) {
      throw new IllegalArgumentException("productId: not in the dictionary: " + productId);
    }
    this.productId = productId;
    return this;
  }

  /** Sets the client who owns the card; by default none, as for a card issued in bulk. */
  public CardArrangement clientId(String clientId) {
    this.clientId = requireNonNull(clientId, "clientId");
    return this;
  }

  /**
   * Sets the balance in a currency. Call it once per currency; by default the card has an empty
   * account in KZT. Statements do not show where the balance came from.
   *
   * @throws IllegalArgumentException if {@code amount} is not a number or is negative, or if {@code
   *     currency} is not three capital letters or already has a balance
   */
  public CardArrangement balance(String amount, String currency) {
    Money balance = Money.notNegative(amount, currency);
    if (balances.putIfAbsent(currency, balance) != null) {
      throw new IllegalArgumentException("currency: already has a balance: " + currency);
    }
    return this;
  }

  /**
   * Adds the card. Each call adds another card.
   *
   * @return its {@code card_id}
   * @throws IllegalArgumentException if the sandbox has no such client
   */
  public String add() {
    return processor.with(this::add);
  }

  private String add(SandboxStore store) {
    if (clientId != null && !store.clients.containsKey(clientId)) {
      throw new IllegalArgumentException("clientId: no such client: " + clientId);
    }
    SandboxCard card =
        store.newCard(Integer.parseInt(productId.value()), processor.now().toLocalDate());
    card.status = status;
    card.clientId = clientId;
    for (Money balance : balances.values()) {
      store.openAccount(card, balance.currency()).credit(balance.amount());
      ledger.arranged(card.id, balance.currency(), balance.amount());
    }
    return card.id;
  }
}
