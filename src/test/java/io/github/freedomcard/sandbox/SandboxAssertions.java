package io.github.freedomcard.sandbox;

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
 * <p>A static import goes together with that of AssertJ's own {@code assertThat}. A failure shows
 * the entries of the ledger that it is about, in which there are no secrets and no person data.
 */
public final class SandboxAssertions {

  private SandboxAssertions() {}

  /** Begins an assertion about what took effect in a sandbox. */
  public static LedgerAssert assertThat(Ledger actual) {
    return new LedgerAssert(actual);
  }
}
