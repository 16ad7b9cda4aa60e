package io.github.freedomcard.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How far a worker has come with a command that it claimed. */
enum Phase {
  /** With the status queries that come first if it may have been sent before. */
  CLAIMED,

  /** Until its last byte was sent. */
  BEFORE_SEND,
  AWAITING_RESPONSE,

  /** With the status queries that follow, if there was no response. */
  AFTER_SEND,
  IN_HANDLER,
  BEFORE_COMMIT,
  AFTER_COMMIT;

  /** A file of phases, one for each worker process; what was appended outlives a kill. */
  static final class Log {

    private final FileChannel file;

    Log(Path path) throws IOException {
      file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    void add(UUID requestId, Phase phase) {
      String line = requestId + " " + phase + "\n";
      try {
        file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Returns the last phase of each command in a file. */
    static Map<UUID, Phase> read(Path path) throws IOException {
      Map<UUID, Phase> last = new HashMap<>();
      if (Files.exists(path)) {
        String text = Files.readString(path, StandardCharsets.US_ASCII);
        // A line may be cut off by the kill.
        text.substring(0, text.lastIndexOf('\n') + 1)
            .lines()
            .forEach(
                line ->
                    last.put(
                        UUID.fromString(line.substring(0, 36)), Phase.valueOf(line.substring(37))));
      }
      return last;
    }
  }
}
