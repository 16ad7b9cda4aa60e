package io.github.freedomcard.jmh;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The range of repeated measurements, usually one per JVM.
 *
 * @param low the minimum, or the lower quartile
 * @param median the median
 * @param high the maximum, or the upper quartile
 */
record Metric(double low, double median, double high) {

  static @Nullable Metric of(List<Double> values) {
    if (values.isEmpty()) {
      return null;
    }
    List<Double> sorted = values.stream().sorted().toList();
    return new Metric(sorted.get(0), median(sorted), sorted.get(sorted.size() - 1));
  }

  /** Uses the quartiles as the range. */
  static Metric ofQuartiles(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int quarter = sorted.size() / 4;
    return new Metric(sorted.get(quarter), median(sorted), sorted.get(sorted.size() - 1 - quarter));
  }

  /** A value without a range. */
  static Metric of(double value) {
    return new Metric(value, value, value);
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

  /** The ratio of the medians, with the least and the greatest that the ranges allow. */
  static @Nullable Metric ratio(@Nullable Metric numerator, @Nullable Metric denominator) {
    return numerator == null || denominator == null
        ? null
        : new Metric(
            numerator.low / denominator.high,
            numerator.median / denominator.median,
            numerator.high / denominator.low);
  }

  /** The difference of the medians, with the least and the greatest that the ranges allow. */
  static @Nullable Metric difference(@Nullable Metric minuend, @Nullable Metric subtrahend) {
    return minuend == null || subtrahend == null
        ? null
        : new Metric(
            minuend.low - subtrahend.high,
            minuend.median - subtrahend.median,
            minuend.high - subtrahend.low);
  }

  static @Nullable Metric kb(@Nullable Metric bytes) {
    return bytes == null ? null : bytes.times(1 / 1024.0);
  }

  @Override
  public String toString() {
    return low == high
        ? number(median)
        : number(median) + " (" + number(low) + "–" + number(high) + ")";
  }

  static String number(double value) {
    String format =
        value == Math.rint(value) && Math.abs(value) < 1e9
            ? "%,.0f"
            : Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, format, value);
  }
}
