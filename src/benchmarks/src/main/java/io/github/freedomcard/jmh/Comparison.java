package io.github.freedomcard.jmh;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares the values of a run with those of an earlier one. */
final class Comparison {

  private static final double TOLERANCE = 0.1;
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Targets.Target> targets;

  Comparison(List<Targets.Target> targets) {
    this.targets = targets;
  }

  void write(Path file) throws IOException {
    Map<String, Map<String, Double>> values = new LinkedHashMap<>();
    for (Targets.Target target : targets) {
      target
          .measured()
          .forEach(
              (jdk, metric) ->
                  values
                      .computeIfAbsent(target.what(), what -> new LinkedHashMap<>())
                      .put(jdk, metric.median()));
    }
    MAPPER.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), values);
  }

  /** A line for each value that is over 10 % worse; none if there is no such file. */
  List<String> worseThan(Path file) throws IOException {
    List<String> worse = new ArrayList<>();
    if (!Files.exists(file)) {
      return worse;
    }
    var before = MAPPER.readTree(file.toFile());
    for (Targets.Target target : targets) {
      target
          .measured()
          .forEach(
              (jdk, metric) -> {
                var old = before.path(target.what()).path(jdk);
                // The best of its range, so that noise is no change.
                double best = target.atMost() ? metric.low() : metric.high();
                double change = (best - old.asDouble()) * (target.atMost() ? 1 : -1);
                if (old.isNumber() && change > TOLERANCE * Math.abs(old.asDouble())) {
                  worse.add(
                      String.format(
                          "worse by more than 10 %%: %s, JDK %s: %s after %s",
                          target.what(), jdk, metric, Metric.number(old.asDouble())));
                }
              });
    }
    return worse;
  }
}
