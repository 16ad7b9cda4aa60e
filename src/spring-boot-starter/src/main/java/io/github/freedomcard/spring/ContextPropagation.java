package io.github.freedomcard.spring;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.util.ClassUtils;

/**
 * Takes the calling thread's context to the threads of an asynchronous call: what Micrometer's
 * context propagation knows, such as the trace, and the MDC, which it does not know by default.
 */
final class ContextPropagation implements UnaryOperator<Executor> {

  private final ContextSnapshotFactory snapshots =
      ContextSnapshotFactory.builder().clearMissing(true).build();

  static boolean isPresent() {
    return ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory", null);
  }

  @Override
  public Executor apply(Executor executor) {
    ContextSnapshot snapshot = snapshots.captureAll();
    Map<String, String> mdc = MDC.getCopyOfContextMap();
    return task -> executor.execute(() -> run(task, snapshot, mdc));
  }

  private static void run(
      Runnable task, ContextSnapshot snapshot, @Nullable Map<String, String> mdc) {
    Map<String, String> previous = MDC.getCopyOfContextMap();
    try {
      // First the MDC: a trace that the snapshot restores sets its ids in it.
      setMdc(mdc);
      snapshot.wrap(task).run();
    } finally {
      setMdc(previous);
    }
  }

  private static void setMdc(@Nullable Map<String, String> values) {
    if (values == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(values);
    }
  }
}
