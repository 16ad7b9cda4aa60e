package io.github.freedomcard.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Counts the results of a run and keeps its violations and highest costs. */
final class FuzzReport {

  private static final int MAX_KEPT = 10;

  /** With fewer inputs a single one dominates the average. */
  private static final int MIN_FOR_AVERAGE = 500;

  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> violations = new ArrayList<>();
  private final List<Cost> slowest = new ArrayList<>();
  private double maxBudgetShare;
  private long allocated;
  private int accepted;
  private int violationCount;

  /** The cost of one input. */
  private record Cost(long nanos, long readable, String what) {}

  void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  void violation(String rule, String where) {
    violationCount++;
    if (violations.size() < MAX_KEPT) {
      violations.add(rule + "\n    " + where);
    }
  }

  void cost(ResourceUsage used, long readable, Supplier<String> what) {
    if (slowest.size() < MAX_KEPT || used.nanos() > slowest.get(MAX_KEPT - 1).nanos()) {
      slowest.add(new Cost(used.nanos(), readable, what.get()));
      slowest.sort(Comparator.comparingLong(Cost::nanos).reversed());
      if (slowest.size() > MAX_KEPT) {
        slowest.remove(MAX_KEPT);
      }
    }
  }

  void allocated(long bytes, long allowed, boolean wasAccepted) {
    maxBudgetShare = Math.max(maxBudgetShare, (double) bytes / allowed);
    if (wasAccepted) {
      allocated += bytes;
      accepted++;
    }
  }

  /** Returns the average allocation of accepted inputs in bytes; 0 if there are too few. */
  long averageAllocation() {
    return accepted < MIN_FOR_AVERAGE ? 0 : allocated / accepted;
  }

  /** Returns the highest CPU time in nanoseconds. */
  long maxNanos() {
    return slowest.isEmpty() ? 0 : slowest.get(0).nanos();
  }

  Map<String, Integer> counts() {
    return counts;
  }

  List<String> violations() {
    return violations;
  }

  String text() {
    StringBuilder report = new StringBuilder();
    counts.forEach((what, count) -> report.append(String.format("  %,11d %s%n", count, what)));
    report.append(
        String.format(
            "  %,d bytes allocated on average for accepted input%n"
                + "  %.2f of the allocation budget at most%n",
            averageAllocation(), maxBudgetShare));
    report.append("  the slowest:").append(System.lineSeparator());
    for (Cost cost : slowest) {
      report.append(
          String.format(
              "  %,11d us of CPU for %,d bytes: %s%n",
              cost.nanos() / 1000, cost.readable(), cost.what()));
    }
    report.append(String.format("  %,d violations%n", violationCount));
    violations.forEach(each -> report.append("  VIOLATION ").append(each).append('\n'));
    return report.toString();
  }
}
