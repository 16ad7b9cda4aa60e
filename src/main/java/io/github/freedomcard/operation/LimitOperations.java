package io.github.freedomcard.operation;

/** x */
public final class LimitOperations {
  private LimitOperations() {}
}
