package io.github.freedomcard.internal.transport;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.ParsedBody;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import java.io.IOException;
import java.io.InputStream;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Parses the response to a read that returns data, a statement, while it is read: neither its bytes
 * nor a copy of them is ever in memory as a whole.
 */
final class LargeResponse {

  /** The size up to which the bytes of a response are kept. */
  static final int MAX_BUFFERED = 1 << 20;

  private LargeResponse() {}

  /** How many bytes of the response are kept; a longer one is parsed while it is read. */
  static long maxBuffered(Operation<?, ?> operation, HttpReply.Head head) {
    boolean returnsData =
        operation.effect() == Effect.READ && !operation.responseConvention().isRequestState();
    return returnsData && head.status() / 100 == 2 ? MAX_BUFFERED : Long.MAX_VALUE - 1;
  }

  /**
   * Parses the response.
   *
   * @throws IOException if the source fails, before or after a complete JSON value
   */
  static HttpReply read(
      BufferedSource source,
      HttpReply.Head head,
      long maxBytes,
      Json json,
      Operation<?, ?> operation)
      throws IOException {
    CountedBytes bytes = new CountedBytes(source, maxBytes);
    ParsedBody body = json.parse(bytes, operation.responseType());
    // First of all, because Jackson may have made something else of what the source threw.
    bytes.rethrow();
    return bytes.count > maxBytes
        ? new HttpReply.TooLarge(head)
        : new HttpReply.Parsed(head, bytes.count, body);
  }

  /** The bytes of a source up to a limit. It remembers how the source failed. */
  private static final class CountedBytes extends InputStream {

    private final BufferedSource source;
    private final long max;
    private long count;
    private @Nullable Exception failure;

    CountedBytes(BufferedSource source, long max) {
      this.source = source;
      this.max = max;
    }

    void rethrow() throws IOException {
      if (failure instanceof IOException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      rethrow();
      if (count > max) {
        throw new IOException("too large");
      }
      try {
        int read = source.read(target, offset, length);
        count += Math.max(read, 0);
        return read;
      } catch (IOException | RuntimeException e) {
        failure = e;
        throw e;
      }
    }
  }
}
