package io.github.freedomcard.jmh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The page of results, made of what the runs have left. */
final class Report {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String CPU = CpuProfiler.NAME;
  private static final String ALLOCATED = "gc.alloc.rate.norm";
  private static final String TIME = "time";

  private final Map<String, JsonNode> results = new TreeMap<>();
  private final List<String> jdks = new ArrayList<>();
  private final boolean quick;
  private final StringBuilder page = new StringBuilder();

  Report(Path directory, boolean quick) throws IOException {
    this.quick = quick;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.json")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        results.put(name.substring(0, name.length() - 5), MAPPER.readTree(file.toFile()));
      }
    }
    results.get("machine").get("jdks").fieldNames().forEachRemaining(jdks::add);
  }

  String page() {
    page.setLength(0);
    page.append("# Benchmarks\n\n");
    if (quick) {
      page.append("**A quick run: these figures mean little.**\n\n");
    }
    JsonNode machine = results.get("machine");
    page.append(machine.path("cores").asInt())
        .append(" × ")
        .append(machine.path("cpu").asText("CPU"))
        .append(", ")
        .append(machine.path("os").asText());
    machine.get("jdks").forEach(jdk -> page.append(", JDK ").append(jdk.asText()));
    page.append(
        """
        . Each figure is the median over the JVMs that measured it, with the minimum and the \
        maximum in brackets. Figures are comparable as ratios within one run, not between machines. \
        To repeat: `mvn -Pbenchmarks -pl src/benchmarks -am verify`.

        """);
    targets();
    signing();
    call();
    parsing();
    concurrency();
    startUp();
    return page.toString();
  }

  // Each target, and what was measured.

  private void targets() {
    page.append("## Targets\n\n| what | target |");
    jdks.forEach(jdk -> page.append(" JDK ").append(jdk).append(" |"));
    page.append("\n|---|---|").append("---|".repeat(jdks.size())).append('\n');

    most("sign 1 KB: time vs a reused `Mac`", 1.3, " ×", this::signingOverMac);
    most("sign 1 KB: allocated", 3.0, " KB", jdk -> kb(signing(jdk, "freedomCard", ALLOCATED)));
    most(
        "sign 1 KB on virtual threads: allocated",
        3.0,
        " KB",
        jdk -> kb(figure(jdk + "-signing-virtual", "SigningBenchmark.freedomCard", ALLOCATED)));
    least(
        "sign 1 KB: speed-up over Nimbus",
        2.0,
        " ×",
        jdk -> ratio(signing(jdk, "nimbus", TIME), signing(jdk, "freedomCard", TIME)));
    most(
        "one call: CPU vs OkHttp + Jackson",
        1.15,
        " ×",
        jdk -> ratio(called(jdk, Caller.OURS, CPU), called(jdk, Caller.FLOOR, CPU)));
    most(
        "one call: allocated in addition to OkHttp + Jackson",
        2.0,
        " KB",
        jdk -> {
          Metric ours = called(jdk, Caller.OURS, ALLOCATED);
          Metric floor = called(jdk, Caller.FLOOR, ALLOCATED);
          return ours == null || floor == null ? null : (ours.median() - floor.median()) / 1024;
        });
    most("one call: CPU vs the best peer", 1.0, " ×", jdk -> overBestPeer(jdk, CPU));
    most("one call: allocated vs the best peer", 1.0, " ×", j -> overBestPeer(j, ALLOCATED));
    for (String kind : List.of("virtual", "async")) {
      String name = "256 " + (kind.equals("virtual") ? "virtual threads" : "async calls") + ": ";
      least(
          name + "throughput vs OkHttp",
          0.95,
          " ×",
          jdk -> ratio(throughput(jdk, kind, Caller.OURS), throughput(jdk, kind, Caller.FLOOR)));
      most(name + "connections", Concurrency.CALLS, "", jdk -> connections(jdk, kind));
    }
    most("256 virtual threads: pinned threads", 0, "", this::pinned);
    most(
        "first call in a new JVM vs OkHttp + Jackson",
        1.3,
        " ×",
        jdk -> ratio(startUp(jdk, Caller.OURS), startUp(jdk, Caller.FLOOR)));
    for (int operations : new int[] {1_000, 10_000, 100_000}) {
      for (String metric : List.of(TIME, ALLOCATED)) {
        most(
            String.format(
                "statement of %,d: %s vs Jackson",
                operations, metric.equals(TIME) ? "time" : "allocated"),
            1.15,
            " ×",
            jdk ->
                ratio(
                    statement(jdk, "freedomCard", operations, metric),
                    statement(jdk, "jackson", operations, metric)));
      }
    }
    JsonNode sizes = results.get("sizes");
    if (sizes != null) {
      most("own jar", 400, " KB", jdk -> sizes.get("own").asDouble() / 1024);
      most("run-time closure", 7.5, " MB", jdk -> sizes.get("closure").asDouble() / 1024 / 1024);
    }
    page.append('\n');
  }

  private void most(String what, double bound, String unit, Function<String, Double> value) {
    row(what, "≤ ", bound, unit, value, 1);
  }

  private void least(String what, double bound, String unit, Function<String, Double> value) {
    row(what, "≥ ", bound, unit, value, -1);
  }

  private void row(
      String what,
      String relation,
      double bound,
      String unit,
      Function<String, Double> value,
      int sign) {
    page.append("| ").append(what).append(" | ").append(relation);
    page.append(bound == Math.rint(bound) ? Integer.toString((int) bound) : bound + "");
    page.append(unit).append(" |");
    for (String jdk : jdks) {
      Double measured = value.apply(jdk);
      if (measured == null) {
        page.append(" |");
      } else {
        boolean met = sign * measured <= sign * bound;
        boolean count = unit.isEmpty();
        page.append(met ? " " : " ✗ ")
            .append(count ? Long.toString(Math.round(measured)) : Metric.number(measured))
            .append(unit)
            .append(" |");
      }
    }
    page.append('\n');
  }

  // The figures themselves.

  private void signing() {
    table(
        "Signing",
        "`HS512` over a body of the given size: µs and bytes allocated. TrueLayer signs 1 KB with"
            + " `ES512`.",
        "signing",
        List.of(TIME, ALLOCATED));
    table("Signing on virtual threads", "", "signing-virtual", List.of(TIME, ALLOCATED));
  }

  private void call() {
    table(
        "One call",
        "The request is built and sent over the loopback; another process returns a constant"
            + " response, which is parsed: CPU µs and bytes allocated of all threads, µs until the"
            + " response. Only this client signs.",
        "call",
        List.of(CPU, ALLOCATED, TIME));
  }

  private void parsing() {
    table(
        "Parsing",
        "A statement with the given number of operations, and the response to a command: µs and"
            + " bytes allocated.",
        "parsing",
        List.of(TIME, ALLOCATED));
  }

  private void table(String title, String text, String name, List<String> metrics) {
    Map<String, Map<String, JsonNode>> rows = new LinkedHashMap<>();
    for (String jdk : jdks) {
      for (JsonNode result : results.getOrDefault(jdk + "-" + name, MAPPER.createArrayNode())) {
        rows.computeIfAbsent(label(result), label -> new TreeMap<>()).put(jdk, result);
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    heading(title, text);
    page.append("| |");
    for (String jdk : jdks) {
      for (String metric : metrics) {
        page.append(" JDK ").append(jdk).append(", ").append(inWords(metric)).append(" |");
      }
    }
    page.append("\n|---|").append("---:|".repeat(jdks.size() * metrics.size())).append('\n');
    rows.forEach(
        (label, byJdk) -> {
          page.append("| ").append(label).append(" |");
          for (String jdk : jdks) {
            for (String metric : metrics) {
              JsonNode result = byJdk.get(jdk);
              page.append(' ').append(result == null ? "" : metric(result, metric)).append(" |");
            }
          }
          page.append('\n');
        });
    page.append('\n');
  }

  private void heading(String title, String text) {
    page.append("## ").append(title).append("\n\n");
    if (!text.isEmpty()) {
      page.append(text).append("\n\n");
    }
  }

  private static String inWords(String metric) {
    return switch (metric) {
      case CPU -> "CPU µs";
      case ALLOCATED -> "bytes";
      default -> "µs";
    };
  }

  private static String label(JsonNode result) {
    String benchmark = result.get("benchmark").asText();
    String[] parts = benchmark.split("\\.");
    String method = parts[parts.length - 1];
    JsonNode params = result.path("params");
    if (params.has("caller")) {
      return params.get("caller").asText();
    }
    String of =
        params.has("bytes")
            ? ", " + params.get("bytes").asText()
            : params.has("operations") ? ", " + params.get("operations").asText() : "";
    return benchmark.contains("RequestState") ? method + ", response to a command" : method + of;
  }

  private void concurrency() {
    heading(
        "256 calls at a time",
        "Calls per second; each response takes 20 ms. Rounds of both alternate in one JVM.");
    page.append("| |");
    jdks.forEach(jdk -> page.append(" JDK ").append(jdk).append(" |"));
    page.append("\n|---|").append("---:|".repeat(jdks.size())).append('\n');
    for (String kind : List.of("virtual", "async")) {
      for (String caller : List.of(Caller.OURS, Caller.FLOOR)) {
        page.append("| ").append(kind).append(", ").append(caller).append(" |");
        for (String jdk : jdks) {
          Metric figure = throughput(jdk, kind, caller);
          page.append(' ').append(figure == null ? "" : figure).append(" |");
        }
        page.append('\n');
      }
    }
    page.append('\n');
  }

  private void startUp() {
    heading(
        "First call",
        "Milliseconds from the start of a JVM to its first completed call: median and quartiles of"
            + " alternating runs, with the two fastest peers.");
    for (String jdk : jdks) {
      JsonNode times = results.get(jdk + "-startup");
      if (times == null) {
        continue;
      }
      page.append("| JDK ").append(jdk).append(" | ms |\n|---|---:|\n");
      times
          .fieldNames()
          .forEachRemaining(
              caller ->
                  page.append("| ")
                      .append(caller)
                      .append(" | ")
                      .append(startUp(jdk, caller))
                      .append(" |\n"));
      page.append('\n');
    }
  }

  // Where they come from.

  private Metric signing(String jdk, String method, String metric) {
    return figure(jdk + "-signing", "SigningBenchmark." + method, metric, "bytes", "1024");
  }

  private Double signingOverMac(String jdk) {
    return ratio(signing(jdk, "freedomCard", TIME), signing(jdk, "macReused", TIME));
  }

  private Metric called(String jdk, String caller, String metric) {
    return figure(jdk + "-call", "CallBenchmark.call", metric, "caller", caller);
  }

  private Double overBestPeer(String jdk, String metric) {
    Metric ours = called(jdk, Caller.OURS, metric);
    return ours == null
        ? null
        : Caller.PEERS.stream()
            .map(peer -> called(jdk, peer, metric))
            .flatMap(Stream::ofNullable)
            .map(ours::over)
            .max(Double::compare)
            .orElse(null);
  }

  private Metric statement(String jdk, String method, int operations, String metric) {
    return figure(
        jdk + "-parsing",
        "StatementBenchmark." + method,
        metric,
        "operations",
        Integer.toString(operations));
  }

  /** The figure of a benchmark, with the parameters given as names and values. */
  private Metric figure(String file, String benchmark, String metric, String... params) {
    for (JsonNode result : results.getOrDefault(file, MAPPER.createArrayNode())) {
      boolean same = result.get("benchmark").asText().endsWith("." + benchmark);
      for (int i = 0; i < params.length; i += 2) {
        same &= result.path("params").path(params[i]).asText().equals(params[i + 1]);
      }
      if (same) {
        return metric(result, metric);
      }
    }
    return null;
  }

  /** The median over the forks, of which each is the median of its iterations. */
  private static Metric metric(JsonNode result, String name) {
    JsonNode metric =
        name.equals(TIME) ? result.get("primaryMetric") : result.get("secondaryMetrics").get(name);
    List<Double> forks = new ArrayList<>();
    for (JsonNode fork : metric.get("rawData")) {
      forks.add(Metric.median(numbers(fork)));
    }
    return Metric.of(forks);
  }

  private Metric throughput(String jdk, String kind, String caller) {
    List<Double> forks = new ArrayList<>();
    concurrent(jdk, kind).forEach(run -> forks.add(Metric.median(numbers(run.get(caller)))));
    return forks.isEmpty() ? null : Metric.of(forks);
  }

  private Double connections(String jdk, String kind) {
    return concurrent(jdk, kind)
        .map(run -> run.get("connections of " + Caller.OURS).asDouble())
        .max(Double::compare)
        .orElse(null);
  }

  private Double pinned(String jdk) {
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
    return results.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(jdk + "-concurrency-" + kind))
        .map(Map.Entry::getValue);
  }

  private Metric startUp(String jdk, String caller) {
    JsonNode times = results.get(jdk + "-startup");
    return times == null ? null : Metric.ofQuartiles(numbers(times.get(caller)));
  }

  private static List<Double> numbers(JsonNode array) {
    List<Double> numbers = new ArrayList<>();
    array.forEach(number -> numbers.add(number.asDouble()));
    return numbers;
  }

  private static Double ratio(Metric one, Metric other) {
    return one == null || other == null ? null : one.over(other);
  }

  private static Double kb(Metric bytes) {
    return bytes == null ? null : bytes.median() / 1024;
  }

  /** What one call costs, as bars. */
  String picture() {
    String jdk = jdks.get(0);
    return results.containsKey(jdk + "-call")
        ? SvgChart.of(
            jdk,
            caller -> called(jdk, caller, CPU).median(),
            caller -> called(jdk, caller, ALLOCATED).median() / 1024)
        : "";
  }
}
