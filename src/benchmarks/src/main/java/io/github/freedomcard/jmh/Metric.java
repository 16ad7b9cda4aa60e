package io.github.freedomcard.jmh;

import java.util.List;
import java.util.Locale;

/**
 * The range of repeated measurements, usually one per JVM.
 *
 * @param low the minimum, or the lower quartile
 * @param median the median
 * @param high the maximum, or the upper quartile
 */
record Metric(double low, double median, double high) {

  static Metric of(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return new Metric(sorted.get(0), median(sorted), sorted.get(sorted.size() - 1));
  }

  /** Uses the quartiles as the range. */
  static Metric ofQuartiles(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int quarter = sorted.size() / 4;
    return new Metric(sorted.get(quarter), median(sorted), sorted.get(sorted.size() - 1 - quarter));
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  Metric times(double factor) {
    return new Metric(low * factor, median * factor, high * factor);
  }

  double ratioTo(Metric other) {
    return median / other.median;
  }

  @Override
  public String toString() {
    return number(median) + " (" + number(low) + "–" + number(high) + ")";
  }

  static String number(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
