package io.github.freedomcard.sandbox;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Records what took effect in a sandbox: one entry per command, in the order in which the commands
 * took effect.
 *
 * <p>A command that was refused, failed, or is still in process has no entry; nor has a read.
 * {@link #toString} and the messages of {@link SandboxAssertions} list these commands too. For
 * every card and currency, the available amount is {@code arranged + credited - charged +
 * refunded}. Data that a test {@link FreedomCardSandbox#arrange arranges} counts in {@code
 * arranged} only and has no entry. For a gift card the ledger records what the merchant paid, not
 * the card's balance. Thread-safe; callers can't change it.
 */
public final class Ledger {

  private final List<Entry> entries = new ArrayList<>();

  private final List<WithoutEffect> refused = new ArrayList<>();
  private final Map<UUID, WithoutEffect> inProcess = new LinkedHashMap<>();

  /** Arranged amounts by card id, then by currency. */
  private final Map<String, Map<String, BigDecimal>> arranged = new HashMap<>();

  /** The ids of all cards that ever existed; gift cards by their number. */
  private final Set<String> cards = new HashSet<>();

  Ledger() {}

  /**
   * One command that took effect.
   *
   * @param number counts from 1, without gaps
   * @param at when it took effect
   * @param operation the name of the operation, such as {@code refundTransaction}
   * @param requestId the command's {@code request_id}; null for a command without one
   * @param cardId the card concerned, for a gift card its number in digits; null if it concerned no
   *     card or several, as a bulk issue does
   * @param currency the currency of the three amounts; null if no money moved
   * @param charged by how much the card's available amount decreases: the amount of a debit, held
   *     or cleared. Negative if a clearing released a part of the hold. For an issued gift card,
   *     the amount paid from the merchant's deposit
   * @param refunded the amount returned to the card
   * @param credited the amount credited to the card
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
      BigDecimal credited) {}

  /**
   * A command that was refused or failed, or is in process.
   *
   * @param cardId null unless the command names a card or transaction that the sandbox knows
   * @param refusal null while the command is in process
   */
  record WithoutEffect(
      OffsetDateTime at,
      String operation,
      @Nullable UUID requestId,
      @Nullable String cardId,
      @Nullable Refusal refusal) {}

  /** Returns how often the request with this id took effect: 0 or 1, unless something is wrong. */
  public synchronized int effects(UUID requestId) {
    return (int) entries.stream().filter(entry -> requestId.equals(entry.requestId())).count();
  }

  /** Returns a copy of all entries, oldest first. */
  public synchronized List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** Returns the entries of one operation, such as {@code setPin}, oldest first. */
  public List<Entry> entries(String operation) {
    return entries().stream().filter(entry -> operation.equals(entry.operation())).toList();
  }

  /** Returns the entries of one operation on one card, oldest first. */
  public List<Entry> entries(String operation, String cardId) {
    return entries(operation).stream().filter(entry -> cardId.equals(entry.cardId())).toList();
  }

  /**
   * Returns the sum of the debits of the card, held or cleared, before refunds; for a gift card,
   * the amount that the merchant's deposit paid.
   *
   * @throws IllegalStateException if there are amounts in several currencies
   */
  public BigDecimal charged(String cardId) {
    return total(cardId, Entry::charged);
  }

  /** Returns {@link #charged(String)} in one currency. */
  public BigDecimal charged(String cardId, String currency) {
    return total(cardId, currency, Entry::charged);
  }

  /**
   * Returns the sum of the refunds to the card.
   *
   * @throws IllegalStateException if there are amounts in several currencies
   */
  public BigDecimal refunded(String cardId) {
    return total(cardId, Entry::refunded);
  }

  /** Returns {@link #refunded(String)} in one currency. */
  public BigDecimal refunded(String cardId, String currency) {
    return total(cardId, currency, Entry::refunded);
  }

  /**
   * Returns the sum of the credits to the card.
   *
   * @throws IllegalStateException if there are amounts in several currencies
   */
  public BigDecimal credited(String cardId) {
    return total(cardId, Entry::credited);
  }

  /** Returns {@link #credited(String)} in one currency. */
  public BigDecimal credited(String cardId, String currency) {
    return total(cardId, currency, Entry::credited);
  }

  /**
   * Returns the amount that a test arranged on the card: its balance less the arranged purchases,
   * held or booked.
   *
   * @throws IllegalStateException if there are amounts in several currencies
   */
  public synchronized BigDecimal arranged(String cardId) {
    Map<String, BigDecimal> amounts = arrangedByCurrency(cardId);
    requireOne(amounts.keySet());
    return amounts.values().stream().findFirst().orElse(BigDecimal.ZERO);
  }

  /** Returns {@link #arranged(String)} in one currency. */
  public synchronized BigDecimal arranged(String cardId, String currency) {
    return arranged.getOrDefault(cardId, Map.of()).getOrDefault(currency, BigDecimal.ZERO);
  }

  /**
   * Returns the amount available on the card in a currency: {@code arranged + credited - charged +
   * refunded}.
   */
  public synchronized BigDecimal available(String cardId, String currency) {
    return arranged(cardId, currency)
        .add(credited(cardId, currency))
        .subtract(charged(cardId, currency))
        .add(refunded(cardId, currency));
  }

  /** Returns one line per entry, then one per command that was refused or is in process. */
  @Override
  public synchronized String toString() {
    return "Ledger:" + LedgerText.of(this);
  }

  /** Records that the card exists. */
  synchronized void card(String cardId) {
    cards.add(cardId);
  }

  /** Returns whether the card ever existed, with or without a command on it. */
  synchronized boolean hasCard(String cardId) {
    return cards.contains(cardId);
  }

  synchronized void add(
      String operation, @Nullable UUID requestId, OffsetDateTime at, LedgerPosting posting) {
    entries.add(
        new Entry(
            entries.size() + 1,
            at,
            operation,
            requestId,
            posting.cardId,
            posting.currency,
            posting.charged,
            posting.refunded,
            posting.credited));
  }

  /** Records a refused command. */
  synchronized void refused(WithoutEffect command) {
    refused.add(command);
  }

  /** Records that a command is in process. */
  synchronized void inProcess(UUID requestId, WithoutEffect command) {
    inProcess.put(requestId, command);
  }

  /** Records the end of a command, which may have been in process; null if it took effect. */
  synchronized void finished(UUID requestId, @Nullable Refusal refusal) {
    WithoutEffect command = inProcess.remove(requestId);
    if (command != null && refusal != null) {
      refused.add(
          new WithoutEffect(
              command.at(), command.operation(), requestId, command.cardId(), refusal));
    }
  }

  /** Returns the commands that were refused or failed, then those in process, each oldest first. */
  synchronized List<WithoutEffect> withoutEffect() {
    return Stream.concat(refused.stream(), inProcess.values().stream()).toList();
  }

  synchronized List<WithoutEffect> refusedCommands() {
    return List.copyOf(refused);
  }

  synchronized List<WithoutEffect> inProcess() {
    return List.copyOf(inProcess.values());
  }

  /** Returns the arranged amounts of the card by currency, without those that are zero. */
  synchronized Map<String, BigDecimal> arrangedByCurrency(String cardId) {
    Map<String, BigDecimal> amounts = new TreeMap<>(arranged.getOrDefault(cardId, Map.of()));
    amounts.values().removeIf(amount -> amount.signum() == 0);
    return amounts;
  }

  /** Adds to the arranged amount of the card; a negative value reduces it. */
  synchronized void arranged(String cardId, String currency, BigDecimal change) {
    arranged
        .computeIfAbsent(cardId, first -> new TreeMap<>())
        .merge(currency, change, BigDecimal::add);
  }

  synchronized void clear() {
    entries.clear();
    refused.clear();
    inProcess.clear();
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
