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
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the result files of the runs. Every metric is null if it was not measured. */
final class ResultFiles {

  static final String CPU = CpuProfiler.NAME;
  static final String ALLOCATED = "gc.alloc.rate.norm";
  static final String TIME = "time";

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
  JsonNode file(String name) {
    return files.get(name);
  }

  /** Returns the JMH results in the file with this name; none if there is no such file. */
  JsonNode all(String name) {
    return files.getOrDefault(name, MAPPER.createArrayNode());
  }

  Metric signing(String jdk, String method, String metric) {
    return find(jdk + "-signing", "SigningBenchmark." + method, metric, "bytes", "1024");
  }

  Double signingOverMac(String jdk) {
    return ratio(signing(jdk, "freedomCard", TIME), signing(jdk, "macReused", TIME));
  }

  Metric called(String jdk, String caller, String metric) {
    return find(jdk + "-call", "CallBenchmark.call", metric, "caller", caller);
  }

  Double overBestPeer(String jdk, String metric) {
    Metric ours = called(jdk, Caller.OURS, metric);
    return ours == null
        ? null
        : Caller.PEERS.stream()
            .map(peer -> called(jdk, peer, metric))
            .flatMap(Stream::ofNullable)
            .map(ours::ratioTo)
            .max(Double::compare)
            .orElse(null);
  }

  Metric statement(String jdk, String method, int operations, String metric) {
    return find(
        jdk + "-parsing",
        "StatementBenchmark." + method,
        metric,
        "operations",
        Integer.toString(operations));
  }

  /** Finds the metric of a benchmark; the parameters alternate names and values. */
  Metric find(String file, String benchmark, String metric, String... params) {
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

  /** The median over the forks, each the median of its iterations. */
  static Metric metric(JsonNode result, String name) {
    JsonNode metric =
        name.equals(TIME) ? result.get("primaryMetric") : result.get("secondaryMetrics").get(name);
    List<Double> forks = new ArrayList<>();
    for (JsonNode fork : metric.get("rawData")) {
      forks.add(Metric.median(numbers(fork)));
    }
    return Metric.of(forks);
  }

  Metric throughput(String jdk, String kind, String caller) {
    List<Double> forks = new ArrayList<>();
    concurrent(jdk, kind).forEach(run -> forks.add(Metric.median(numbers(run.get(caller)))));
    return forks.isEmpty() ? null : Metric.of(forks);
  }

  Double connections(String jdk, String kind) {
    return concurrent(jdk, kind)
        .map(run -> run.get("connections of " + Caller.OURS).asDouble())
        .max(Double::compare)
        .orElse(null);
  }

  Double pinned(String jdk) {
    return concurrent(jdk, "virtual")
        .map(run -> Stream.of(run.get("pinned")))
        .map(
            run -> {
              double[] sum = new double[1];
              run.forEach(pinned -> pinned.forEach(times -> sum[0] += times.asDouble()));
              return sum[0];
            })
        .max(Double::compare)
        .orElse(null);
  }

  private Stream<JsonNode> concurrent(String jdk, String kind) {
    return files.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(jdk + "-concurrency-" + kind))
        .map(Map.Entry::getValue);
  }

  Metric startUp(String jdk, String caller) {
    JsonNode times = file(jdk + "-startup");
    return times == null ? null : Metric.ofQuartiles(numbers(times.get(caller)));
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  static Double ratio(Metric numerator, Metric denominator) {
    return numerator == null || denominator == null ? null : numerator.ratioTo(denominator);
  }

  static Double kb(Metric bytes) {
    return bytes == null ? null : bytes.median() / 1024;
  }
}
