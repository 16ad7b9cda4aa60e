package io.github.freedomcard.sandbox;

import org.assertj.core.api.Assertions;

/**
 * Entry point for AssertJ assertions about a sandbox. AssertJ must be on the class path; no other
 * part of the sandbox needs it.
 *
 * <pre>{@code
 * SandboxAssertions.assertThat(sandbox.ledger())
 *     .card(cardId)
 *     .chargedOnce("10.50", "KZT")
 *     .nothingElse();
 * }</pre>
 *
 * <p>The class also inherits all assertions of AssertJ, so one static import is enough. A static
 * import of {@code SandboxAssertions.assertThat} can be combined with any import of {@link
 * Assertions}; an import of {@code SandboxAssertions.*} is shadowed by {@code
 * Assertions.assertThat}. A failure shows the relevant ledger entries, then the commands without
 * effect: those in process, and those that were refused, with the sandbox's error code. Neither
 * contains secrets or personal data.
 */
public final class SandboxAssertions extends Assertions {

  private SandboxAssertions() {}

  /** Starts an assertion about what took effect in a sandbox. */
  public static LedgerAssert assertThat(Ledger actual) {
    return new LedgerAssert(actual);
  }
}
