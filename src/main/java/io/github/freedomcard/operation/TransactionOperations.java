package io.github.freedomcard.operation;

/** x */
public final class TransactionOperations {
  private TransactionOperations() {}
}
