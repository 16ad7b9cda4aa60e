package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1.1 message as it came, and what it says of where the message ends.
 *
 * @param text the head with its blank line; without, if the connection ended before
 */
record HttpHead(String text) {

  private static final Pattern INTERIM = Pattern.compile("HTTP/1\\.\\d 1\\d\\d[ \r]");
  private static final Pattern BODYLESS = Pattern.compile("HTTP/1\\.\\d (204|304)[ \r]");
  private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9a-fA-F]{1,8})\\s*(;.*)?\r?\n");

  /** Reads as far as the blank line, or as far as the connection goes. */
  static HttpHead read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    String line;
    do {
      line = line(in);
      text.append(line);
    } while (!line.isBlank());
    return new HttpHead(text.toString());
  }

  boolean isWhole() {
    return text.endsWith("\n\r\n") || text.endsWith("\n\n");
  }

  /** Whether this is an answer that the real one is still to follow. */
  boolean isInterim() {
    return INTERIM.matcher(text).lookingAt();
  }

  /** Whether the connection ends with this message. */
  boolean isLast() {
    return "close".equalsIgnoreCase(field("Connection"));
  }

  /** The first value of a field; null if there is none. */
  @Nullable String field(String name) {
    Matcher field = line(name).matcher(text);
    return field.find() ? field.group(1).strip() : null;
  }

  HttpHead without(String name) {
    return new HttpHead(line(name).matcher(text).replaceAll(""));
  }

  HttpHead withConnectionClose() {
    int end = text.indexOf('\n') + 1;
    String rest = new HttpHead(text.substring(end)).without("Connection").text();
    return new HttpHead(text.substring(0, end) + "Connection: close\r\n" + rest);
  }

  byte[] bytes() {
    return text.getBytes(ISO_8859_1);
  }

  /** Whether the answer to a request with this head has no body, whatever its own head says. */
  boolean asksForNoBody() {
    return text.startsWith("HEAD ");
  }

  /**
   * Copies the body of a request, if there is one.
   *
   * @return false if it was not whole
   */
  boolean copyRequestBody(InputStream in, OutputStream out) throws IOException {
    return !isFramed() || copyFramed(in, out);
  }

  /**
   * Copies the body of an answer.
   *
   * @return false if the connection ended with it
   */
  boolean copyAnswerBody(HttpHead request, InputStream in, OutputStream out) throws IOException {
    if (request.asksForNoBody() || BODYLESS.matcher(text).lookingAt()) {
      return true;
    }
    return isFramed() ? copyFramed(in, out) : copy(in, out, Long.MAX_VALUE);
  }

  private boolean isFramed() {
    return isChunked() || field("Content-Length") != null;
  }

  private boolean isChunked() {
    String encoding = field("Transfer-Encoding");
    return encoding != null && encoding.toLowerCase(Locale.ROOT).endsWith("chunked");
  }

  private boolean copyFramed(InputStream in, OutputStream out) throws IOException {
    String length = field("Content-Length");
    if (!isChunked() && length != null) {
      return copy(in, out, Long.parseLong(length));
    }
    while (true) {
      String line = line(in);
      out.write(line.getBytes(ISO_8859_1));
      Matcher size = CHUNK_SIZE.matcher(line);
      if (!size.matches()) {
        // No chunk: whatever it is, it ends with the connection.
        return copy(in, out, Long.MAX_VALUE);
      }
      long bytes = Long.parseLong(size.group(1), 16);
      if (bytes == 0) {
        HttpHead trailers = read(in);
        out.write(trailers.bytes());
        return true;
      }
      if (!copy(in, out, bytes + 2)) {
        return false;
      }
    }
  }

  /** Copies so many bytes; false if there were fewer. What is there is passed on at once. */
  private static boolean copy(InputStream in, OutputStream out, long count) throws IOException {
    byte[] buffer = new byte[8192];
    long left = count;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        return false;
      }
      out.write(buffer, 0, read);
      left -= read;
      if (left > 0 && in.available() == 0) {
        out.flush();
      }
    }
    return true;
  }

  /** A line with its end; shorter if the connection ended before. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read;
    do {
      read = in.read();
      if (read >= 0) {
        line.write(read);
      }
    } while (read >= 0 && read != '\n');
    return line.toString(ISO_8859_1);
  }

  private static Pattern line(String field) {
    return Pattern.compile("(?im)^" + Pattern.quote(field) + ":([^\r\n]*)\r?\n");
  }
}
