package io.github.freedomcard.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a run saw, and what of it should not be. */
final class Violations {

  private static final int KEPT = 10;

  /** Of fewer, one odd answer would make the average. */
  private static final int ENOUGH = 500;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Cost> slowest = new ArrayList<>();
  private double mostOfAllowed;
  private long allocated;
  private int read;
  private int violated;

  /** What one body cost. */
  private record Cost(long nanos, long visible, String what) {}

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  void violation(String rule, String where) {
    violated++;
    if (violations.size() < KEPT) {
      violations.add(rule + "\n    " + where);
    }
  }

  void cost(ResourceUsage used, long visible, Supplier<String> what) {
    if (slowest.size() < KEPT || used.nanos() > slowest.get(KEPT - 1).nanos()) {
      slowest.add(new Cost(used.nanos(), visible, what.get()));
      slowest.sort(Comparator.comparingLong(Cost::nanos).reversed());
      if (slowest.size() > KEPT) {
        slowest.remove(KEPT);
      }
    }
  }

  void allocated(long bytes, long allowed, boolean wasRead) {
    mostOfAllowed = Math.max(mostOfAllowed, (double) bytes / allowed);
    if (wasRead) {
      allocated += bytes;
      read++;
    }
  }

  /** How many bytes were allocated for what could be read, averaged; 0 for too few to tell. */
  long allocatedOnAverage() {
    return read < ENOUGH ? 0 : allocated / read;
  }

  /** The most time that anything took on the CPU. */
  long mostNanos() {
    return slowest.isEmpty() ? 0 : slowest.get(0).nanos();
  }

  Map<String, Integer> counts() {
    return counts;
  }

  List<String> violations() {
    return violations;
  }

  String report() {
    StringBuilder report = new StringBuilder();
    counts.forEach((what, count) -> report.append(String.format("  %,11d %s%n", count, what)));
    report.append(
        String.format(
            "  %,d bytes allocated on average for what could be read%n"
                + "  %.2f of what may be allocated for what came, at most%n",
            allocatedOnAverage(), mostOfAllowed));
    report.append("  the slowest:").append(System.lineSeparator());
    for (Cost cost : slowest) {
      report.append(
          String.format(
              "  %,11d us of CPU for %,d bytes: %s%n",
              cost.nanos() / 1000, cost.visible(), cost.what()));
    }
    report.append(String.format("  %,d violations%n", violated));
    violations.forEach(each -> report.append("  VIOLATION ").append(each).append('\n'));
    return report.toString();
  }
}
