package io.github.freedomcard.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts, and what was wrong. Thread-safe. */
final class Counters {

  private static final int KEPT = 50;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private int violated;

  synchronized void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  synchronized void violate(String what, String how) {
    count("wrong: " + what);
    violated++;
    if (violations.size() < KEPT) {
      violations.add(what + ": " + how);
    }
  }

  synchronized int of(String what) {
    return counts.getOrDefault(what, 0);
  }

  /** The counts of what begins so, without the beginning. */
  synchronized Map<String, Integer> beginning(String prefix) {
    Map<String, Integer> found = new TreeMap<>();
    counts.forEach(
        (what, count) -> {
          if (what.startsWith(prefix)) {
            found.put(what.substring(prefix.length()), count);
          }
        });
    return found;
  }

  synchronized int violated() {
    return violated;
  }

  /** The first of what was wrong. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }
}
