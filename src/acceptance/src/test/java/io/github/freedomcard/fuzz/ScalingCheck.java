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
 * How the cost of an answer grows with its length: each {@link JsonShape} in each place of an
 * answer, read at a sixteenth of the length and at the whole.
 */
final class ScalingCheck {

  /** How much longer the long answer is. What grows with the square takes that times a byte. */
  private static final int TIMES = 16;

  /**
   * How many times as much a byte of the long answer may cost. Measured were 3.3 times the time and
   * 4.4 times the memory, both of names: Jackson keeps the few of a short answer from one reading
   * to the next, and not the many of a long one.
   */
  private static final double BOUND = 6;

  /** Less time than this says more of the machine. */
  private static final long WORTH_NANOS = 10_000_000;

  /** Less memory than this for a byte is that of buffers, which are kept while they are small. */
  private static final int WORTH_BYTES = 32;

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

  /** What loads the classes and sets the reader up, so that neither is measured. */
  private static final byte[] FIRST =
      "{\"status\":\"ok\",\"request_status\":\"success\",\"operations\":[{}]}".getBytes(ISO_8859_1);

  private final int large;
  private final int repeats;
  private final Wire wire = new Wire();
  private final OkHttpClient http = new OkHttpClient.Builder().addInterceptor(wire).build();

  /**
   * Of answers of {@code large} bytes.
   *
   * @param repeats how often each is read; the least of the costs counts, because other programs
   *     run as well
   */
  ScalingCheck(int large, int repeats) {
    this.large = large;
    this.repeats = repeats;
  }

  /** A way to read. */
  private enum Way {
    STATE {
      @Override
      Consumer<byte[]> fresh(ScalingCheck growth) {
        Json json = new Json(2L * growth.large);
        return body -> read(json, body, RequestState.class);
      }
    },
    STATEMENT {
      @Override
      Consumer<byte[]> fresh(ScalingCheck growth) {
        Json json = new Json(2L * growth.large);
        return body -> read(json, body, Statement.class);
      }
    },
    CLIENT {
      @Override
      Consumer<byte[]> fresh(ScalingCheck growth) {
        FreedomCardClient client =
            FreedomCardClient.builder()
                .baseUrl("https://fuzz.invalid")
                .credentials("1", "secret")
                .httpClient(growth.http)
                .maxResponseBytes(2L * growth.large)
                .retryPolicy(RetryPolicy.none())
                .build();
        var request =
            CardOperations.GET_STATEMENT
                .requestType()
                .cast(Requests.of(CardOperations.GET_STATEMENT));
        return body -> {
          growth.wire.body = body;
          try {
            client.execute(CardOperations.GET_STATEMENT, request);
          } catch (FreedomCardException expected) {
            // Most can't be read.
          }
        };
      }
    };

    /** One that knows no names: those that it has read once would cost it less. */
    abstract Consumer<byte[]> fresh(ScalingCheck growth);

    static void read(Json json, byte[] body, Class<?> type) {
      try {
        Object value = json.read(body, type);
        if (value.hashCode() + value.toString().length() == 0) {
          throw new AssertionError(type);
        }
      } catch (UnreadableException expected) {
        // Most can't be read.
      }
    }
  }

  /** One shape in one place, read in one way, at both lengths. */
  record Growing(String what, int length, long allowed, ResourceUsage little, ResourceUsage much) {

    double timeRatio() {
      return (double) much.nanos() / Math.max(little.nanos(), 1) / TIMES;
    }

    double memoryRatio() {
      return (double) much.bytes() / Math.max(little.bytes(), 1) / TIMES;
    }

    double nanosPerByte() {
      return (double) much.nanos() / length;
    }

    double bytesPerByte() {
      return (double) much.bytes() / length;
    }

    boolean takesTooLong() {
      return much.nanos() > WORTH_NANOS && timeRatio() > BOUND;
    }

    boolean allocatesTooMuch() {
      return much.bytes() > allowed || (bytesPerByte() > WORTH_BYTES && memoryRatio() > BOUND);
    }

    @Override
    public String toString() {
      return String.format(
          "%6.1f ns, %4.1f times the short one's; %4.0f bytes allocated, %4.1f times; for a byte of %s",
          nanosPerByte(), timeRatio(), bytesPerByte(), memoryRatio(), what);
    }
  }

  List<Growing> measure() {
    List<Growing> all = new ArrayList<>();
    for (JsonShape shape : JsonShape.values()) {
      String small = shape.text(large / TIMES);
      String whole = shape.text(large);
      for (String place : PLACES) {
        byte[] smallBody = place.replace("%s", small).getBytes(ISO_8859_1);
        byte[] largeBody = place.replace("%s", whole).getBytes(ISO_8859_1);
        for (Way way : Way.values()) {
          String what = shape + " in " + place + ", " + way;
          Growing growing = growing(what, smallBody, largeBody, way);
          // What the machine did meanwhile does not come again.
          for (int again = 0; again < 2 && growing.takesTooLong(); again++) {
            growing = growing(what, smallBody, largeBody, way);
          }
          all.add(growing);
        }
      }
    }
    return all;
  }

  private Growing growing(String what, byte[] smallBody, byte[] largeBody, Way way) {
    long allowed = AllocationBudget.of(largeBody);
    return new Growing(what, largeBody.length, allowed, cost(smallBody, way), cost(largeBody, way));
  }

  private ResourceUsage cost(byte[] body, Way way) {
    ResourceUsage least = new ResourceUsage(Long.MAX_VALUE, Long.MAX_VALUE);
    for (int i = 0; i < repeats; i++) {
      Consumer<byte[]> reader = way.fresh(this);
      reader.accept(FIRST);
      ResourceUsage start = ResourceUsage.now();
      reader.accept(body);
      ResourceUsage used = ResourceUsage.now().since(start);
      least =
          new ResourceUsage(
              Math.min(least.bytes(), used.bytes()), Math.min(least.nanos(), used.nanos()));
    }
    return least;
  }

  /** What costs and grows most. */
  static String report(List<Growing> all) {
    StringBuilder report = new StringBuilder();
    report.append(String.format("  %d shapes in places, read in some way%n", all.size()));
    list(report, "most time", all, Comparator.comparingDouble(Growing::nanosPerByte));
    list(report, "most memory", all, Comparator.comparingDouble(Growing::bytesPerByte));
    List<Growing> slow = all.stream().filter(each -> each.much.nanos() > WORTH_NANOS).toList();
    list(report, "most growth of time", slow, Comparator.comparingDouble(Growing::timeRatio));
    List<Growing> large = all.stream().filter(each -> each.bytesPerByte() > WORTH_BYTES).toList();
    list(report, "most growth of memory", large, Comparator.comparingDouble(Growing::memoryRatio));
    return report.toString();
  }

  private static void list(
      StringBuilder report, String title, List<Growing> all, Comparator<Growing> order) {
    report.append("  ").append(title).append(":\n");
    all.stream()
        .sorted(order.reversed())
        .limit(5)
        .forEach(each -> report.append("    ").append(each).append('\n'));
  }

  /** Stands where the network would be. */
  private static final class Wire implements Interceptor {

    private byte[] body = FIRST;

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
