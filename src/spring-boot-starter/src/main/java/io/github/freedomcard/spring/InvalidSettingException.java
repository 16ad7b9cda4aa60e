package io.github.freedomcard.spring;

/** A property that is missing or wrong. No message quotes a secret. */
final class InvalidSettingException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String action;

  InvalidSettingException(String description, String action) {
    super(description);
    this.action = action;
  }

  String action() {
    return action;
  }
}
