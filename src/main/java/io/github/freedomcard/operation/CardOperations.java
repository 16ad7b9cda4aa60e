package io.github.freedomcard.operation;

/** x */
public final class CardOperations {
  private CardOperations() {}
}
