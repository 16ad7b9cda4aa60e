package io.github.freedomcard.sandbox;

import io.github.freedomcard.operation.Operation;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the effects of commands on one card, see {@link LedgerAssert#card}.
 *
 * <p>Arranged purchases and balances count in {@link #hasAvailable} only. A charge is a debit
 * transaction, held or cleared, with its full amount; for a gift card, its issue. It remains a
 * charge after a refund or a clearing. Amounts are compared as numbers: {@code 10.5} equals {@code
 * 10.50}. Every method throws {@link IllegalArgumentException} if the amount is not a number, the
 * currency is not three capital letters, or the operation is a read. Not thread-safe.
 */
public final class CardAssert extends AbstractAssert<CardAssert, Ledger> {

  private final String cardId;
  private final Set<Ledger.Entry> asserted = new HashSet<>();

  CardAssert(Ledger actual, String cardId) {
    super(actual, CardAssert.class);
    this.cardId = cardId;
  }

  /** Fails unless the card was charged exactly once, with this amount. */
  public CardAssert chargedOnce(String amount, String currency) {
    return exactlyOne("charge", Money.positive(amount, currency), Ledger.Entry::charged);
  }

  /** Fails if the card was charged. */
  public CardAssert notCharged() {
    return none("charge", Ledger.Entry::charged);
  }

  /**
   * Fails unless the charges in this currency, less the amounts that clearings released, sum up to
   * this amount.
   */
  public CardAssert chargedInTotal(String amount, String currency) {
    return inTotal("charged", Money.notNegative(amount, currency), Ledger.Entry::charged);
  }

  /** Fails unless the card was refunded exactly once, with this amount. */
  public CardAssert refundedOnce(String amount, String currency) {
    return exactlyOne("refund", Money.positive(amount, currency), Ledger.Entry::refunded);
  }

  /** Fails if the card was refunded. */
  public CardAssert notRefunded() {
    return none("refund", Ledger.Entry::refunded);
  }

  /** Fails unless the card's refunds in this currency sum up to this amount. */
  public CardAssert refundedInTotal(String amount, String currency) {
    return inTotal("refunded", Money.notNegative(amount, currency), Ledger.Entry::refunded);
  }

  /** Fails unless the card was credited exactly once, with this amount. */
  public CardAssert creditedOnce(String amount, String currency) {
    return exactlyOne("credit", Money.positive(amount, currency), Ledger.Entry::credited);
  }

  /** Fails if the card was credited. */
  public CardAssert notCredited() {
    return none("credit", Ledger.Entry::credited);
  }

  /** Fails unless the card's credits in this currency sum up to this amount. */
  public CardAssert creditedInTotal(String amount, String currency) {
    return inTotal("credited", Money.notNegative(amount, currency), Ledger.Entry::credited);
  }

  /** Fails unless {@link Ledger#available} of the card is this amount. */
  public CardAssert hasAvailable(String amount, String currency) {
    Money expected = Money.notNegative(amount, currency);
    BigDecimal available = actual.available(cardId, currency);
    if (!expected.is(available)) {
      fail("expected available: " + expected + ", but was " + new Money(available, currency));
    }
    return this;
  }

  /** Fails unless this operation took effect on the card exactly once. */
  public CardAssert tookEffectOnce(Operation<?, ?> operation) {
    List<Ledger.Entry> found = entriesOf(operation);
    if (found.size() != 1) {
      fail(LedgerText.expected(operation.name(), 1, found.size()));
    }
    asserted.addAll(found);
    return this;
  }

  /** Fails if this operation took effect on the card. */
  public CardAssert neverTookEffect(Operation<?, ?> operation) {
    List<Ledger.Entry> found = entriesOf(operation);
    if (!found.isEmpty()) {
      fail(LedgerText.expected(operation.name(), 0, found.size()));
    }
    return this;
  }

  /**
   * Fails if a command took effect on the card that no earlier assertion of this chain covered. The
   * bulk issue of cards concerns no single card and does not count.
   */
  public CardAssert nothingElse() {
    List<Ledger.Entry> others = entries(entry -> !asserted.contains(entry));
    if (!others.isEmpty()) {
      fail("expected no other command to take effect, but found" + numbers(others));
    }
    return this;
  }

  private CardAssert exactlyOne(
      String what, Money expected, Function<Ledger.Entry, BigDecimal> amount) {
    List<Ledger.Entry> found = entries(entry -> amount.apply(entry).signum() > 0);
    if (found.size() != 1
        || !expected.is(amount.apply(found.get(0)))
        || !expected.currency().equals(found.get(0).currency())) {
      fail("expected exactly one " + what + " of " + expected + ", but found" + numbers(found));
    }
    asserted.addAll(found);
    return this;
  }

  private CardAssert none(String what, Function<Ledger.Entry, BigDecimal> amount) {
    List<Ledger.Entry> found = entries(entry -> amount.apply(entry).signum() > 0);
    if (!found.isEmpty()) {
      fail("expected no " + what + ", but found" + numbers(found));
    }
    return this;
  }

  private CardAssert inTotal(
      String what, Money expected, Function<Ledger.Entry, BigDecimal> amount) {
    List<Ledger.Entry> found =
        entries(
            entry ->
                amount.apply(entry).signum() != 0 && expected.currency().equals(entry.currency()));
    Money sum =
        new Money(
            found.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add),
            expected.currency());
    if (!expected.is(sum.amount())) {
      fail("expected " + what + " in total: " + expected + ", but was " + sum);
    }
    asserted.addAll(found);
    return this;
  }

  private List<Ledger.Entry> entries(Predicate<Ledger.Entry> filter) {
    return actual.entries().stream()
        .filter(entry -> cardId.equals(entry.cardId()))
        .filter(filter)
        .toList();
  }

  private List<Ledger.Entry> entriesOf(Operation<?, ?> operation) {
    String name = LedgerAssert.command(operation);
    return entries(entry -> name.equals(entry.operation()));
  }

  /** Includes the commands whose card is not known, because this one may have been meant. */
  private List<Ledger.WithoutEffect> withoutEffect() {
    return actual.withoutEffect().stream()
        .filter(command -> command.cardId() == null || cardId.equals(command.cardId()))
        .toList();
  }

  private static String numbers(List<Ledger.Entry> entries) {
    return entries.isEmpty()
        ? " none"
        : entries.stream().map(entry -> " #" + entry.number()).reduce("", String::concat);
  }

  private void fail(String message) {
    failWithMessage(
        "%s",
        "card "
            + cardId
            + ": "
            + message
            + "; its ledger:"
            + LedgerText.arranged(actual.arrangedByCurrency(cardId))
            + LedgerText.of(entries(entry -> true))
            + LedgerText.withoutEffect(withoutEffect()));
  }
}
