package io.github.freedomcard.sandbox;

/**
 * A rule that a field violates; the value is omitted, because it may be sensitive.
 *
 * @param field the path to the field, such as {@code client.address1.country}
 * @param rule the violated rule
 */
record Violation(String field, String rule) {

  @Override
  public String toString() {
    return field + ": " + rule;
  }
}
