package io.github.freedomcard.spring.observation;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps observations and prints them as a trace: each below its parent, with keys and error. */
final class SpanTree implements ObservationHandler<Observation.Context> {

  private final List<Observation.Context> started = new CopyOnWriteArrayList<>();
  private final List<Observation.Context> stopped = new CopyOnWriteArrayList<>();

  @Override
  public boolean supportsContext(Observation.Context context) {
    return true;
  }

  @Override
  public void onStart(Observation.Context context) {
    started.add(context);
  }

  @Override
  public void onStop(Observation.Context context) {
    stopped.add(context);
  }

  List<Observation.Context> stopped() {
    return stopped;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    started.stream()
        .filter(context -> parent(context) == null)
        .forEach(context -> append(context, "", text));
    return text.toString();
  }

  private static @Nullable Object parent(Observation.Context context) {
    ObservationView parent = context.getParentObservation();
    return parent == null ? null : parent.getContextView();
  }

  private void append(Observation.Context context, String indent, StringBuilder text) {
    text.append(indent)
        .append(context.getContextualName())
        .append(
            context.getLowCardinalityKeyValues().stream()
                .filter(key -> !key.getKey().equals("operation") && !key.getKey().equals("kind"))
                .sorted()
                .map(SpanTree::text)
                .collect(Collectors.joining(", ", " {", "}")))
        .append(context.getError() == null ? "" : " ERROR")
        .append(stopped.contains(context) ? "" : " not stopped")
        .append('\n');
    started.stream()
        .filter(child -> parent(child) == context)
        .forEach(child -> append(child, indent + "  ", text));
  }

  private static String text(KeyValue key) {
    return key.getKey() + "=" + key.getValue();
  }
}
