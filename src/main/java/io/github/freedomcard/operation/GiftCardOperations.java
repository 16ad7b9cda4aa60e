package io.github.freedomcard.operation;

/** x */
public final class GiftCardOperations {
  private GiftCardOperations() {}
}
