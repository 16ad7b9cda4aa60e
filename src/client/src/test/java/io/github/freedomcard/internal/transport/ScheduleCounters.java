package io.github.freedomcard.internal.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The results of a set of schedules. For one thread; the parts are added at the end. */
final class ScheduleCounters {

  private static final int SAMPLES = 3;

  private final Map<String, Long> violations = new TreeMap<>();
  private final Map<String, List<String>> samples = new TreeMap<>();
  private final Map<String, Long> results = new TreeMap<>();
  private long visited;
  private long exchanges;
  private long sequences;
  private long placements;
  private long repeats;

  /** Counts a run and the schedules that it represents. */
  void visited(long sequences, long placements, int exchanges, String result) {
    visited++;
    this.sequences += sequences;
    this.placements += placements;
    this.exchanges += exchanges;
    results.merge(result, 1L, Long::sum);
  }

  void repeated() {
    repeats++;
  }

  /** Counts a violation of a rule. */
  void violation(String rule, Supplier<String> description) {
    violations.merge(rule, 1L, Long::sum);
    List<String> some = samples.computeIfAbsent(rule, unused -> new ArrayList<>());
    if (some.size() < SAMPLES) {
      some.add(description.get());
    }
  }

  void add(ScheduleCounters other) {
    visited += other.visited;
    exchanges += other.exchanges;
    sequences += other.sequences;
    placements += other.placements;
    repeats += other.repeats;
    other.violations.forEach((rule, count) -> violations.merge(rule, count, Long::sum));
    other.results.forEach((result, count) -> results.merge(result, count, Long::sum));
    other.samples.forEach(
        (rule, some) -> {
          List<String> all = samples.computeIfAbsent(rule, unused -> new ArrayList<>());
          some.stream().limit(SAMPLES - all.size()).forEach(all::add);
        });
  }

  long visited() {
    return visited;
  }

  long sequences() {
    return sequences;
  }

  long placements() {
    return placements;
  }

  Map<String, Long> violations() {
    return violations;
  }

  /** The results that occurred, such as {@code DIRECT} or {@code UNKNOWN}. */
  Map<String, Long> results() {
    return results;
  }

  /** Some schedules that violated each rule. */
  String samples() {
    StringBuilder text = new StringBuilder();
    samples.forEach(
        (rule, some) ->
            some.forEach(one -> text.append(rule).append(": ").append(one).append('\n')));
    return text.toString();
  }

  @Override
  public String toString() {
    return String.format(
        "%,d runs, %,d calls repeated, %,d exchanges; they represent %,d sequences of faults and"
            + " %,d placements; results %s; violations %s",
        visited, repeats, exchanges, sequences, placements, results, violations);
  }
}
