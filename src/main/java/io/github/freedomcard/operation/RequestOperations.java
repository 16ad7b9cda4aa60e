package io.github.freedomcard.operation;

/** x */
public final class RequestOperations {
  private RequestOperations() {}
}
