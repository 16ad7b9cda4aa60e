package io.github.freedomcard.jmh;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Draws the cost of one call of each client as an SVG bar chart. */
final class SvgChart {

  private static final int WIDTH = 760;
  private static final int BAR = 22;
  private static final int LEFT = 130;
  private static final int MAX_LENGTH = 520;

  private final StringBuilder svg = new StringBuilder();
  private int y = 30;

  private SvgChart() {}

  static String of(String jdk, ToDoubleFunction<String> cpu, ToDoubleFunction<String> kilobytes) {
    SvgChart chart = new SvgChart();
    chart.bars("CPU per call, µs (JDK " + jdk + ")", cpu);
    chart.bars("Allocated per call, KB", kilobytes);
    int height = chart.y - 10;
    return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
        font-family="sans-serif" font-size="13" fill="#24292f">
        <title>Cost of one call, compared with OkHttp and Jackson and with other SDKs</title>
        <rect width="%d" height="%d" rx="6" fill="#ffffff"/>
        %s</svg>
        """
        .formatted(WIDTH, height, WIDTH, height, WIDTH, height, chart.svg);
  }

  private void bars(String title, ToDoubleFunction<String> value) {
    text(16, y, "font-weight=\"bold\"", title);
    y += 12;
    List<String> callers =
        Stream.concat(Stream.of(Caller.BASELINE, Caller.OURS), Caller.PEERS.stream())
            .sorted(Comparator.comparingDouble(value))
            .toList();
    double max = callers.stream().mapToDouble(value).max().orElse(1);
    for (String caller : callers) {
      double measured = value.applyAsDouble(caller);
      double length = measured / max * MAX_LENGTH;
      String colour =
          switch (caller) {
            case Caller.OURS -> "#1a7f37";
            case Caller.BASELINE -> "#8c959f";
            default -> "#54aeff";
          };
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
              LEFT,
              y,
              length,
              BAR - 6,
              colour));
      text(LEFT - 8, y + 13, "text-anchor=\"end\"", caller);
      text(LEFT + 8 + (int) length, y + 13, "", Metric.number(measured));
      y += BAR;
    }
    y += 30;
  }

  private void text(int x, int y, String attributes, String text) {
    svg.append(String.format("<text x=\"%d\" y=\"%d\" %s>%s</text>%n", x, y, attributes, text));
  }
}
