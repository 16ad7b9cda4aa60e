package io.github.freedomcard.sandbox;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The armed faults of one operation. Not thread-safe: {@link Faults} holds its lock. */
final class FaultSchedule {

  private final NavigableMap<Long, Fault> scheduled = new TreeMap<>();
  private @Nullable Fault always;
  private long seen;

  /** Arms a fault for the next request that has none. */
  void next(Fault fault) {
    long number = seen + 1;
    while (scheduled.containsKey(number)) {
      number++;
    }
    scheduled.put(number, fault);
  }

  /** Arms a fault for the n-th request from now; returns false if that request already has one. */
  boolean on(int occurrence, Fault fault) {
    return scheduled.putIfAbsent(seen + occurrence, fault) == null;
  }

  void always(Fault fault) {
    always = fault;
  }

  /** Returns the fault for all requests; null if there is none. */
  @Nullable Fault always() {
    return always;
  }

  /** Returns the fault of the request that was just received; null if there is none. */
  @Nullable Fault take() {
    seen++;
    Fault fault = scheduled.remove(seen);
    return fault == null ? always : fault;
  }

  /** Returns the scheduled faults that were not triggered, without the fault for all requests. */
  List<Fault> pending() {
    return List.copyOf(scheduled.values());
  }
}
