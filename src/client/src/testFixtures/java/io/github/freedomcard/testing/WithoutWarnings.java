package io.github.freedomcard.testing;

import java.io.OutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps warnings of unknown outcomes out of the build's log, for tests whose calls mostly end with
 * one. The tests' logging binding writes to {@code System.err}.
 */
public final class WithoutWarnings implements BeforeEachCallback, AfterEachCallback {

  private final PrintStream before = System.err;

  @Override
  public void beforeEach(ExtensionContext context) {
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false));
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.setErr(before);
  }
}
