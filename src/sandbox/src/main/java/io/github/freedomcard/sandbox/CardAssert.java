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
 * Assertions about what commands did to one card, see {@link LedgerAssert#card}. Purchases and
 * balances that a test arranged count in {@link #hasAvailable} alone. For use by one thread.
 *
 * <p>A charge is a debit transaction, held or cleared, at its full amount; of a gift card, its
 * issue. A refund or a clearing leaves it a charge. Amounts are compared as numbers: {@code 10.5}
 * is {@code 10.50}. All methods throw {@link IllegalArgumentException} for an amount that is none,
 * and for a currency that is not three capital letters; those about an operation throw it for a
 * read, which has no effect.
 */
public final class CardAssert extends AbstractAssert<CardAssert, Ledger> {

  private final String cardId;
  private final Set<Ledger.Entry> told = new HashSet<>();

  CardAssert(Ledger actual, String cardId) {
    super(actual, CardAssert.class);
    this.cardId = cardId;
  }

  /** Fails unless the card was charged once, with this amount. */
  public CardAssert chargedOnce(String amount, String currency) {
    return once("charge", Money.positive(amount, currency), Ledger.Entry::charged);
  }

  /** Fails if the card was charged. */
  public CardAssert notCharged() {
    return never("charge", Ledger.Entry::charged);
  }

  /**
   * Fails unless what the card was charged in this currency, less what clearings released, makes up
   * this amount.
   */
  public CardAssert chargedInAll(String amount, String currency) {
    return inAll("charged", Money.notNegative(amount, currency), Ledger.Entry::charged);
  }

  /** Fails unless the card got one refund, of this amount. */
  public CardAssert refundedOnce(String amount, String currency) {
    return once("refund", Money.positive(amount, currency), Ledger.Entry::refunded);
  }

  /** Fails if the card got a refund. */
  public CardAssert notRefunded() {
    return never("refund", Ledger.Entry::refunded);
  }

  /** Fails unless the card's refunds in this currency make up this amount. */
  public CardAssert refundedInAll(String amount, String currency) {
    return inAll("refunded", Money.notNegative(amount, currency), Ledger.Entry::refunded);
  }

  /** Fails unless the card got one credit, of this amount. */
  public CardAssert fundedOnce(String amount, String currency) {
    return once("credit", Money.positive(amount, currency), Ledger.Entry::funded);
  }

  /** Fails if the card got a credit. */
  public CardAssert notFunded() {
    return never("credit", Ledger.Entry::funded);
  }

  /** Fails unless the card's credits in this currency make up this amount. */
  public CardAssert fundedInAll(String amount, String currency) {
    return inAll("funded", Money.notNegative(amount, currency), Ledger.Entry::funded);
  }

  /** Fails unless this amount is available to the card, as {@link Ledger#available} tells it. */
  public CardAssert hasAvailable(String amount, String currency) {
    Money expected = Money.notNegative(amount, currency);
    BigDecimal available = actual.available(cardId, currency);
    if (!expected.is(available)) {
      fail("expected " + expected + " available, but there is " + new Money(available, currency));
    }
    return this;
  }

  /** Fails unless this operation took effect on the card, and once. */
  public CardAssert tookEffectOnce(Operation<?, ?> operation) {
    List<Ledger.Entry> found = entriesOf(operation);
    if (found.size() != 1) {
      fail(LedgerText.expected(operation, 1, found.size()));
    }
    told.addAll(found);
    return this;
  }

  /** Fails if this operation took effect on the card. */
  public CardAssert neverTookEffect(Operation<?, ?> operation) {
    List<Ledger.Entry> found = entriesOf(operation);
    if (!found.isEmpty()) {
      fail(LedgerText.expected(operation, 0, found.size()));
    }
    return this;
  }

  /**
   * Fails if a command took effect on the card that no assertion of this chain was about. Cards
   * made in bulk: their issue concerns no single card.
   */
  public CardAssert nothingElse() {
    List<Ledger.Entry> others = entries(entry -> !told.contains(entry));
    if (!others.isEmpty()) {
      fail("expected nothing else to take effect, but there is" + numbers(others));
    }
    return this;
  }

  private CardAssert once(String what, Money expected, Function<Ledger.Entry, BigDecimal> amount) {
    List<Ledger.Entry> found = entries(entry -> amount.apply(entry).signum() > 0);
    if (found.size() != 1
        || !expected.is(amount.apply(found.get(0)))
        || !expected.currency().equals(found.get(0).currency())) {
      fail("expected one " + what + ", of " + expected + ", but there is" + numbers(found));
    }
    told.addAll(found);
    return this;
  }

  private CardAssert never(String what, Function<Ledger.Entry, BigDecimal> amount) {
    List<Ledger.Entry> found = entries(entry -> amount.apply(entry).signum() > 0);
    if (!found.isEmpty()) {
      fail("expected no " + what + ", but there is" + numbers(found));
    }
    return this;
  }

  private CardAssert inAll(String what, Money expected, Function<Ledger.Entry, BigDecimal> amount) {
    List<Ledger.Entry> found =
        entries(
            entry ->
                amount.apply(entry).signum() != 0 && expected.currency().equals(entry.currency()));
    Money sum =
        new Money(
            found.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add),
            expected.currency());
    if (!expected.is(sum.amount())) {
      fail("expected to be " + what + " " + expected + " in all, but was " + sum);
    }
    told.addAll(found);
    return this;
  }

  private List<Ledger.Entry> entries(Predicate<Ledger.Entry> which) {
    return actual.entries().stream()
        .filter(entry -> cardId.equals(entry.cardId()))
        .filter(which)
        .toList();
  }

  private List<Ledger.Entry> entriesOf(Operation<?, ?> operation) {
    String name = LedgerAssert.command(operation);
    return entries(entry -> name.equals(entry.operation()));
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
            + LedgerText.of(entries(entry -> true)));
  }
}
