package io.github.freedomcard.operation;

/** x */
public final class ClientOperations {
  private ClientOperations() {}
}
