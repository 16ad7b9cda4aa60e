package io.github.freedomcard.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.GzipSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;

/**
 * One response, the same whenever it is sent.
 *
 * @param status the HTTP status
 * @param retryAfter the header {@code Retry-After}; blank if there is none
 * @param body the bytes
 * @param delivery how the bytes are delivered
 * @param mutations the mutations that created the body
 */
@SuppressWarnings("ArrayRecordComponent") // responses are never compared
record FuzzResponse(
    int status, String retryAfter, byte[] body, Delivery delivery, TreeSet<String> mutations) {

  /** The maximum size of a response body. */
  static final int MAX_BYTES = 1 << 20;

  private static final int[] STATUSES = {
    400, 401, 403, 404, 408, 409, 422, 429, 499, 500, 502, 503, 504, 599, 201, 202, 204, 299, 301,
    304, 0, 99, 100, 600, 999
  };

  private static final List<String> RETRY_AFTER_VALUES =
      List.of(
          "0",
          "1",
          "-1",
          "9".repeat(400),
          "1e9",
          "soon",
          "Sun, 06 Nov 1994 08:49:37 GMT",
          "Fri, 31 Dec 9999 23:59:59 GMT",
          "Fri, 31 Dec 999999999 23:59:59 GMT",
          "31 Feb 2024 00:00:00 +1800");

  private static final List<Delivery> RARE =
      List.of(
          Delivery.WRONG_LENGTH,
          Delivery.CONNECTION_LOST,
          Delivery.NOT_HTTP,
          Delivery.GZIP,
          Delivery.TRUNCATED_GZIP);

  /** Sixteen times the maximum size, compressed to some kilobytes. */
  private static final byte[] BOMB = gzip(new byte[16 * MAX_BYTES]);

  private static final byte[] SPACE = {' '};

  enum Delivery {
    WITH_LENGTH,
    WITHOUT_LENGTH,
    WRONG_LENGTH,
    CONNECTION_LOST,
    NOT_HTTP,
    GZIP,
    TRUNCATED_GZIP,
    BOMB,
    ENDLESS
  }

  /** Creates a response by mutating one of the texts. */
  static FuzzResponse next(List<String> texts, SplittableRandom random) {
    TreeSet<String> mutations = new TreeSet<>();
    byte[] body;
    if (random.nextInt(20) == 0) {
      body = new byte[random.nextInt(200)];
      random.nextBytes(body);
      mutations.add("RANDOM_BYTES");
    } else {
      String text = Mutation.any(texts, random);
      for (int rounds = random.nextInt(5); rounds > 0 && text.length() < 50_000; rounds--) {
        Mutation mutation = Mutation.any(random);
        text = mutation.apply(text, random);
        mutations.add(mutation.name());
      }
      body = text.getBytes(ISO_8859_1);
    }
    int status = random.nextInt(10) < 7 ? 200 : STATUSES[random.nextInt(STATUSES.length)];
    String retryAfter = random.nextInt(20) == 0 ? Mutation.any(RETRY_AFTER_VALUES, random) : "";
    return new FuzzResponse(status, retryAfter, body, delivery(random), mutations);
  }

  private static Delivery delivery(SplittableRandom random) {
    int drawn = random.nextInt(10_000);
    if (drawn < 2) {
      return Delivery.BOMB;
    }
    if (drawn < 4) {
      return Delivery.ENDLESS;
    }
    if (drawn < 9_000) {
      return drawn % 2 == 0 ? Delivery.WITH_LENGTH : Delivery.WITHOUT_LENGTH;
    }
    return RARE.get(random.nextInt(RARE.size()));
  }

  /** Removes {@code Retry-After}, for a client that would wait. */
  FuzzResponse withoutDelay() {
    return new FuzzResponse(status, "", body, delivery, mutations);
  }

  /** The decompressed bytes that the client reads at most. */
  long readableBytes() {
    return switch (delivery) {
      case BOMB, ENDLESS -> MAX_BYTES;
      default -> Math.min(body.length, MAX_BYTES);
    };
  }

  Response to(Request request) {
    Headers.Builder headers = new Headers.Builder();
    if (!retryAfter.isEmpty()) {
      headers.add("Retry-After", retryAfter);
    }
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(status)
        .message("")
        .headers(headers.build())
        .body(responseBody())
        .build();
  }

  private ResponseBody responseBody() {
    Source source =
        switch (delivery) {
          case WITH_LENGTH, WITHOUT_LENGTH, WRONG_LENGTH -> buffer(body, body.length);
          case CONNECTION_LOST -> new LostConnection(new IOException("broken"));
          case NOT_HTTP -> new LostConnection(new ProtocolException(Mutation.MARK));
          case GZIP -> new GzipSource(buffer(gzip(body), Integer.MAX_VALUE));
          case TRUNCATED_GZIP -> new GzipSource(buffer(gzip(body), 1 + body.length / 3));
          case BOMB -> new GzipSource(buffer(BOMB, BOMB.length));
          case ENDLESS -> new Endless();
        };
    long length =
        switch (delivery) {
          case WITH_LENGTH -> body.length;
          case WRONG_LENGTH -> body.length % 3 == 0 ? Long.MAX_VALUE : 1;
          default -> -1;
        };
    return ResponseBody.create(Okio.buffer(source), null, length);
  }

  private static Buffer buffer(byte[] bytes, int length) {
    return new Buffer().write(bytes, 0, Math.min(length, bytes.length));
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** Describes the response in a report. */
  String describe() {
    String start = new String(body, 0, Math.min(body.length, 250), ISO_8859_1);
    return "HTTP "
        + status
        + ", "
        + delivery
        + ", "
        + body.length
        + " bytes, "
        + mutations
        + ": "
        + start;
  }

  /** Delivers half of the body and then fails as a lost connection does. */
  private final class LostConnection implements Source {

    private final IOException failure;
    private final Buffer rest = buffer(body, body.length / 2);

    LostConnection(IOException failure) {
      this.failure = failure;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      if (rest.exhausted()) {
        throw failure;
      }
      return rest.read(sink, byteCount);
    }

    @Override
    public Timeout timeout() {
      return Timeout.NONE;
    }

    @Override
    public void close() {}
  }

  private final class Endless implements Source {

    @Override
    public long read(Buffer sink, long byteCount) {
      byte[] some = body.length == 0 ? SPACE : body;
      int length = (int) Math.min(byteCount, some.length);
      sink.write(some, 0, length);
      return length;
    }

    @Override
    public Timeout timeout() {
      return Timeout.NONE;
    }

    @Override
    public void close() {}
  }
}
