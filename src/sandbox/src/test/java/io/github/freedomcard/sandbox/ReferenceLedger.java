package io.github.freedomcard.sandbox;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An independent model of the sandbox's money: all credits, debits and gift cards with their
 * results. It stores no balance; every sum is computed from these facts, so it shares no
 * calculation with the sandbox.
 */
final class ReferenceLedger {

  /** Life-cycle stage of a card. */
  enum LifeStage {
    ISSUED,
    ACTIVE,
    BLOCKED,
    CLOSED
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
    LifeStage stage = LifeStage.ISSUED;

    ReferenceCard(String id) {
      this.id = id;
    }
  }

  /** A credit. */
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

  /** A debit and its result. */
  static final class Debit {

    final ReferenceCard card;
    final String currency;
    final BigDecimal amount;
    String id = "";

    /** Refunded before the clearing, and after it. */
    BigDecimal refundedBeforeClearing = BigDecimal.ZERO;

    BigDecimal refunded = BigDecimal.ZERO;

    /** The cleared amount; null before the clearing. */
    @Nullable BigDecimal cleared;

    Debit(ReferenceCard card, String currency, BigDecimal amount) {
      this.card = card;
      this.currency = currency;
      this.amount = amount;
    }

    /**
     * Returns what the card still lacks: the held amount before the clearing, the paid amount after
     * it.
     */
    BigDecimal outstanding() {
      return cleared == null ? amount.subtract(refundedBeforeClearing) : cleared.subtract(refunded);
    }
  }

  /** A gift card; a blank one has no price. */
  static final class Gift {

    final long id;
    @Nullable BigDecimal price;
    boolean confirmed;

    Gift(long id) {
      this.id = id;
    }
  }

  // Commands: return true and record the fact if the command must succeed.

  boolean move(ReferenceCard card, LifeStage from, LifeStage to) {
    if (card.stage != from) {
      return false;
    }
    card.stage = to;
    return true;
  }

  boolean close(ReferenceCard card) {
    boolean wasOpen = card.stage != LifeStage.CLOSED;
    card.stage = LifeStage.CLOSED;
    return wasOpen;
  }

  boolean credit(Credit credit) {
    return credit.card.stage != LifeStage.CLOSED && credits.add(credit);
  }

  boolean debit(Debit debit) {
    boolean covered = available(debit.card, debit.currency).subtract(debit.amount).signum() >= 0;
    return debit.card.stage == LifeStage.ACTIVE && covered && debits.add(debit);
  }

  boolean clear(Debit debit, @Nullable BigDecimal part) {
    if (debit.cleared != null || !covers(debit.outstanding(), part)) {
      return false;
    }
    debit.cleared = part == null ? debit.outstanding() : part;
    return true;
  }

  boolean refund(Debit debit, @Nullable BigDecimal part) {
    BigDecimal outstanding = debit.outstanding();
    if (!covers(outstanding, part)) {
      return false;
    }
    BigDecimal back = part == null ? outstanding : part;
    if (debit.cleared == null) {
      debit.refundedBeforeClearing = debit.refundedBeforeClearing.add(back);
    } else {
      debit.refunded = debit.refunded.add(back);
    }
    return true;
  }

  private static boolean covers(BigDecimal outstanding, @Nullable BigDecimal part) {
    return outstanding.signum() > 0 && (part == null || part.compareTo(outstanding) <= 0);
  }

  /** Returns whether the deposit covers a price. */
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

  /** Returns the sum of all credits. */
  BigDecimal credited(ReferenceCard card, String currency) {
    return sum(
        credits,
        credit -> credit.card == card && credit.currency.equals(currency),
        credit -> credit.amount);
  }

  /** Returns the sum of all cleared amounts. */
  BigDecimal paid(ReferenceCard card, String currency) {
    return of(card, currency, debit -> orZero(debit.cleared));
  }

  /** Returns the sum of the refunds of cleared amounts. */
  BigDecimal refunded(ReferenceCard card, String currency) {
    return of(card, currency, debit -> debit.refunded);
  }

  /** Returns the sum of the refunds before clearing. */
  BigDecimal refundedBeforeClearing(ReferenceCard card, String currency) {
    return of(card, currency, debit -> debit.refundedBeforeClearing);
  }

  /** Returns the sum of the amounts still held. */
  BigDecimal held(ReferenceCard card, String currency) {
    return of(
        card, currency, debit -> debit.cleared == null ? debit.outstanding() : BigDecimal.ZERO);
  }

  BigDecimal balance(ReferenceCard card, String currency) {
    return credited(card, currency).subtract(paid(card, currency)).add(refunded(card, currency));
  }

  BigDecimal available(ReferenceCard card, String currency) {
    return balance(card, currency).subtract(held(card, currency));
  }

  /** Returns whether the card ever received a credit in this currency. */
  boolean knows(ReferenceCard card, String currency) {
    return credits.stream()
        .anyMatch(credit -> credit.card == card && credit.currency.equals(currency));
  }

  BigDecimal depositLeft() {
    return openingDeposit.subtract(sum(gifts, gift -> true, gift -> orZero(gift.price)));
  }
}
