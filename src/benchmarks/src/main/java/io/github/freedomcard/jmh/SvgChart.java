package io.github.freedomcard.jmh;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Draws the cost of one call of each client as an SVG bar chart, for light and dark pages. */
final class SvgChart {

  private static final int WIDTH = 760;
  private static final int BAR = 24;
  private static final int LEFT = 210;
  private static final int MAX_LENGTH = 440;

  private final List<String> callers;
  private final StringBuilder svg = new StringBuilder();
  private int y = 58;

  private SvgChart(List<String> callers) {
    this.callers = callers;
  }

  static String of(
      String jdk,
      List<String> callers,
      Function<String, Metric> cpu,
      Function<String, Metric> kilobytes) {
    SvgChart chart = new SvgChart(callers);
    chart.text(
        16, 28, "class=\"title\"", "One call over TLS 1.3: lower is better (JDK " + jdk + ")");
    chart.bars("CPU time of all threads, µs", cpu);
    chart.bars("Memory allocated, KB", kilobytes);
    int height = chart.y - 10;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" role="img">
        <title>Cost of one call over TLS 1.3, compared with OkHttp and with other SDKs; lower is better</title>
        <style>
        text { font: 13px sans-serif; fill: #24292f }
        .title { font-size: 16px; font-weight: bold }
        .metric { font-weight: bold }
        .page { fill: #ffffff }
        .ours { fill: #1a7f37 }
        .baseline { fill: #8c959f }
        .peer { fill: #54aeff }
        .range { stroke: #24292f; stroke-width: 1.5 }
        @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3 }
        .page { fill: #0d1117 }
        .ours { fill: #3fb950 }
        .baseline { fill: #6e7681 }
        .peer { fill: #1f6feb }
        .range { stroke: #e6edf3 }
        }
        </style>
        <rect class="page" width="%d" height="%d" rx="6"/>
        %s</svg>
        """
        .formatted(WIDTH, height, WIDTH, height, WIDTH, height, chart.svg);
  }

  private void bars(String title, Function<String, Metric> value) {
    text(16, y, "class=\"metric\"", title);
    y += 12;
    double max = callers.stream().mapToDouble(caller -> value.apply(caller).high()).max().orElse(1);
    callers.stream()
        .sorted(Comparator.comparingDouble(caller -> value.apply(caller).median()))
        .forEach(caller -> bar(caller, value.apply(caller), MAX_LENGTH / max));
    y += 30;
  }

  private void bar(String caller, Metric value, double scale) {
    String kind =
        switch (caller) {
          case Caller.OURS -> "ours";
          case Caller.BASELINE -> "baseline";
          default -> "peer";
        };
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\"/>%n",
            kind,
            LEFT,
            y,
            value.median() * scale,
            BAR - 6));
    svg.append(
        String.format(
            Locale.ROOT,
            "<path class=\"range\" d=\"M%.1f %dH%.1f\"/>%n",
            LEFT + value.low() * scale,
            y + 9,
            LEFT + value.high() * scale));
    String signs = Caller.SIGNING.contains(caller) ? " (signs)" : "";
    text(LEFT - 8, y + 13, "text-anchor=\"end\"", caller + signs);
    text(LEFT + 8 + (int) (value.high() * scale), y + 13, "", Metric.number(value.median()));
    y += BAR;
  }

  private void text(int x, int y, String attributes, String text) {
    svg.append(String.format("<text x=\"%d\" y=\"%d\" %s>%s</text>%n", x, y, attributes, text));
  }
}
