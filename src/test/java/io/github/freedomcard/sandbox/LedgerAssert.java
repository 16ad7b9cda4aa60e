package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

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

  private final Set<UUID> told = new HashSet<>();

  LedgerAssert(Ledger actual) {
    super(requireNonNull(actual, "actual"), LedgerAssert.class);
  }

  /** Goes on to assertions about one card; a gift card's id is its number in digits. */
  public CardAssert card(String cardId) {
    return new CardAssert(actual, requireNonNull(cardId, "cardId")).as(descriptionText());
  }

  /** Fails unless the command with this {@code request_id} took effect, and once. */
  public LedgerAssert tookEffectOnce(UUID requestId) {
    expect(requestId, 1);
    told.add(requestId);
    return this;
  }

  /** Fails if the command with this {@code request_id} took effect. */
  public LedgerAssert neverTookEffect(UUID requestId) {
    expect(requestId, 0);
    return this;
  }

  /**
   * Fails if any command took effect but those that {@link #tookEffectOnce} was told of; one
   * without a {@code request_id} always is another.
   */
  public LedgerAssert nothingElse() {
    List<Ledger.Entry> others =
        actual.entries().stream().filter(entry -> !told.contains(entry.requestId())).toList();
    if (!others.isEmpty()) {
      fail("expected nothing else to take effect, but there is:" + LedgerText.of(others));
    }
    return this;
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
