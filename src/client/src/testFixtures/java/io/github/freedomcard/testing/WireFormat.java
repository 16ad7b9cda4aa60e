package io.github.freedomcard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;

/** Writes and reads the JSON text of requests and responses. */
public final class WireFormat {

  private static final Json JSON = new Json(8 << 20);

  private WireFormat() {}

  /** Returns the JSON text of {@code value}. */
  public static String write(Object value) {
    return new String(JSON.write(value), UTF_8);
  }

  /** Reads a value from JSON text. */
  public static <T> T read(String text, Class<T> type) {
    try {
      return JSON.read(text.getBytes(UTF_8), type);
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }
}
