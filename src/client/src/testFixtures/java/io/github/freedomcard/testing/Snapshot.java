package io.github.freedomcard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares text that is derived from the code with a file, so that a change of the text is seen.
 *
 * <p>{@code mvn test -Dtest=NAME -Drecord=true} writes the file instead.
 */
public final class Snapshot {

  private Snapshot() {}

  /** Fails if the file does not have {@code text}. The message names the lines. */
  public static void check(String file, String text) {
    Path recorded = Path.of(file);
    try {
      if (Boolean.getBoolean("record")) {
        Files.createDirectories(recorded.toAbsolutePath().getParent());
        Files.writeString(recorded, text);
      }
      Path now = Path.of("target", "recorded", recorded.getFileName().toString());
      Files.createDirectories(now.getParent());
      Files.writeString(now, text);
      assertThat(now)
          .as("if the change is intended, run this test with -Drecord=true, and commit " + file)
          .hasSameTextualContentAs(recorded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
