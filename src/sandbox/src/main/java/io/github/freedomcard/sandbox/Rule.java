package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A rule for a value of a request. */
@FunctionalInterface
interface Rule {

  /** Adds the violations of {@code value} at {@code path} to {@code violations}. */
  void check(String path, JsonNode value, List<Violation> violations);

  /** Reports the fields in {@code value} that no rule names; none, unless it knows all of them. */
  default void findUnknown(String path, JsonNode value, UnknownFields unknown) {}

  /** Returns a rule that checks {@code next} if this rule is met. */
  default Rule and(Rule next) {
    return (path, value, violations) -> {
      int before = violations.size();
      check(path, value, violations);
      if (violations.size() == before) {
        next.check(path, value, violations);
      }
    };
  }
}
