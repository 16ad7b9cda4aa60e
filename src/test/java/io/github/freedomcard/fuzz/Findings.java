package io.github.freedomcard.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a run saw, and what of it should not be. */
final class Findings {

  private static final int KEPT = 10;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Cost> slowest = new ArrayList<>();
  private double mostPerByte;
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

  void cost(Gauge used, long visible, Supplier<String> what) {
    if (visible >= 4096) {
      mostPerByte = Math.max(mostPerByte, (double) used.bytes() / visible);
    }
    if (slowest.size() < KEPT || used.nanos() > slowest.get(KEPT - 1).nanos()) {
      slowest.add(new Cost(used.nanos(), visible, what.get()));
      slowest.sort(Comparator.comparingLong(Cost::nanos).reversed());
      if (slowest.size() > KEPT) {
        slowest.remove(KEPT);
      }
    }
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
            "  %.0f bytes allocated for each byte received, at most, where 4 KiB or more came%n",
            mostPerByte));
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
