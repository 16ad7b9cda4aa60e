package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Something that a value of a request is held to. */
@FunctionalInterface
interface Rule {

  /** Adds to {@code broken} what is wrong with {@code value}, which stands at {@code path}. */
  void check(String path, JsonNode value, List<Violation> broken);

  /** This rule, and {@code next} if this one is kept. */
  default Rule and(Rule next) {
    return (path, value, broken) -> {
      int before = broken.size();
      check(path, value, broken);
      if (broken.size() == before) {
        next.check(path, value, broken);
      }
    };
  }
}
