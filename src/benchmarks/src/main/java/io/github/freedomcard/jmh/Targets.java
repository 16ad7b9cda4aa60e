package io.github.freedomcard.jmh;

import static io.github.freedomcard.jmh.ResultFiles.ALLOCATED;
import static io.github.freedomcard.jmh.ResultFiles.CPU;
import static io.github.freedomcard.jmh.ResultFiles.P99;
import static io.github.freedomcard.jmh.ResultFiles.TIME;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The targets and the measured values. */
final class Targets {

  /** The peers that use OkHttp too. */
  private static final List<String> OKHTTP_PEERS = List.of("square", "openai");

  private final ResultFiles results;
  private final List<String> jdks;
  private final List<Target> targets = new ArrayList<>();

  /**
   * A target.
   *
   * @param what what is measured
   * @param atMost whether the bound is the greatest value that is allowed, or the least
   * @param measured the values by JDK
   */
  record Target(
      String what, boolean atMost, double bound, String unit, Map<String, Metric> measured) {

    String range() {
      return (atMost ? "≤ " : "≥ ") + Metric.number(bound) + unit;
    }

    boolean isMet(Metric value) {
      return atMost ? value.median() <= bound : value.median() >= bound;
    }
  }

  private Targets(ResultFiles results, List<String> jdks) {
    this.results = results;
    this.jdks = jdks;
  }

  static List<Target> of(ResultFiles results, List<String> jdks) {
    Targets all = new Targets(results, jdks);
    all.calls();
    all.concurrent();
    all.connecting();
    all.signing();
    all.statements();
    all.idle();
    all.sizes();
    return all.targets;
  }

  private void calls() {
    for (Wire wire : List.of(Wire.TLS, Wire.H2, Wire.CLEAR)) {
      String name = "one call, " + wire.label() + ": ";
      most(name + "CPU vs baseline", 1.05, " ×", jdk -> overBaseline(jdk, wire, CPU));
      most(
          name + "allocated beyond baseline",
          1.5,
          " KB",
          jdk ->
              Metric.kb(
                  Metric.difference(
                      results.called(jdk, Caller.OURS, wire, ALLOCATED),
                      results.called(jdk, Caller.BASELINE, wire, ALLOCATED))));
      most(name + "p99 vs baseline", 1.1, " ×", jdk -> overBaseline(jdk, wire, P99));
      most(
          name + "CPU vs the best peer on OkHttp",
          1,
          " ×",
          jdk -> overBest(jdk, OKHTTP_PEERS, wire, CPU));
    }
    most(
        "one call, " + Wire.TLS.label() + ": CPU vs the best peer on any HTTP client",
        1,
        " ×",
        jdk -> overBest(jdk, Caller.PEERS, Wire.TLS, CPU));
  }

  private @Nullable Metric overBaseline(String jdk, Wire wire, String metric) {
    return Metric.ratio(
        results.called(jdk, Caller.OURS, wire, metric),
        results.called(jdk, Caller.BASELINE, wire, metric));
  }

  private @Nullable Metric overBest(String jdk, List<String> peers, Wire wire, String metric) {
    return Metric.ratio(
        results.called(jdk, Caller.OURS, wire, metric), results.best(jdk, peers, wire, metric));
  }

  private void concurrent() {
    for (Concurrency.Setting setting : Concurrency.Setting.ALL) {
      String name = setting.label() + ": ";
      least(
          name + "throughput vs baseline",
          0.97,
          " ×",
          jdk -> results.concurrentRatio(jdk, setting, Concurrency.RATE));
      most(
          name + "p99 vs baseline",
          1.1,
          " ×",
          jdk -> results.concurrentRatio(jdk, setting, Concurrency.P99));
      if (setting.wire() == Wire.TLS) {
        most(name + "connections", setting.callers(), "", jdk -> results.connections(jdk, setting));
      }
      if (setting.kind() == Concurrency.Kind.VIRTUAL) {
        most(name + "pinned threads", 0, "", jdk -> results.pinned(jdk, setting));
      }
    }
  }

  private void connecting() {
    most(
        "first call in a new JVM vs baseline",
        1.15,
        " ×",
        jdk ->
            Metric.ratio(results.startUp(jdk, Caller.OURS), results.startUp(jdk, Caller.BASELINE)));
    most(
        "call on a new connection vs baseline",
        1.1,
        " ×",
        jdk ->
            Metric.ratio(
                results.reconnected(jdk, Caller.OURS), results.reconnected(jdk, Caller.BASELINE)));
  }

  private void signing() {
    most(
        "sign 1 KB: time vs a reused `Mac`",
        1.3,
        " ×",
        jdk ->
            Metric.ratio(
                results.signing(jdk, "freedomCard", TIME),
                results.signing(jdk, "macReused", TIME)));
    most(
        "sign 1 KB: allocated",
        3,
        " KB",
        jdk -> Metric.kb(results.signing(jdk, "freedomCard", ALLOCATED)));
    least(
        "sign 1 KB: speed-up over Nimbus",
        2,
        " ×",
        jdk ->
            Metric.ratio(
                results.signing(jdk, "nimbus", TIME), results.signing(jdk, "freedomCard", TIME)));
  }

  private void statements() {
    for (int operations : StatementBenchmark.SIZES) {
      for (String metric : List.of(TIME, ALLOCATED)) {
        most(
            String.format(
                "statement of %,d: %s vs Jackson",
                operations, metric.equals(TIME) ? "time" : "allocated"),
            1.15,
            " ×",
            jdk ->
                Metric.ratio(
                    results.statement(jdk, "freedomCard", operations, metric),
                    results.statement(jdk, "jackson", operations, metric)));
      }
    }
    most(
        "statement of 100,000: least heap",
        64,
        " MB",
        jdk -> statementHeap(jdk, StatementHeap.CALL));
    most(
        "statement of 100,000: least heap vs its records alone",
        1.2,
        " ×",
        jdk ->
            Metric.ratio(
                statementHeap(jdk, StatementHeap.CALL), statementHeap(jdk, StatementHeap.RECORDS)));
  }

  private @Nullable Metric statementHeap(String jdk, String held) {
    JsonNode heaps = results.file(jdk + "-statement-heap");
    return heaps == null ? null : Metric.of(heaps.get(held).asDouble());
  }

  private void idle() {
    most(
        "idle client: threads beyond those of an idle OkHttp client",
        0,
        "",
        jdk ->
            Metric.difference(
                results.idle(jdk, IdleCost.Variant.ONE_CLIENT, "threads when idle"),
                results.idle(jdk, IdleCost.Variant.ONE_BASELINE, "threads when idle")));
    most(
        "1,000 accounts on one client: heap vs 1,000 clients",
        0.1,
        " ×",
        jdk ->
            Metric.ratio(
                results.idle(jdk, IdleCost.Variant.MANY_VIEWS, "heap KB each"),
                results.idle(jdk, IdleCost.Variant.MANY_CLIENTS, "heap KB each")));
  }

  private void sizes() {
    JsonNode sizes = results.file("sizes");
    if (sizes != null) {
      most("own jar", 400, " KB", jdk -> Metric.of(sizes.get("own").asDouble() / 1024));
      most(
          "run-time closure",
          7.5,
          " MB",
          jdk -> Metric.of(sizes.get("closure").asDouble() / 1024 / 1024));
    }
  }

  private void most(
      String what, double bound, String unit, Function<String, @Nullable Metric> value) {
    add(what, true, bound, unit, value);
  }

  private void least(
      String what, double bound, String unit, Function<String, @Nullable Metric> value) {
    add(what, false, bound, unit, value);
  }

  private void add(
      String what,
      boolean atMost,
      double bound,
      String unit,
      Function<String, @Nullable Metric> value) {
    Map<String, Metric> measured = new LinkedHashMap<>();
    for (String jdk : jdks) {
      Metric metric = value.apply(jdk);
      if (metric != null) {
        measured.put(jdk, metric);
      }
    }
    if (!measured.isEmpty()) {
      targets.add(new Target(what, atMost, bound, unit, measured));
    }
  }
}
