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
 * Assertions about all commands that took effect in a sandbox, see {@link SandboxAssertions}. Not
 * thread-safe.
 */
public final class LedgerAssert extends AbstractAssert<LedgerAssert, Ledger> {

  private final Set<Ledger.Entry> asserted = new HashSet<>();

  LedgerAssert(Ledger actual) {
    super(requireNonNull(actual, "actual"), LedgerAssert.class);
  }

  /**
   * Continues with assertions about one card; the id of a gift card is its number in digits. Fails
   * if the sandbox never had this card, because every negative assertion about it would pass.
   */
  public CardAssert card(String cardId) {
    if (!actual.hasCard(requireNonNull(cardId, "cardId"))) {
      fail("card " + cardId + ": unknown to the sandbox; the ledger:" + LedgerText.of(actual));
    }
    return new CardAssert(actual, cardId).as(descriptionText());
  }

  /** Continues with assertions about one gift card, see {@link #card}. */
  public CardAssert giftCard(long cardId) {
    return card(Long.toString(cardId));
  }

  /**
   * Fails unless this operation took effect the given number of times, on all cards together.
   *
   * @throws IllegalArgumentException if {@code times} is negative, or if the operation is a read,
   *     which has no effect
   */
  public LedgerAssert tookEffect(Operation<?, ?> operation, int times) {
    if (times < 0) {
      throw new IllegalArgumentException("times < 0: " + times);
    }
    List<Ledger.Entry> found = actual.entries(command(operation));
    if (found.size() != times) {
      fail(
          LedgerText.expected(operation.name(), times, found.size())
              + "; the ledger:"
              + LedgerText.of(actual));
    }
    asserted.addAll(found);
    return this;
  }

  /** Fails unless the command with this {@code request_id} took effect exactly once. */
  public LedgerAssert tookEffectOnce(UUID requestId) {
    expect(requestId, 1);
    actual.entries().stream()
        .filter(entry -> requestId.equals(entry.requestId()))
        .forEach(asserted::add);
    return this;
  }

  /** Fails if the command with this {@code request_id} took effect. */
  public LedgerAssert neverTookEffect(UUID requestId) {
    expect(requestId, 0);
    return this;
  }

  /**
   * Fails if any command took effect that no earlier {@link #tookEffectOnce} or {@link #tookEffect}
   * of this chain asserted. Assertions on {@link #card} do not count for this chain.
   */
  public LedgerAssert nothingElse() {
    List<Ledger.Entry> others =
        actual.entries().stream().filter(entry -> !asserted.contains(entry)).toList();
    if (!others.isEmpty()) {
      fail("expected no other command to take effect, but found:" + LedgerText.of(others));
    }
    return this;
  }

  /** Returns the name of a command; rejects a read, which has no ledger entries. */
  static String command(Operation<?, ?> operation) {
    if (requireNonNull(operation, "operation").effect() == Effect.READ) {
      throw new IllegalArgumentException(
          "operation: a read, which has no effect: " + operation.name());
    }
    return operation.name();
  }

  private void expect(UUID requestId, int times) {
    int effects = actual.effects(requireNonNull(requestId, "requestId"));
    if (effects != times) {
      fail(
          "request "
              + requestId
              + ": "
              + LedgerText.expected("the request", times, effects)
              + "; the ledger:"
              + LedgerText.of(actual));
    }
  }

  private void fail(String message) {
    failWithMessage("%s", message);
  }
}
