package io.github.freedomcard.internal.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Names this library to the server. */
final class UserAgent {

  static final String VALUE =
      "freedom-card-client/" + version() + " (Java " + Runtime.version().feature() + ")";

  private UserAgent() {}

  /** From a resource of the build: the manifest is lost in many kinds of packaging. */
  private static String version() {
    try (InputStream text = UserAgent.class.getResourceAsStream("version.txt")) {
      // Calls must not fail because a packaging tool drops a file.
      return text == null
          ? "unknown"
          : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
