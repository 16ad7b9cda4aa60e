package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hashes the content of requests: equal for two bodies that differ only in white space, in the
 * order of members, or in how a number is written (1.0 and 1.00). A number keeps its value through
 * a database, but not always its scale. Thread-safe.
 *
 * <p>Each value is hashed with its name, and an object from the sum of its members' hashes, in
 * which their order does not count. The values of an array have their positions as names.
 */
public final class RequestHash {

  private static final int LENGTH = 32;
  private static final VarHandle LANES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** A digest that is free for reuse; null while a thread uses it. */
  private final AtomicReference<@Nullable MessageDigest> spare = new AtomicReference<>();

  /**
   * The hash of a body, a SHA-256 or a sum of them.
   *
   * @throws IllegalArgumentException if the body is not JSON
   */
  public byte[] of(byte[] body) {
    MessageDigest spared = spare.getAndSet(null);
    try (JsonParser parser = Json.REQUESTS.createParser(body)) {
      MessageDigest sha256 = spared == null ? MessageDigest.getInstance("SHA-256") : spared;
      byte[] hash = new Reader(parser, sha256).hash();
      // Only after success: a failed one has data in it.
      spare.set(sha256);
      return hash;
    } catch (IOException e) {
      throw new IllegalArgumentException("request: not JSON");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Every command is hashed, so this makes no copies of texts. */
  private static final class Reader {

    private final JsonParser parser;
    private final MessageDigest sha256;
    private final byte[] hash = new byte[LENGTH];
    private byte[] bytes = new byte[128];
    private int used;

    Reader(JsonParser parser, MessageDigest sha256) {
      this.parser = parser;
      this.sha256 = sha256;
    }

    /** The hash of the whole content. */
    byte[] hash() throws IOException, DigestException {
      parser.nextToken();
      read("");
      return hash;
    }

    /** Leaves the hash of the current value and its name in {@code hash}. */
    private void read(String name) throws IOException, DigestException {
      JsonToken token = parser.currentToken();
      if (token == null) {
        throw new IOException("the value is missing");
      }
      long[] sum = token.isStructStart() ? sum() : null;
      update(name);
      if (sum != null) {
        update(token.asString());
        for (int lane = 0; lane < sum.length; lane++) {
          LANES.set(hash, lane * Long.BYTES, sum[lane]);
        }
        sha256.update(hash);
      } else if (token == JsonToken.VALUE_STRING) {
        sha256.update((byte) '"');
        update(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
      } else if (token.isNumeric()) {
        sha256.update((byte) '#');
        BigDecimal number = parser.getDecimalValue().stripTrailingZeros();
        update(number.scale());
        sha256.update(number.unscaledValue().toByteArray());
      } else {
        update(token.name());
      }
      sha256.digest(hash, 0, LENGTH);
    }

    /** The sum of the hashes of the values of an object or an array. */
    private long[] sum() throws IOException, DigestException {
      boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
      long[] sum = new long[LENGTH / Long.BYTES];
      for (int i = 0; !parser.nextToken().isStructEnd(); i++) {
        String name = isObject ? parser.currentName() : Integer.toString(i);
        if (isObject) {
          parser.nextToken();
        }
        read(name);
        for (int lane = 0; lane < sum.length; lane++) {
          sum[lane] += (long) LANES.get(hash, lane * Long.BYTES);
        }
      }
      return sum;
    }

    private void update(String text) {
      begin(text.length());
      for (int i = 0; i < text.length(); i++) {
        put(text.charAt(i));
      }
      sha256.update(bytes, 0, used);
    }

    private void update(char[] text, int offset, int length) {
      begin(length);
      for (int i = offset; i < offset + length; i++) {
        put(text[i]);
      }
      sha256.update(bytes, 0, used);
    }

    /** A text follows its length, so that two texts can't run together. */
    private void begin(int length) {
      update(length);
      used = 0;
      if (bytes.length < 2 * length) {
        bytes = new byte[2 * length];
      }
    }

    private void update(int number) {
      used = 0;
      put((char) (number >> 16));
      put((char) number);
      sha256.update(bytes, 0, used);
    }

    private void put(char character) {
      bytes[used++] = (byte) (character >> 8);
      bytes[used++] = (byte) character;
    }
  }
}
