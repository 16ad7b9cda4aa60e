package io.github.freedomcard.sandbox;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a careful merchant writes down beside a sandbox: which credits, debits and gift cards there
 * were, and what became of each. It keeps no balance: every sum is added up anew from these facts,
 * so that it shares no way of reckoning with the sandbox.
 */
final class ReferenceLedger {

  /** How far a card has come. */
  enum Life {
    NEW,
    IN_USE,
    STOPPED,
    GONE
  }

  final List<ReferenceCard> cards = new ArrayList<>();
  final List<Credit> credits = new ArrayList<>();
  final List<Debit> debits = new ArrayList<>();
  final List<Gift> gifts = new ArrayList<>();
  final BigDecimal openingDeposit;

  ReferenceLedger(BigDecimal openingDeposit) {
    this.openingDeposit = openingDeposit;
  }

  /** A payment card. */
  static final class ReferenceCard {

    final String id;
    Life life = Life.NEW;

    ReferenceCard(String id) {
      this.id = id;
    }
  }

  /** Money that came in. */
  static final class Credit {

    final ReferenceCard card;
    final String currency;
    final BigDecimal amount;
    String id = "";

    Credit(ReferenceCard card, String currency, BigDecimal amount) {
      this.card = card;
      this.currency = currency;
      this.amount = amount;
    }
  }

  /** Money that was asked for, and what became of it. */
  static final class Debit {

    final ReferenceCard card;
    final String currency;
    final BigDecimal amount;
    String id = "";

    /** Given back before the clearing, and after it. */
    BigDecimal unheld = BigDecimal.ZERO;

    BigDecimal refunded = BigDecimal.ZERO;

    /** What the clearing took; null before it. */
    @Nullable BigDecimal cleared;

    Debit(ReferenceCard card, String currency, BigDecimal amount) {
      this.card = card;
      this.currency = currency;
      this.amount = amount;
    }

    /** What the card is still without: held before the clearing, paid after it. */
    BigDecimal open() {
      return cleared == null ? amount.subtract(unheld) : cleared.subtract(refunded);
    }
  }

  /** A gift card; one without a price is blank. */
  static final class Gift {

    final long id;
    @Nullable BigDecimal price;
    boolean confirmed;

    Gift(long id) {
      this.id = id;
    }
  }

  // What is to be: true if it is done, and written down then.

  boolean move(ReferenceCard card, Life from, Life to) {
    if (card.life != from) {
      return false;
    }
    card.life = to;
    return true;
  }

  boolean close(ReferenceCard card) {
    boolean wasOpen = card.life != Life.GONE;
    card.life = Life.GONE;
    return wasOpen;
  }

  boolean credit(Credit credit) {
    return credit.card.life != Life.GONE && credits.add(credit);
  }

  boolean debit(Debit debit) {
    boolean covered = available(debit.card, debit.currency).subtract(debit.amount).signum() >= 0;
    return debit.card.life == Life.IN_USE && covered && debits.add(debit);
  }

  boolean clear(Debit debit, @Nullable BigDecimal part) {
    if (debit.cleared != null || !covers(debit.open(), part)) {
      return false;
    }
    debit.cleared = part == null ? debit.open() : part;
    return true;
  }

  boolean refund(Debit debit, @Nullable BigDecimal part) {
    BigDecimal open = debit.open();
    if (!covers(open, part)) {
      return false;
    }
    BigDecimal back = part == null ? open : part;
    if (debit.cleared == null) {
      debit.unheld = debit.unheld.add(back);
    } else {
      debit.refunded = debit.refunded.add(back);
    }
    return true;
  }

  private static boolean covers(BigDecimal open, @Nullable BigDecimal part) {
    return open.signum() > 0 && (part == null || part.compareTo(open) <= 0);
  }

  /** Whether the merchant can pay so much. */
  boolean depositCovers(BigDecimal price) {
    return depositLeft().compareTo(price) >= 0;
  }

  // Sums.

  private static <T> BigDecimal sum(
      List<T> facts, Predicate<T> wanted, Function<T, BigDecimal> amount) {
    BigDecimal sum = BigDecimal.ZERO;
    for (T fact : facts) {
      if (wanted.test(fact)) {
        sum = sum.add(amount.apply(fact));
      }
    }
    return sum;
  }

  private BigDecimal of(ReferenceCard card, String currency, Function<Debit, BigDecimal> amount) {
    return sum(debits, debit -> debit.card == card && debit.currency.equals(currency), amount);
  }

  private static BigDecimal orZero(@Nullable BigDecimal amount) {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  /** All that came in. */
  BigDecimal credited(ReferenceCard card, String currency) {
    return sum(
        credits,
        credit -> credit.card == card && credit.currency.equals(currency),
        credit -> credit.amount);
  }

  /** All that was cleared. */
  BigDecimal paid(ReferenceCard card, String currency) {
    return of(card, currency, debit -> orZero(debit.cleared));
  }

  /** What was given back of that. */
  BigDecimal refunded(ReferenceCard card, String currency) {
    return of(card, currency, debit -> debit.refunded);
  }

  /** What was given back before it was cleared. */
  BigDecimal unheld(ReferenceCard card, String currency) {
    return of(card, currency, debit -> debit.unheld);
  }

  /** What is still held. */
  BigDecimal held(ReferenceCard card, String currency) {
    return of(card, currency, debit -> debit.cleared == null ? debit.open() : BigDecimal.ZERO);
  }

  BigDecimal balance(ReferenceCard card, String currency) {
    return credited(card, currency).subtract(paid(card, currency)).add(refunded(card, currency));
  }

  BigDecimal available(ReferenceCard card, String currency) {
    return balance(card, currency).subtract(held(card, currency));
  }

  /** Whether money in this currency ever came in. */
  boolean knows(ReferenceCard card, String currency) {
    return credits.stream()
        .anyMatch(credit -> credit.card == card && credit.currency.equals(currency));
  }

  BigDecimal depositLeft() {
    return openingDeposit.subtract(sum(gifts, gift -> true, gift -> orZero(gift.price)));
  }
}
