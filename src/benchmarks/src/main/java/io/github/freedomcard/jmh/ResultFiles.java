package io.github.freedomcard.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the result files of the runs. Every metric is null if it was not measured. */
final class ResultFiles {

  static final String CPU = CpuProfiler.NAME;
  static final String ALLOCATED = "gc.alloc.rate.norm";
  static final String TIME = "time";
  static final String P99 = "p99";

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, JsonNode> files = new TreeMap<>();

  ResultFiles(Path directory) throws IOException {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : found) {
        String name = file.getFileName().toString();
        files.put(name.substring(0, name.length() - 5), MAPPER.readTree(file.toFile()));
      }
    }
  }

  /** Returns the file with this name; null if there is none. */
  @Nullable JsonNode file(String name) {
    return files.get(name);
  }

  /** Returns the JMH results in the file with this name; none if there is no such file. */
  JsonNode all(String name) {
    return files.getOrDefault(name, MAPPER.createArrayNode());
  }

  @Nullable Metric signing(String jdk, String method, String metric) {
    return find(jdk + "-signing", "SigningBenchmark." + method, metric, "bytes", "1024");
  }

  @Nullable Metric called(String jdk, String caller, Wire wire, String metric) {
    return find(
        jdk + "-call-" + wire, "CallBenchmark.call", metric, "caller", caller, "wire", wire.name());
  }

  /** The median of the peers that is the least; null if none was measured. */
  @Nullable Metric best(String jdk, List<String> peers, Wire wire, String metric) {
    return peers.stream()
        .map(peer -> called(jdk, peer, wire, metric))
        .filter(Objects::nonNull)
        .min((one, other) -> Double.compare(one.median(), other.median()))
        .orElse(null);
  }

  @Nullable Metric reconnected(String jdk, String caller) {
    return find(jdk + "-reconnect", "ReconnectBenchmark.call", TIME, "caller", caller);
  }

  @Nullable Metric statement(String jdk, String method, int operations, String metric) {
    return find(
        jdk + "-parsing",
        "StatementBenchmark." + method,
        metric,
        "operations",
        Integer.toString(operations));
  }

  /** Finds the metric of a benchmark; the parameters alternate names and values. */
  @Nullable Metric find(String file, String benchmark, String metric, String... params) {
    for (JsonNode result : all(file)) {
      boolean matches = result.get("benchmark").asText().endsWith("." + benchmark);
      for (int i = 0; i < params.length; i += 2) {
        matches &= result.path("params").path(params[i]).asText().equals(params[i + 1]);
      }
      if (matches) {
        return metric(result, metric);
      }
    }
    return null;
  }

  /** The median over the forks, each the median of its iterations or a percentile of its calls. */
  static @Nullable Metric metric(JsonNode result, String name) {
    List<Double> forks = new ArrayList<>();
    JsonNode primary = result.get("primaryMetric");
    if (primary.has("rawDataHistogram") && (name.equals(TIME) || name.equals(P99))) {
      for (JsonNode fork : primary.get("rawDataHistogram")) {
        forks.add(percentile(fork, name.equals(P99) ? 0.99 : 0.5));
      }
    } else {
      JsonNode metric = name.equals(TIME) ? primary : result.get("secondaryMetrics").path(name);
      for (JsonNode fork : metric.path("rawData")) {
        forks.add(Metric.median(numbers(fork)));
      }
    }
    return Metric.of(forks);
  }

  /** A percentile of the calls of one JVM; each iteration has pairs of a value and its count. */
  private static double percentile(JsonNode iterations, double fraction) {
    Map<Double, Long> counts = new TreeMap<>();
    iterations.forEach(
        iteration ->
            iteration.forEach(
                pair -> counts.merge(pair.get(0).asDouble(), pair.get(1).asLong(), Long::sum)));
    long rank = (long) (counts.values().stream().mapToLong(Long::longValue).sum() * fraction);
    for (Map.Entry<Double, Long> entry : counts.entrySet()) {
      rank -= entry.getValue();
      if (rank < 0) {
        return entry.getKey();
      }
    }
    throw new IllegalStateException("no calls");
  }

  /** A metric of concurrent calls. */
  @Nullable Metric concurrent(
      String jdk, Concurrency.Setting setting, String caller, String metric) {
    return Metric.of(
        forks(jdk, setting).stream()
            .map(run -> Metric.median(numbers(run.get(caller).get(metric))))
            .toList());
  }

  /** This client's metric over the baseline's, which alternate in each JVM. */
  @Nullable Metric concurrentRatio(String jdk, Concurrency.Setting setting, String metric) {
    return Metric.of(
        forks(jdk, setting).stream()
            .map(
                run ->
                    Metric.median(numbers(run.get(Caller.OURS).get(metric)))
                        / Metric.median(numbers(run.get(Caller.BASELINE).get(metric))))
            .toList());
  }

  @Nullable Metric connections(String jdk, Concurrency.Setting setting) {
    return Metric.of(
        forks(jdk, setting).stream().map(run -> run.get("connections").asDouble()).toList());
  }

  @Nullable Metric pinned(String jdk, Concurrency.Setting setting) {
    List<Double> sums = new ArrayList<>();
    for (JsonNode run : forks(jdk, setting)) {
      double sum = 0;
      for (JsonNode times : run.path("pinned")) {
        sum += times.asDouble();
      }
      sums.add(sum);
    }
    return Metric.of(sums);
  }

  private List<JsonNode> forks(String jdk, Concurrency.Setting setting) {
    return files.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(jdk + "-" + setting.file() + "-"))
        .map(Map.Entry::getValue)
        .toList();
  }

  @Nullable Metric startUp(String jdk, String caller) {
    JsonNode times = file(jdk + "-startup");
    return times == null || !times.has(caller)
        ? null
        : Metric.ofQuartiles(numbers(times.get(caller)));
  }

  /** A value of the idle clients. */
  @Nullable Metric idle(String jdk, IdleCost.Variant variant, String name) {
    JsonNode measured = file(jdk + "-idle-" + variant);
    return measured == null ? null : Metric.of(measured.get(name).asDouble());
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }
}
