package io.github.freedomcard.sandbox;

import org.assertj.core.api.Assertions;

/**
 * Where assertions about a sandbox begin, in the style of AssertJ, which has to be on the class
 * path for them; the rest of the sandbox does without.
 *
 * <pre>{@code
 * SandboxAssertions.assertThat(sandbox.ledger())
 *     .card(cardId)
 *     .chargedOnce("10.50", "KZT")
 *     .nothingElse();
 * }</pre>
 *
 * <p>It has all of AssertJ's own assertions too, so that one static import is enough. That of
 * {@code SandboxAssertions.assertThat} goes together with any of {@link Assertions}; that of {@code
 * SandboxAssertions.*} is hidden by one of {@code Assertions.assertThat}. A failure shows the
 * entries of the ledger that it is about, in which there are no secrets and no person data.
 */
public final class SandboxAssertions extends Assertions {

  private SandboxAssertions() {}

  /** Begins an assertion about what took effect in a sandbox. */
  public static LedgerAssert assertThat(Ledger actual) {
    return new LedgerAssert(actual);
  }
}
