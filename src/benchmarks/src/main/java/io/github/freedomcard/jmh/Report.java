package io.github.freedomcard.jmh;

import static io.github.freedomcard.jmh.ResultFiles.ALLOCATED;
import static io.github.freedomcard.jmh.ResultFiles.CPU;
import static io.github.freedomcard.jmh.ResultFiles.P99;
import static io.github.freedomcard.jmh.ResultFiles.TIME;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.freedomcard.jmh.Targets.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the pages of results from the result files of the runs. */
final class Report {

  private final ResultFiles results;
  private final List<String> jdks = new ArrayList<>();
  private final JsonNode machine;
  private final boolean quick;
  private final List<Target> targets;
  private final StringBuilder page = new StringBuilder();

  Report(Path directory, boolean quick) throws IOException {
    this.quick = quick;
    this.results = new ResultFiles(directory);
    this.machine = Objects.requireNonNull(results.file("machine"), "machine");
    machine.get("jdks").fieldNames().forEachRemaining(jdks::add);
    this.targets = Targets.of(results, jdks);
  }

  List<Target> targets() {
    return targets;
  }

  /** The page with all figures. */
  String page() {
    page.setLength(0);
    page.append("# Results of the benchmarks\n\n");
    if (quick) {
      page.append("**A quick run: these figures are imprecise.**\n\n");
    }
    page.append(machine())
        .append(
            """
            . Each figure is the median over the JVMs that measured it, with the minimum and the \
            maximum in brackets. Figures are comparable as ratios within one run, not between \
            machines. The baseline is OkHttp, Jackson and a `Mac` with the same signature and the \
            same deadline. To repeat: `mvn -Pbenchmarks -pl src/benchmarks -am verify`.

            """);
    targets(targets);
    for (Wire wire : Wire.values()) {
      table("One call, " + wire.label(), "", "call-" + wire, List.of(CPU, ALLOCATED, TIME, P99));
    }
    concurrent();
    startUp();
    table("Call on a new connection, TLS", "", "reconnect", List.of(CPU, ALLOCATED, TIME, P99));
    table(
        "Signing",
        "`HS512` over a body of 1 KB; TrueLayer signs with `ES512`.",
        "signing",
        List.of(TIME, ALLOCATED));
    table("Signing on virtual threads", "", "signing-virtual", List.of(TIME, ALLOCATED));
    table(
        "Parsing",
        "A statement with the given number of operations, and the response to a command.",
        "parsing",
        List.of(TIME, ALLOCATED));
    values("Least heap that reads a statement of 100,000 operations, MB", "statement-heap");
    for (IdleCost.Variant variant : IdleCost.Variant.values()) {
      values("Idle: " + variant.label, "idle-" + variant);
    }
    return page.toString();
  }

  /** The table that compares the clients, and what was missed, for the guide. */
  String summary() {
    page.setLength(0);
    page.append("| one call over TLS 1.3 | HTTP client | signs |");
    for (String jdk : jdks) {
      page.append(String.format(" CPU µs, JDK %s | KB, JDK %<s |", jdk));
    }
    page.append("\n|---|---|---|").append("---:|".repeat(2 * jdks.size())).append('\n');
    String first = jdks.get(0);
    callers().stream()
        .sorted(
            (one, other) -> Double.compare(cpu(first, one).median(), cpu(first, other).median()))
        .forEach(
            caller -> {
              String name = caller.equals(Caller.OURS) ? "**" + caller + "**" : caller;
              page.append("| ").append(name).append(" | ").append(Caller.httpClient(caller));
              page.append(" | ")
                  .append(Caller.SIGNING.contains(caller) ? "yes" : "no")
                  .append(" |");
              for (String jdk : jdks) {
                cell(cpu(jdk, caller));
                cell(Metric.kb(results.called(jdk, caller, Wire.TLS, ALLOCATED)));
              }
              page.append('\n');
            });
    page.append("\nMedians over three JVMs, least and greatest in brackets. ")
        .append(machine())
        .append(".\n");
    List<Target> missed =
        targets.stream()
            .filter(target -> !target.measured().values().stream().allMatch(target::isMet))
            .toList();
    page.append("\nThe benchmarks check ").append(targets.size()).append(" targets. ");
    if (missed.isEmpty()) {
      page.append("None is missed.\n");
    } else {
      page.append("Missed on one JDK or more:\n\n");
      rows(missed);
    }
    return page.toString();
  }

  private String machine() {
    StringBuilder text = new StringBuilder();
    text.append(machine.path("cores").asInt())
        .append(" × ")
        .append(machine.path("cpu").asText("CPU"))
        .append(", ")
        .append(machine.path("os").asText());
    machine.get("jdks").forEach(jdk -> text.append(", JDK ").append(jdk.asText()));
    return text.toString();
  }

  private List<String> callers() {
    return Stream.concat(Stream.of(Caller.BASELINE, Caller.OURS), Caller.PEERS.stream())
        .filter(caller -> cpu(jdks.get(0), caller) != null)
        .toList();
  }

  private @Nullable Metric cpu(String jdk, String caller) {
    return results.called(jdk, caller, Wire.TLS, CPU);
  }

  private void targets(List<Target> rows) {
    page.append("## Targets\n\n✗ marks a missed target.\n\n");
    rows(rows);
  }

  private void rows(List<Target> rows) {
    page.append("| what | target |");
    jdks.forEach(jdk -> page.append(" JDK ").append(jdk).append(" |"));
    page.append("\n|---|---|").append("---|".repeat(jdks.size())).append('\n');
    for (Target target : rows) {
      page.append("| ").append(target.what()).append(" | ").append(target.range()).append(" |");
      for (String jdk : jdks) {
        Metric measured = target.measured().get(jdk);
        if (measured == null) {
          page.append(" |");
        } else {
          page.append(target.isMet(measured) ? " " : " ✗ ").append(measured);
          page.append(target.unit()).append(" |");
        }
      }
      page.append('\n');
    }
    page.append('\n');
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
    heading(title, text, metrics.stream().map(Report::columnName).toList());
    rows.forEach(
        (label, byJdk) -> {
          page.append("| ").append(label).append(" |");
          for (String jdk : jdks) {
            JsonNode result = byJdk.get(jdk);
            metrics.forEach(
                metric -> cell(result == null ? null : ResultFiles.metric(result, metric)));
          }
          page.append('\n');
        });
    page.append('\n');
  }

  private void heading(String title, String text, List<String> columns) {
    page.append("## ").append(title).append("\n\n");
    if (!text.isEmpty()) {
      page.append(text).append("\n\n");
    }
    page.append("| |");
    for (String jdk : jdks) {
      columns.forEach(
          column ->
              page.append(" JDK ")
                  .append(jdk)
                  .append(column.isEmpty() ? "" : ", ")
                  .append(column)
                  .append(" |"));
    }
    page.append("\n|---|").append("---:|".repeat(jdks.size() * columns.size())).append('\n');
  }

  private void cell(@Nullable Metric metric) {
    page.append(' ').append(metric == null ? "" : metric).append(" |");
  }

  private static String columnName(String metric) {
    return switch (metric) {
      case CPU -> "CPU µs";
      case ALLOCATED -> "bytes";
      case P99 -> "p99 µs";
      case Concurrency.RATE -> "calls/s";
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
    String of = params.has("operations") ? ", " + params.get("operations").asText() : "";
    return benchmark.contains("RequestState") ? method + ", response to a command" : method + of;
  }

  private void concurrent() {
    List<String> metrics =
        List.of(Concurrency.RATE, CPU, ALLOCATED, Concurrency.P50, Concurrency.P99);
    heading(
        "Calls at a time",
        "Each response takes 20 ms. Rounds of both alternate in one JVM.",
        metrics.stream().map(Report::columnName).toList());
    for (Concurrency.Setting setting : Concurrency.Setting.ALL) {
      for (String caller : List.of(Caller.OURS, Caller.BASELINE)) {
        page.append("| ").append(setting.label()).append(", ").append(caller).append(" |");
        for (String jdk : jdks) {
          metrics.forEach(metric -> cell(results.concurrent(jdk, setting, caller, metric)));
        }
        page.append('\n');
      }
    }
    page.append('\n');
  }

  private void startUp() {
    heading(
        "First call, TLS",
        "Milliseconds from the start of a JVM to its first completed call: median and quartiles of"
            + " alternating runs, with the two fastest peers.",
        List.of(""));
    Stream.concat(Stream.of(Caller.BASELINE, Caller.OURS), Caller.PEERS.stream())
        .filter(caller -> jdks.stream().anyMatch(jdk -> results.startUp(jdk, caller) != null))
        .forEach(
            caller -> {
              page.append("| ").append(caller).append(" |");
              jdks.forEach(jdk -> cell(results.startUp(jdk, caller)));
              page.append('\n');
            });
    page.append('\n');
  }

  /** The values of a file with one object. */
  private void values(String title, String name) {
    JsonNode first = results.file(jdks.get(0) + "-" + name);
    if (first == null) {
      return;
    }
    heading(title, "", List.of(""));
    first
        .fieldNames()
        .forEachRemaining(
            field -> {
              page.append("| ").append(field).append(" |");
              for (String jdk : jdks) {
                JsonNode values = results.file(jdk + "-" + name);
                cell(values == null ? null : Metric.of(values.path(field).asDouble()));
              }
              page.append('\n');
            });
    page.append('\n');
  }

  /** The bar chart of one call. */
  String chart() {
    String jdk = jdks.get(jdks.size() - 1);
    List<String> callers = callers();
    return callers.isEmpty()
        ? ""
        : SvgChart.of(
            jdk,
            callers,
            caller -> cpu(jdk, caller),
            caller -> Metric.kb(results.called(jdk, caller, Wire.TLS, ALLOCATED)));
  }
}
