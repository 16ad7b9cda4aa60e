package io.github.freedomcard.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;

/** What is sent and what comes back, as text. */
public final class WireFormat {

  private static final Json JSON = new Json(8 << 20);

  private WireFormat() {}

  /** What is sent for {@code value}. */
  public static String write(Object value) {
    return new String(JSON.write(value), UTF_8);
  }

  /** What is made of {@code text}. */
  public static <T> T read(String text, Class<T> type) {
    try {
      return JSON.read(text.getBytes(UTF_8), type);
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }
}
