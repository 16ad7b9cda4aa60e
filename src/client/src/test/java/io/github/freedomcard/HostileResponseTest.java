package io.github.freedomcard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A response needs at most four times the heap that its operation's limit allows it in bytes. */
@Tag("slow")
class HostileResponseTest {

  private static final int STATEMENT_LIMIT = 64 << 20;
  private static final int ORDINARY_LIMIT = 1 << 20;

  /** What the JVM, OkHttp and Jackson need without a response. */
  private static final int OWN_MEGABYTES = 24;

  @Test
  @org.junit.jupiter.api.Timeout(600)
  void response_whenHostile_needsFourTimesItsLimitAtMost(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("output");
    int megabytes = 4 * (STATEMENT_LIMIT >> 20) + OWN_MEGABYTES;
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + megabytes + "m",
                "-Xmn8m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
                Main.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(output)
        .content(UTF_8)
        .contains("getStatement 100,000 operations: 100000 operations")
        .doesNotContain("OutOfMemoryError")
        .endsWith("done\n");
  }

  /** Makes a call with each body and prints how it ended, with a small heap. */
  static final class Main {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Main() {}

    public static void main(String[] args) {
      Endless body = new Endless();
      OkHttpClient http =
          new OkHttpClient.Builder()
              .addInterceptor(
                  chain ->
                      new Response.Builder()
                          .request(chain.request())
                          .protocol(Protocol.HTTP_1_1)
                          .code(200)
                          .message("")
                          .body(body.start())
                          .build())
              .build();
      try (FreedomCardClient client =
          FreedomCardClient.builder()
              .baseUrl("https://hostile.invalid")
              .credentials("1", "secret")
              .httpClient(http)
              .retryPolicy(RetryPolicy.none())
              .build()) {
        StatementRequest statement = StatementRequest.builder().cardId("1").build();
        body.be(
            STATEMENT_LIMIT, "{\"status\":\"ok\",\"operations\":[", Main::operation, "]}", 100_000);
        int read = client.getStatement(statement).operations().size();
        System.out.printf("getStatement 100,000 operations: %d operations%n", read);
        RequestStatusRequest status =
            RequestStatusRequest.builder().requestId(UUID.randomUUID()).build();
        shapes()
            .forEach(
                (name, element) -> {
                  for (String before :
                      List.of(
                          "{\"status\":\"ok\",\"request_status\":\"success\",\"operations\":[",
                          "{\"status\":\"ok\",\"request_status\":\"success\",\"new\":[",
                          "{\"dt\":{},\"status\":\"ok\",\"request_status\":\"success\",\"new\":[")) {
                    String where = name + " in " + before.replaceAll("\"status.*cess\",", "");
                    body.be(STATEMENT_LIMIT, before, element, "]}", Integer.MAX_VALUE);
                    end(client, CardOperations.GET_STATEMENT, statement, where);
                    body.be(ORDINARY_LIMIT, before, element, "]}", Integer.MAX_VALUE);
                    end(client, RequestOperations.GET_REQUEST_STATUS, status, where);
                  }
                });
      }
      System.out.print("done\n");
    }

    private static <Q, R> void end(
        FreedomCardClient client, Operation<Q, R> operation, Q request, String where) {
      String end;
      long start = THREADS.getCurrentThreadAllocatedBytes();
      try {
        end = "read " + client.execute(operation, request).status();
      } catch (FreedomCardException | OutOfMemoryError e) {
        end = e.toString().replaceAll("\\[outcome.*", "");
      }
      System.out.printf(
          "%s %s: %d MiB allocated, %s%n",
          operation.name(), where, (THREADS.getCurrentThreadAllocatedBytes() - start) >> 20, end);
    }

    private static String operation(int index) {
      return "{\"type\":\"debit\",\"amount\":"
          + (1000 + index % 9000)
          + ".50,\"commission\":0.00,\"currency\":\"KZT\",\"mcc\":5411,\"datetime\":\"2024-05-17T10:15:30"
          + "+05:00\",\"rrn\":\""
          + (400_000_000_000L + index)
          + "\",\"merchant\":{\"name\":\"Magnum "
          + index % 100
          + "\",\"city\":\"Almaty\",\"country\":\"KAZ\",\"id\":\""
          + index
          + "\"}}";
    }

    private static Map<String, IntFunction<String>> shapes() {
      Map<String, IntFunction<String>> shapes = new LinkedHashMap<>();
      shapes.put("real operations", Main::operation);
      shapes.put("{}", index -> "{}");
      shapes.put("[]", index -> "[]");
      shapes.put("0", index -> "0");
      shapes.put("numbers", index -> Integer.toString(1000 + index));
      shapes.put("decimals", index -> index + ".5");
      shapes.put("long decimals", index -> "1." + (10_000_000_000_000_000L + index) + "12345678");
      shapes.put("texts", index -> "\"" + index + "\"");
      shapes.put("longer texts", index -> "\"abcdefghijklmn" + index + "\"");
      shapes.put("objects", index -> "{\"a\":0}");
      shapes.put("nested", index -> "{\"a\":{\"a\":[]}}");
      shapes.put("names", index -> (index == 0 ? "{" : "") + "\"n" + index + "\":0");
      shapes.put("names of objects", index -> "{\"n" + index + "\":0}");
      shapes.put("merchants", index -> "{\"merchant\":{\"a\":0}}");
      shapes.put("limits", index -> "{\"amount\":1e99}");
      shapes.put("deep", index -> "[".repeat(1000));
      shapes.put("text", index -> index == 0 ? "\"" : "x".repeat(1000));
      shapes.put("number", index -> "9".repeat(1000));
      return shapes;
    }
  }

  /** A body that is made while it is read, so that only what the client keeps is on the heap. */
  private static final class Endless implements Source {

    private int limit;
    private String before = "";
    private IntFunction<String> element = index -> "";
    private String after = "";
    private int count;
    private long left;
    private int index;
    private boolean ended;

    void be(int limit, String before, IntFunction<String> element, String after, int count) {
      this.limit = limit;
      this.before = before;
      this.element = element;
      this.after = after;
      this.count = count;
    }

    ResponseBody start() {
      left = limit - 64L;
      index = -1;
      ended = false;
      BufferedSource source = Okio.buffer(this);
      return new ResponseBody() {
        @Override
        public @Nullable MediaType contentType() {
          return null;
        }

        @Override
        public long contentLength() {
          return -1;
        }

        @Override
        public BufferedSource source() {
          return source;
        }
      };
    }

    @Override
    public long read(Buffer sink, long byteCount) {
      if (ended) {
        return -1;
      }
      String next;
      if (index < 0) {
        next = before;
        index = 0;
      } else if (index >= count || left < 4096) {
        next = after;
        ended = true;
      } else {
        String each = element.apply(index);
        boolean joined = each.startsWith("x") || each.startsWith("[[") || each.startsWith("99");
        next = (index == 0 || joined ? "" : ",") + each;
        index++;
      }
      left -= next.length();
      sink.write(next.getBytes(US_ASCII));
      return next.length();
    }

    @Override
    public Timeout timeout() {
      return Timeout.NONE;
    }

    @Override
    public void close() throws IOException {}
  }
}
