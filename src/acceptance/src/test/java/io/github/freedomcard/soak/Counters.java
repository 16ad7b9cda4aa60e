package io.github.freedomcard.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts events and keeps the first violations. Thread-safe. */
public final class Counters {

  private static final int MAX_KEPT = 50;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private int violationCount;

  /** Counts an event. */
  public synchronized void count(String name) {
    counts.merge(name, 1, Integer::sum);
  }

  /** Counts a violation and keeps it if it is among the first. */
  public synchronized void violation(String rule, String detail) {
    count("violation: " + rule);
    violationCount++;
    if (violations.size() < MAX_KEPT) {
      violations.add(rule + ": " + detail);
    }
  }

  /** How often an event was counted. */
  public synchronized int get(String name) {
    return counts.getOrDefault(name, 0);
  }

  /** Returns the counts whose names start with the prefix, without the prefix. */
  public synchronized Map<String, Integer> withPrefix(String prefix) {
    Map<String, Integer> matching = new TreeMap<>();
    counts.forEach(
        (name, count) -> {
          if (name.startsWith(prefix)) {
            matching.put(name.substring(prefix.length()), count);
          }
        });
    return matching;
  }

  /** How many violations there were. */
  public synchronized int violationCount() {
    return violationCount;
  }

  /** Returns the first violations. */
  public synchronized List<String> violations() {
    return List.copyOf(violations);
  }
}
