package io.github.freedomcard.jmh;

import static io.github.freedomcard.jmh.ResultFiles.ALLOCATED;
import static io.github.freedomcard.jmh.ResultFiles.CPU;
import static io.github.freedomcard.jmh.ResultFiles.TIME;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes the page of results from the result files of the runs. */
final class Report {

  private final ResultFiles results;
  private final List<String> jdks = new ArrayList<>();
  private final boolean quick;
  private final StringBuilder page = new StringBuilder();

  Report(Path directory, boolean quick) throws IOException {
    this.quick = quick;
    this.results = new ResultFiles(directory);
    results.file("machine").get("jdks").fieldNames().forEachRemaining(jdks::add);
  }

  String page() {
    page.setLength(0);
    page.append("# Benchmarks\n\n");
    if (quick) {
      page.append("**A quick run: these figures are imprecise.**\n\n");
    }
    JsonNode machine = results.file("machine");
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

  // The targets and the measured values.

  private void targets() {
    page.append("## Targets\n\n| what | target |");
    jdks.forEach(jdk -> page.append(" JDK ").append(jdk).append(" |"));
    page.append("\n|---|---|").append("---|".repeat(jdks.size())).append('\n');

    most("sign 1 KB: time vs a reused `Mac`", 1.3, " ×", results::signingOverMac);
    most(
        "sign 1 KB: allocated",
        3.0,
        " KB",
        jdk -> ResultFiles.kb(results.signing(jdk, "freedomCard", ALLOCATED)));
    most(
        "sign 1 KB on virtual threads: allocated",
        3.0,
        " KB",
        jdk ->
            ResultFiles.kb(
                results.find(jdk + "-signing-virtual", "SigningBenchmark.freedomCard", ALLOCATED)));
    least(
        "sign 1 KB: speed-up over Nimbus",
        2.0,
        " ×",
        jdk ->
            ResultFiles.ratio(
                results.signing(jdk, "nimbus", TIME), results.signing(jdk, "freedomCard", TIME)));
    most(
        "one call: CPU vs OkHttp + Jackson",
        1.15,
        " ×",
        jdk ->
            ResultFiles.ratio(
                results.called(jdk, Caller.OURS, CPU), results.called(jdk, Caller.BASELINE, CPU)));
    most(
        "one call: allocated in addition to OkHttp + Jackson",
        2.0,
        " KB",
        jdk -> {
          Metric ours = results.called(jdk, Caller.OURS, ALLOCATED);
          Metric baseline = results.called(jdk, Caller.BASELINE, ALLOCATED);
          return ours == null || baseline == null
              ? null
              : (ours.median() - baseline.median()) / 1024;
        });
    most("one call: CPU vs the best peer", 1.0, " ×", jdk -> results.overBestPeer(jdk, CPU));
    most(
        "one call: allocated vs the best peer", 1.0, " ×", j -> results.overBestPeer(j, ALLOCATED));
    for (String kind : List.of("virtual", "async")) {
      String name = "256 " + (kind.equals("virtual") ? "virtual threads" : "async calls") + ": ";
      least(
          name + "throughput vs OkHttp",
          0.95,
          " ×",
          jdk ->
              ResultFiles.ratio(
                  results.throughput(jdk, kind, Caller.OURS),
                  results.throughput(jdk, kind, Caller.BASELINE)));
      most(name + "connections", Concurrency.CALLS, "", jdk -> results.connections(jdk, kind));
    }
    most("256 virtual threads: pinned threads", 0, "", results::pinned);
    most(
        "first call in a new JVM vs OkHttp + Jackson",
        1.3,
        " ×",
        jdk ->
            ResultFiles.ratio(
                results.startUp(jdk, Caller.OURS), results.startUp(jdk, Caller.BASELINE)));
    for (int operations : new int[] {1_000, 10_000, 100_000}) {
      for (String metric : List.of(TIME, ALLOCATED)) {
        most(
            String.format(
                "statement of %,d: %s vs Jackson",
                operations, metric.equals(TIME) ? "time" : "allocated"),
            1.15,
            " ×",
            jdk ->
                ResultFiles.ratio(
                    results.statement(jdk, "freedomCard", operations, metric),
                    results.statement(jdk, "jackson", operations, metric)));
      }
    }
    JsonNode sizes = results.file("sizes");
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

  // The tables of measurements.

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
      for (JsonNode result : results.all(jdk + "-" + name)) {
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
        page.append(" JDK ").append(jdk).append(", ").append(columnName(metric)).append(" |");
      }
    }
    page.append("\n|---|").append("---:|".repeat(jdks.size() * metrics.size())).append('\n');
    rows.forEach(
        (label, byJdk) -> {
          page.append("| ").append(label).append(" |");
          for (String jdk : jdks) {
            for (String metric : metrics) {
              JsonNode result = byJdk.get(jdk);
              page.append(' ')
                  .append(result == null ? "" : ResultFiles.metric(result, metric))
                  .append(" |");
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

  private static String columnName(String metric) {
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
      for (String caller : List.of(Caller.OURS, Caller.BASELINE)) {
        page.append("| ").append(kind).append(", ").append(caller).append(" |");
        for (String jdk : jdks) {
          Metric rate = results.throughput(jdk, kind, caller);
          page.append(' ').append(rate == null ? "" : rate).append(" |");
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
      JsonNode times = results.file(jdk + "-startup");
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
                      .append(results.startUp(jdk, caller))
                      .append(" |\n"));
      page.append('\n');
    }
  }

  /** The bar chart of one call. */
  String chart() {
    String jdk = jdks.get(0);
    return results.file(jdk + "-call") != null
        ? SvgChart.of(
            jdk,
            caller -> results.called(jdk, caller, CPU).median(),
            caller -> results.called(jdk, caller, ALLOCATED).median() / 1024)
        : "";
  }
}
