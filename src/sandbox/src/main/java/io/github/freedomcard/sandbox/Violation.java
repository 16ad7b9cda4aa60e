package io.github.freedomcard.sandbox;

/**
 * A rule that a field breaks; the value is not part of it, because it may be sensitive.
 *
 * @param field with the path to it, such as {@code client.address1.country}
 * @param rule what is wrong with it
 */
record Violation(String field, String rule) {

  @Override
  public String toString() {
    return field + ": " + rule;
  }
}
