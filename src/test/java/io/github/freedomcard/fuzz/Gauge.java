package io.github.freedomcard.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What this thread has used: bytes allocated and time on the CPU. */
record Gauge(long bytes, long nanos) {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Gauge now() {
    return new Gauge(THREADS.getCurrentThreadAllocatedBytes(), THREADS.getCurrentThreadCpuTime());
  }

  Gauge since(Gauge earlier) {
    return new Gauge(bytes - earlier.bytes, nanos - earlier.nanos);
  }

  Gauge plus(Gauge other) {
    return new Gauge(bytes + other.bytes, nanos + other.nanos);
  }
}
