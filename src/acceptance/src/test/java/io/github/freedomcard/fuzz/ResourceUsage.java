package io.github.freedomcard.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** The bytes that this thread allocated and its CPU time. */
record ResourceUsage(long bytes, long nanos) {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static ResourceUsage now() {
    return new ResourceUsage(
        THREADS.getCurrentThreadAllocatedBytes(), THREADS.getCurrentThreadCpuTime());
  }

  ResourceUsage since(ResourceUsage earlier) {
    return new ResourceUsage(bytes - earlier.bytes, nanos - earlier.nanos);
  }

  ResourceUsage plus(ResourceUsage other) {
    return new ResourceUsage(bytes + other.bytes, nanos + other.nanos);
  }
}
