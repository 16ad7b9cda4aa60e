package io.github.freedomcard.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How the cost of an answer grows with its length: each {@link Shape} in each place of an answer,
 * read at a sixteenth of the length and at the whole.
 */
final class Growth {

  private static final int LARGE = 1 << 19;
  private static final int SMALL = LARGE / 16;
  private static final int REPEATS = 2;

  private static final List<String> PLACES =
      List.of(
          "%s",
          "{\"status\":\"ok\",\"request_status\":\"success\",\"new\":%s}",
          "{\"new\":%s,\"status\":\"ok\",\"request_status\":\"success\"}",
          "{\"status\":%s}",
          "{\"dt\":%s,\"status\":\"ok\",\"request_status\":\"success\"}",
          "{\"dt\":1,\"request_id\":{},\"client_id\":[],\"new\":%s}",
          "{\"status\":\"ok\",\"cards\":%s,\"operations\":[]}",
          "{\"status\":\"ok\",\"operations\":%s}",
          "{\"status\":\"ok\",\"operations\":[{\"amount\":%s}]}",
          "{\"status\":\"ok\",\"operations\":[{\"mcc\":%s}]}",
          "{\"status\":\"ok\",\"operations\":[{\"datetime\":%s}]}");

  private static final List<Class<?>> TYPES = List.of(RequestState.class, Statement.class);

  private final Json json = new Json(2L * LARGE);

  /** One shape in one place, read as one type. */
  private record Growing(String what, double smallNanos, double largeNanos, double bytes) {

    double ratio() {
      return largeNanos / Math.max(smallNanos, 1);
    }

    String inWords() {
      return String.format(
          "%6.1f ns, %4.0f bytes allocated for each byte; %5.1f times the time a byte: %s",
          largeNanos, bytes, ratio(), what);
    }
  }

  /** Measures all and says what grows most. */
  String report() {
    List<Growing> all = new ArrayList<>();
    for (Shape shape : Shape.values()) {
      String small = shape.text(SMALL);
      String large = shape.text(LARGE);
      for (String place : PLACES) {
        byte[] smallBody = place.replace("%s", small).getBytes(ISO_8859_1);
        byte[] largeBody = place.replace("%s", large).getBytes(ISO_8859_1);
        for (Class<?> type : TYPES) {
          Gauge little = measure(smallBody, type, 2 * REPEATS);
          Gauge much = measure(largeBody, type, REPEATS);
          all.add(
              new Growing(
                  shape + " in " + place + " as " + type.getSimpleName(),
                  (double) little.nanos() / smallBody.length,
                  (double) much.nanos() / largeBody.length,
                  (double) much.bytes() / largeBody.length));
        }
      }
    }
    StringBuilder report = new StringBuilder();
    report.append(
        String.format("  %d shapes in places, %d and %d bytes%n", all.size(), SMALL, LARGE));
    list(report, "most time", all, Comparator.comparingDouble(Growing::largeNanos));
    list(report, "most memory", all, Comparator.comparingDouble(Growing::bytes));
    // Under a nanosecond a byte, the time is that of the measurement.
    List<Growing> worth = all.stream().filter(each -> each.largeNanos > 1).toList();
    list(report, "most growth", worth, Comparator.comparingDouble(Growing::ratio));
    return report.toString();
  }

  private static void list(
      StringBuilder report, String title, List<Growing> all, Comparator<Growing> order) {
    report.append("  ").append(title).append(":\n");
    all.stream()
        .sorted(order.reversed())
        .limit(5)
        .forEach(each -> report.append("    ").append(each.inWords()).append('\n'));
  }

  /** The least of several, because other programs run as well. */
  private Gauge measure(byte[] body, Class<?> type, int repeats) {
    Gauge least = new Gauge(Long.MAX_VALUE, Long.MAX_VALUE);
    for (int i = 0; i < repeats; i++) {
      Gauge start = Gauge.now();
      read(body, type);
      Gauge used = Gauge.now().since(start);
      least =
          new Gauge(Math.min(least.bytes(), used.bytes()), Math.min(least.nanos(), used.nanos()));
    }
    return least;
  }

  private void read(byte[] body, Class<?> type) {
    try {
      json.envelope(body);
    } catch (UnreadableException expected) {
      // Most are.
    }
    try {
      Object value = json.read(body, type);
      if (!value.equals(json.read(body, type))
          || value.hashCode() + value.toString().length() == 0) {
        throw new AssertionError(type);
      }
    } catch (UnreadableException expected) {
      // Most are.
    }
  }
}
