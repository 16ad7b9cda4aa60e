package io.github.freedomcard.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.Statement;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.testing.Requests;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Measures how the cost of a response grows with its length: each {@link JsonShape} in each place
 * of a response, at a sixteenth of the length and at the full length.
 */
final class ScalingCheck {

  /** Ratio of the two lengths; quadratic cost multiplies the cost per byte by it. */
  private static final int LENGTH_RATIO = 16;

  /**
   * The maximum ratio of the cost per byte. Measured: 3.3 for time and 4.4 for memory, both for
   * field names: Jackson caches the few names of a short response, but not the many of a long one.
   */
  private static final double MAX_RATIO = 6;

  /** Shorter times depend on the machine more than on the code. */
  private static final long MIN_NANOS = 10_000_000;

  /** Less memory per byte than this comes from buffers, which are reused while they are small. */
  private static final int MIN_BYTES_PER_BYTE = 32;

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

  /** Loads the classes and initializes the parser, so that neither is measured. */
  private static final byte[] WARM_UP =
      "{\"status\":\"ok\",\"request_status\":\"success\",\"operations\":[{}]}".getBytes(ISO_8859_1);

  private final int large;
  private final int repeats;
  private final FixedResponse fixedResponse = new FixedResponse();
  private final OkHttpClient http =
      new OkHttpClient.Builder().addInterceptor(fixedResponse).build();

  /**
   * Creates a check with responses of {@code large} bytes.
   *
   * @param repeats the number of measurements, of which the lowest counts, since other programs run
   *     at the same time
   */
  ScalingCheck(int large, int repeats) {
    this.large = large;
    this.repeats = repeats;
  }

  /** What parses the response. */
  private enum Parser {
    STATE {
      @Override
      Consumer<byte[]> fresh(ScalingCheck check) {
        Json json = new Json(2L * check.large);
        return body -> read(json, body, RequestState.class);
      }
    },
    STATEMENT {
      @Override
      Consumer<byte[]> fresh(ScalingCheck check) {
        Json json = new Json(2L * check.large);
        return body -> read(json, body, Statement.class);
      }
    },
    CLIENT {
      @Override
      Consumer<byte[]> fresh(ScalingCheck check) {
        FreedomCardClient client =
            FreedomCardClient.builder()
                .baseUrl("https://fuzz.invalid")
                .credentials("1", "secret")
                .httpClient(check.http)
                .maxResponseBytes(2L * check.large)
                .retryPolicy(RetryPolicy.none())
                .build();
        var request =
            CardOperations.GET_STATEMENT
                .requestType()
                .cast(Requests.of(CardOperations.GET_STATEMENT));
        return body -> {
          check.fixedResponse.body = body;
          try {
            client.execute(CardOperations.GET_STATEMENT, request);
          } catch (FreedomCardException expected) {
            // Most responses are malformed.
          }
        };
      }
    };

    /** Creates a parser with empty caches, since cached field names cost less. */
    abstract Consumer<byte[]> fresh(ScalingCheck check);

    static void read(Json json, byte[] body, Class<?> type) {
      try {
        Object value = json.read(body, type);
        if (value.hashCode() + value.toString().length() == 0) {
          throw new AssertionError(type);
        }
      } catch (UnreadableException expected) {
        // Most responses are malformed.
      }
    }
  }

  /** The cost of one shape in one place with one parser, at both lengths. */
  record Scaling(String name, int length, long allowed, ResourceUsage small, ResourceUsage large) {

    double timeRatio() {
      return (double) large.nanos() / Math.max(small.nanos(), 1) / LENGTH_RATIO;
    }

    double memoryRatio() {
      return (double) large.bytes() / Math.max(small.bytes(), 1) / LENGTH_RATIO;
    }

    double nanosPerByte() {
      return (double) large.nanos() / length;
    }

    double bytesPerByte() {
      return (double) large.bytes() / length;
    }

    boolean takesTooLong() {
      return large.nanos() > MIN_NANOS && timeRatio() > MAX_RATIO;
    }

    boolean allocatesTooMuch() {
      return large.bytes() > allowed
          || (bytesPerByte() > MIN_BYTES_PER_BYTE && memoryRatio() > MAX_RATIO);
    }

    @Override
    public String toString() {
      return String.format(
          "%6.1f ns per byte, ratio %4.1f; %4.0f bytes allocated per byte, ratio %4.1f; %s",
          nanosPerByte(), timeRatio(), bytesPerByte(), memoryRatio(), name);
    }
  }

  List<Scaling> measure() {
    List<Scaling> all = new ArrayList<>();
    for (JsonShape shape : JsonShape.values()) {
      String small = shape.text(large / LENGTH_RATIO);
      String whole = shape.text(large);
      for (String place : PLACES) {
        byte[] smallBody = place.replace("%s", small).getBytes(ISO_8859_1);
        byte[] largeBody = place.replace("%s", whole).getBytes(ISO_8859_1);
        for (Parser parser : Parser.values()) {
          String name = shape + " in " + place + ", " + parser;
          Scaling scaling = scaling(name, smallBody, largeBody, parser);
          // Repeat, since a slow run may be due to other programs.
          for (int repeat = 0; repeat < 2 && scaling.takesTooLong(); repeat++) {
            scaling = scaling(name, smallBody, largeBody, parser);
          }
          all.add(scaling);
        }
      }
    }
    return all;
  }

  private Scaling scaling(String name, byte[] smallBody, byte[] largeBody, Parser parser) {
    long allowed = AllocationBudget.of(largeBody);
    return new Scaling(
        name, largeBody.length, allowed, cost(smallBody, parser), cost(largeBody, parser));
  }

  private ResourceUsage cost(byte[] body, Parser parser) {
    ResourceUsage least = new ResourceUsage(Long.MAX_VALUE, Long.MAX_VALUE);
    for (int i = 0; i < repeats; i++) {
      Consumer<byte[]> reader = parser.fresh(this);
      reader.accept(WARM_UP);
      ResourceUsage start = ResourceUsage.now();
      reader.accept(body);
      ResourceUsage used = ResourceUsage.now().since(start);
      least =
          new ResourceUsage(
              Math.min(least.bytes(), used.bytes()), Math.min(least.nanos(), used.nanos()));
    }
    return least;
  }

  /** Lists the highest costs and ratios. */
  static String report(List<Scaling> all) {
    StringBuilder report = new StringBuilder();
    report.append(String.format("  %d combinations of shape, place and parser%n", all.size()));
    list(report, "highest time", all, Comparator.comparingDouble(Scaling::nanosPerByte));
    list(report, "highest memory", all, Comparator.comparingDouble(Scaling::bytesPerByte));
    List<Scaling> slow = all.stream().filter(each -> each.large.nanos() > MIN_NANOS).toList();
    list(report, "highest ratio of time", slow, Comparator.comparingDouble(Scaling::timeRatio));
    List<Scaling> large =
        all.stream().filter(each -> each.bytesPerByte() > MIN_BYTES_PER_BYTE).toList();
    list(
        report, "highest ratio of memory", large, Comparator.comparingDouble(Scaling::memoryRatio));
    return report.toString();
  }

  private static void list(
      StringBuilder report, String title, List<Scaling> all, Comparator<Scaling> order) {
    report.append("  ").append(title).append(":\n");
    all.stream()
        .sorted(order.reversed())
        .limit(5)
        .forEach(each -> report.append("    ").append(each).append('\n'));
  }

  /** Replaces the network. */
  private static final class FixedResponse implements Interceptor {

    private byte[] body = WARM_UP;

    @Override
    public Response intercept(Chain chain) {
      return new Response.Builder()
          .request(chain.request())
          .protocol(Protocol.HTTP_1_1)
          .code(200)
          .message("")
          .body(ResponseBody.create(body, (MediaType) null))
          .build();
    }
  }
}
