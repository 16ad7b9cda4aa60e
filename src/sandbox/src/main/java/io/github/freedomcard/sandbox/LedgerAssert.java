package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about all that took effect in a sandbox, see {@link SandboxAssertions}; for use by one
 * thread.
 */
public final class LedgerAssert extends AbstractAssert<LedgerAssert, Ledger> {

  private final Set<Ledger.Entry> told = new HashSet<>();

  LedgerAssert(Ledger actual) {
    super(requireNonNull(actual, "actual"), LedgerAssert.class);
  }

  /**
   * Goes on to assertions about one card; a gift card's id is its number in digits. Fails if the
   * sandbox has had no such card, for then all that is said of it were true of none.
   */
  public CardAssert card(String cardId) {
    if (!actual.hasCard(requireNonNull(cardId, "cardId"))) {
      fail("card " + cardId + ": no such card; the ledger:" + LedgerText.of(actual.entries()));
    }
    return new CardAssert(actual, cardId).as(descriptionText());
  }

  /** Goes on to assertions about one gift card, as {@link #card} does. */
  public CardAssert giftCard(long cardId) {
    return card(Long.toString(cardId));
  }

  /**
   * Fails unless this operation took effect so many times in all, whatever card it was on.
   *
   * @throws IllegalArgumentException if {@code times} is negative, or the operation is a read,
   *     which has no effect
   */
  public LedgerAssert tookEffect(Operation<?, ?> operation, int times) {
    if (times < 0) {
      throw new IllegalArgumentException("times < 0: " + times);
    }
    List<Ledger.Entry> found = actual.entries(command(operation));
    if (found.size() != times) {
      fail(
          LedgerText.expected(operation, times, found.size())
              + "; the ledger:"
              + LedgerText.of(actual.entries()));
    }
    told.addAll(found);
    return this;
  }

  /** Fails unless the command with this {@code request_id} took effect, and once. */
  public LedgerAssert tookEffectOnce(UUID requestId) {
    expect(requestId, 1);
    actual.entries().stream()
        .filter(entry -> requestId.equals(entry.requestId()))
        .forEach(told::add);
    return this;
  }

  /** Fails if the command with this {@code request_id} took effect. */
  public LedgerAssert neverTookEffect(UUID requestId) {
    expect(requestId, 0);
    return this;
  }

  /**
   * Fails if any command took effect but those that {@link #tookEffectOnce} and {@link #tookEffect}
   * were told of; what {@link #card} goes on to, this chain is not told.
   */
  public LedgerAssert nothingElse() {
    List<Ledger.Entry> others =
        actual.entries().stream().filter(entry -> !told.contains(entry)).toList();
    if (!others.isEmpty()) {
      fail("expected nothing else to take effect, but there is:" + LedgerText.of(others));
    }
    return this;
  }

  /** The name of an operation that the ledger can have entries of. */
  static String command(Operation<?, ?> operation) {
    if (requireNonNull(operation, "operation").effect() == Effect.READ) {
      throw new IllegalArgumentException("operation: a read, without effect: " + operation.name());
    }
    return operation.name();
  }

  private void expect(UUID requestId, int times) {
    int effects = actual.effects(requireNonNull(requestId, "requestId"));
    if (effects != times) {
      fail(
          "request "
              + requestId
              + ": expected to take effect "
              + LedgerText.times(times)
              + ", but did "
              + LedgerText.times(effects)
              + "; the ledger:"
              + LedgerText.of(actual.entries()));
    }
  }

  private void fail(String message) {
    failWithMessage("%s", message);
  }
}
