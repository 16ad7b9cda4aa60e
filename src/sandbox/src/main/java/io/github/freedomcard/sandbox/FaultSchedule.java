package io.github.freedomcard.sandbox;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The faults that are armed for one operation. Not thread-safe: {@link Faults} holds its lock. */
final class FaultSchedule {

  private final NavigableMap<Long, Fault> planned = new TreeMap<>();
  private @Nullable Fault always;
  private long seen;

  /** For the next request that none is planned for. */
  void next(Fault fault) {
    long number = seen + 1;
    while (planned.containsKey(number)) {
      number++;
    }
    planned.put(number, fault);
  }

  /** For the n-th request from now on; false if one is planned for it. */
  boolean on(int occurrence, Fault fault) {
    return planned.putIfAbsent(seen + occurrence, fault) == null;
  }

  void always(Fault fault) {
    always = fault;
  }

  /** The fault of the request that has just come; null if nothing goes wrong with it. */
  @Nullable Fault take() {
    seen++;
    Fault fault = planned.remove(seen);
    return fault == null ? always : fault;
  }

  /** What is planned and has not happened; what always happens is not among it. */
  List<Fault> pending() {
    return List.copyOf(planned.values());
  }
}
