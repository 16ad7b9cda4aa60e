package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.model.ProductId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A card on its way into a sandbox, see {@link Arrangement}; for use by one thread. */
public final class CardArrangement {

  private static final List<ProductId> PRODUCTS =
      List.of(ProductId.FREEDOM_WALLET_CARD, ProductId.INSTANT_CARD, ProductId.ELECTRON_CARD);

  private final Processor processor;
  private final Ledger ledger;
  private final Card.Status status;
  private final Map<String, Money> balances = new LinkedHashMap<>();
  private ProductId productId = ProductId.INSTANT_CARD;
  private @Nullable String clientId;

  CardArrangement(Processor processor, Ledger ledger, Card.Status status) {
    this.processor = processor;
    this.ledger = ledger;
    this.status = status;
  }

  /**
   * Sets the product; by default {@link ProductId#INSTANT_CARD}.
   *
   * @throws IllegalArgumentException if it is not one of the dictionary
   */
  public CardArrangement productId(ProductId productId) {
    if (!PRODUCTS.contains(requireNonNull(productId, "productId"))) {
      throw new IllegalArgumentException("productId: not of the dictionary: " + productId);
    }
    this.productId = productId;
    return this;
  }

  /** Sets whose card it is; by default nobody's, as if it were made in bulk. */
  public CardArrangement clientId(String clientId) {
    this.clientId = requireNonNull(clientId, "clientId");
    return this;
  }

  /**
   * Sets what is on the card's account in a currency; called again, in another. By default there is
   * an empty account in KZT. No statement shows where it came from.
   *
   * @throws IllegalArgumentException if {@code amount} is not a number or is negative, {@code
   *     currency} is not three capital letters, or was given a balance before
   */
  public CardArrangement balance(String amount, String currency) {
    Money balance = Money.notNegative(amount, currency);
    if (balances.putIfAbsent(currency, balance) != null) {
      throw new IllegalArgumentException("currency: has a balance: " + currency);
    }
    return this;
  }

  /**
   * Adds the card; called again, another like it.
   *
   * @return its {@code card_id}
   * @throws IllegalArgumentException if the sandbox has no such client
   */
  public String add() {
    return processor.with(this::add);
  }

  private String add(SandboxStore state) {
    if (clientId != null && !state.clients.containsKey(clientId)) {
      throw new IllegalArgumentException("clientId: no such client: " + clientId);
    }
    Card card = state.newCard(Integer.parseInt(productId.value()), processor.now().toLocalDate());
    card.status = status;
    card.clientId = clientId;
    for (Money balance : balances.values()) {
      state.openAccount(card, balance.currency()).credit(balance.amount());
      ledger.arranged(card.id, balance.currency(), balance.amount());
    }
    return card.id;
  }
}
