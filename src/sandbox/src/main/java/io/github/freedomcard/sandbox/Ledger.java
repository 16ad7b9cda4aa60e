package io.github.freedomcard.sandbox;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What took effect in a sandbox: one entry per command that was carried out, in the order in which
 * they were.
 *
 * <p>A command that was refused, failed, or is still in process has no entry; neither has a read.
 * For every card and currency, what is available to it is {@code arranged + funded - charged +
 * refunded}; what a test {@link FreedomCardSandbox#arrange arranges} is in the first of them alone,
 * and has no entry. (Of gift cards the ledger tells what the merchant paid, not what is on them.)
 * Thread-safe; for readers it is read-only.
 */
public final class Ledger {

  private final List<Entry> entries = new ArrayList<>();

  /** By card, then by currency. */
  private final Map<String, Map<String, BigDecimal>> arranged = new HashMap<>();

  /** All that there ever were, gift cards by their numbers. */
  private final Set<String> cards = new HashSet<>();

  Ledger() {}

  /**
   * One command that took effect.
   *
   * @param number counts from 1, without gaps
   * @param at when it took effect
   * @param operation the name of the operation, such as {@code refundTransaction}
   * @param requestId the command's {@code request_id}; null for a command that has none
   * @param cardId the card that it concerned, for a gift card its number in digits; null if it
   *     concerned none, or several, as a bulk issue does
   * @param currency the currency of the three amounts; null if no money moved
   * @param charged what the card has less: a debit's amount, held or cleared. Negative where a
   *     clearing released what was held too much. For an issued gift card, what the merchant's
   *     deposit has less
   * @param refunded what was given back to the card
   * @param funded what was credited to the card
   */
  public record Entry(
      int number,
      OffsetDateTime at,
      String operation,
      @Nullable UUID requestId,
      @Nullable String cardId,
      @Nullable String currency,
      BigDecimal charged,
      BigDecimal refunded,
      BigDecimal funded) {}

  /** How often the request with this id took effect: 0 or 1, if all is well. */
  public synchronized int effects(UUID requestId) {
    return (int) entries.stream().filter(entry -> requestId.equals(entry.requestId())).count();
  }

  /** All entries so far, oldest first; a copy. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** The entries of one operation, such as {@code setPin}, oldest first. */
  public List<Entry> entries(String operation) {
    return entries().stream().filter(entry -> operation.equals(entry.operation())).toList();
  }

  /** The entries of one operation on one card, oldest first. */
  public List<Entry> entries(String operation, String cardId) {
    return entries(operation).stream().filter(entry -> cardId.equals(entry.cardId())).toList();
  }

  /**
   * What debits have taken from the card, held or cleared, before refunds; of a gift card, what the
   * merchant's deposit paid for it.
   *
   * @throws IllegalStateException if that was in several currencies
   */
  public BigDecimal charged(String cardId) {
    return total(cardId, Entry::charged);
  }

  /** As {@link #charged(String)}, in one currency. */
  public BigDecimal charged(String cardId, String currency) {
    return total(cardId, currency, Entry::charged);
  }

  /**
   * What refunds have given back to the card.
   *
   * @throws IllegalStateException if that was in several currencies
   */
  public BigDecimal refunded(String cardId) {
    return total(cardId, Entry::refunded);
  }

  /** As {@link #refunded(String)}, in one currency. */
  public BigDecimal refunded(String cardId, String currency) {
    return total(cardId, currency, Entry::refunded);
  }

  /**
   * What credits have brought to the card.
   *
   * @throws IllegalStateException if that was in several currencies
   */
  public BigDecimal funded(String cardId) {
    return total(cardId, Entry::funded);
  }

  /** As {@link #funded(String)}, in one currency. */
  public BigDecimal funded(String cardId, String currency) {
    return total(cardId, currency, Entry::funded);
  }

  /**
   * What a test arranged on the card: its balance, less the purchases that were made elsewhere,
   * held or booked.
   *
   * @throws IllegalStateException if that was in several currencies
   */
  public synchronized BigDecimal arranged(String cardId) {
    Map<String, BigDecimal> left = arrangedByCurrency(cardId);
    requireOne(left.keySet());
    return left.values().stream().findFirst().orElse(BigDecimal.ZERO);
  }

  /** As {@link #arranged(String)}, in one currency. */
  public synchronized BigDecimal arranged(String cardId, String currency) {
    return arranged.getOrDefault(cardId, Map.of()).getOrDefault(currency, BigDecimal.ZERO);
  }

  /**
   * What is available to the card in a currency: {@code arranged + funded - charged + refunded}.
   */
  public synchronized BigDecimal available(String cardId, String currency) {
    return arranged(cardId, currency)
        .add(funded(cardId, currency))
        .subtract(charged(cardId, currency))
        .add(refunded(cardId, currency));
  }

  /** One entry a line. */
  @Override
  public synchronized String toString() {
    return "Ledger:" + LedgerText.of(entries);
  }

  /** Notes that there is such a card. */
  synchronized void card(String cardId) {
    cards.add(cardId);
  }

  /** Whether there was such a card, with or without a command on it. */
  synchronized boolean hasCard(String cardId) {
    return cards.contains(cardId);
  }

  synchronized void add(
      String operation, @Nullable UUID requestId, OffsetDateTime at, LedgerPosting movement) {
    entries.add(
        new Entry(
            entries.size() + 1,
            at,
            operation,
            requestId,
            movement.cardId,
            movement.currency,
            movement.charged,
            movement.refunded,
            movement.funded));
  }

  /** What a test arranged on the card, without the currencies in which nothing is left of it. */
  synchronized Map<String, BigDecimal> arrangedByCurrency(String cardId) {
    Map<String, BigDecimal> left = new TreeMap<>(arranged.getOrDefault(cardId, Map.of()));
    left.values().removeIf(amount -> amount.signum() == 0);
    return left;
  }

  /** Notes that the card has so much more, or less, without a command. */
  synchronized void arranged(String cardId, String currency, BigDecimal more) {
    arranged
        .computeIfAbsent(cardId, first -> new TreeMap<>())
        .merge(currency, more, BigDecimal::add);
  }

  synchronized void clear() {
    entries.clear();
    arranged.clear();
    cards.clear();
  }

  private BigDecimal total(String cardId, Function<Entry, BigDecimal> amount) {
    List<Entry> moved =
        entries().stream()
            .filter(entry -> cardId.equals(entry.cardId()) && amount.apply(entry).signum() != 0)
            .toList();
    requireOne(moved.stream().map(Entry::currency).collect(Collectors.toSet()));
    return sum(moved, amount);
  }

  private BigDecimal total(String cardId, String currency, Function<Entry, BigDecimal> amount) {
    return sum(
        entries().stream()
            .filter(entry -> cardId.equals(entry.cardId()) && currency.equals(entry.currency()))
            .toList(),
        amount);
  }

  private static void requireOne(Set<? extends @Nullable String> currencies) {
    if (currencies.size() > 1) {
      throw new IllegalStateException("several currencies: " + currencies);
    }
  }

  private static BigDecimal sum(List<Entry> entries, Function<Entry, BigDecimal> amount) {
    return entries.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
