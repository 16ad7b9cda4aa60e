package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1.1 message as received; determines where the message ends.
 *
 * @param text the head with its empty line; without it if the connection ended early
 */
record HttpHead(String text) {

  private static final String CONTENT_LENGTH = "Content-Length";
  private static final String TRANSFER_ENCODING = "Transfer-Encoding";

  private static final Pattern INTERIM = Pattern.compile("HTTP/1\\.\\d 1\\d\\d[ \r]");
  private static final Pattern BODILESS = Pattern.compile("HTTP/1\\.\\d (204|304)[ \r]");
  private static final Pattern REQUEST_LINE = Pattern.compile("\\S+ (\\S+)[ \r\n]");
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.\\d (\\d{3})[ \r]");

  // (?d): only a line feed ends a line, as for WireMock.
  private static final Pattern FIELD = Pattern.compile("(?dm)^([^:\\s]+):([^\r\n]*)\r?\n");
  private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9a-fA-F]{1,8})\\s*(;.*)?\r?\n");

  private static final Pattern VALID_REQUEST_LINE =
      Pattern.compile("[!-~]+ [!-~\\x80-\\xff]+ HTTP/1\\.[01]");
  private static final Pattern VALID_FIELD =
      Pattern.compile("[0-9A-Za-z!#$%&'*+.^_`|~-]+:[\\t -~\\x80-\\xff]*");

  private static final Pattern LINE_END = Pattern.compile("\r?\n");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  /** The lines of the fields that each message is searched for. */
  private static final Map<String, Pattern> LINES =
      Stream.of(
              "Host",
              "Origin",
              "Connection",
              "Expect",
              CONTENT_LENGTH,
              TRANSFER_ENCODING,
              FaultProxy.DELIVERY)
          .collect(Collectors.toUnmodifiableMap(name -> name, HttpHead::compiled));

  /** Longer heads are cut off, and so incomplete. */
  private static final int MAX_LENGTH = 64 * 1024;

  /** Reads up to the empty line, or to the end of the connection. */
  static HttpHead read(InputStream in) throws IOException {
    StringBuilder text = new StringBuilder();
    String line;
    do {
      line = line(in, MAX_LENGTH - text.length());
      text.append(line);
    } while (!line.isBlank() && text.length() < MAX_LENGTH);
    return new HttpHead(text.toString());
  }

  /** Returns the head of a response with a body. */
  static HttpHead of(SandboxResponse response) {
    StringBuilder text = new StringBuilder("HTTP/1.1 ").append(response.status()).append(" \r\n");
    response
        .headers()
        .forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    if (response.status() != 204) {
      text.append("Content-Length: ").append(response.body().length).append("\r\n");
    }
    return new HttpHead(text.append("\r\n").toString());
  }

  /** Reads the head of the final response; skips interim ones. */
  static HttpHead readFinalResponse(InputStream in) throws IOException {
    HttpHead response = read(in);
    while (INTERIM.matcher(response.text()).lookingAt()) {
      response = read(in);
    }
    return response;
  }

  boolean isComplete() {
    return text.endsWith("\n\r\n") || text.endsWith("\n\n");
  }

  /** Returns whether the connection ends after this message. */
  boolean isLast() {
    return "close".equalsIgnoreCase(field("Connection"));
  }

  /** Returns the first value of a field; null if absent. */
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

  /**
   * Returns the rule that a complete request violates; null if there is none. Refusing it leaves no
   * doubt that this class and WireMock read it the same way.
   */
  @Nullable String violation() {
    String[] lines = LINE_END.split(text, -1);
    if (!VALID_REQUEST_LINE.matcher(lines[0]).matches()) {
      return "malformed request line";
    }
    for (int i = 1; i < lines.length - 2; i++) {
      if (!VALID_FIELD.matcher(lines[i]).matches()) {
        return "malformed header field in line " + (i + 1);
      }
    }
    for (String name : List.of("Host", "Origin", CONTENT_LENGTH, TRANSFER_ENCODING)) {
      if (line(name).matcher(text).results().count() > 1) {
        return name + ": given twice";
      }
    }
    String encoding = field(TRANSFER_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("chunked")) {
      return TRANSFER_ENCODING + ": not chunked";
    }
    if (encoding != null && field(CONTENT_LENGTH) != null) {
      return TRANSFER_ENCODING + ": not together with " + CONTENT_LENGTH;
    }
    return null;
  }

  /** Returns the method of a request. */
  String method() {
    return text.substring(0, Math.max(0, text.indexOf(' ')));
  }

  /** Returns the target of a request, with its query; empty if there is none. */
  String target() {
    Matcher line = REQUEST_LINE.matcher(text);
    return line.lookingAt() ? line.group(1) : "";
  }

  /** Returns the status of a response; null if this is none. */
  @Nullable String status() {
    Matcher status = STATUS.matcher(text);
    return status.lookingAt() ? status.group(1) : null;
  }

  /** Returns all fields. */
  List<HttpField> fields() {
    return FIELD
        .matcher(text)
        .results()
        .map(field -> new HttpField(field.group(1), field.group(2).strip()))
        .toList();
  }

  /** Returns whether this response to the request has no body. */
  boolean isBodiless(HttpHead request) {
    return request.text().startsWith("HEAD ") || BODILESS.matcher(text).lookingAt();
  }

  /** Returns whether the client waits for an interim response before it sends the body. */
  boolean expectsContinue() {
    return "100-continue".equalsIgnoreCase(field("Expect")) && isFramed();
  }

  /**
   * Copies the body of a request without the framing of its chunks, if there is one.
   *
   * @return false if it was incomplete or malformed
   */
  boolean copyRequestContent(InputStream in, OutputStream out) throws IOException {
    return !isFramed() || copyFramed(in, out, false);
  }

  /** Writes the body of a request as its head says. */
  void writeRequestBody(ByteArrayOutputStream content, OutputStream out) throws IOException {
    if (!isChunked()) {
      content.writeTo(out);
      return;
    }
    if (content.size() > 0) {
      out.write((Integer.toHexString(content.size()) + "\r\n").getBytes(ISO_8859_1));
      content.writeTo(out);
      out.write("\r\n".getBytes(ISO_8859_1));
    }
    out.write("0\r\n\r\n".getBytes(ISO_8859_1));
  }

  /**
   * Copies the body of a response as it is transferred.
   *
   * @return false if the connection ended with it
   */
  boolean copyResponseBody(HttpHead request, InputStream in, OutputStream out) throws IOException {
    if (isBodiless(request)) {
      return true;
    }
    return isFramed() ? copyFramed(in, out, true) : copy(in, out, Long.MAX_VALUE);
  }

  /**
   * Copies the body of a response without the framing of its chunks.
   *
   * @return false if it was incomplete
   */
  boolean copyResponseContent(InputStream in, OutputStream out) throws IOException {
    if (isFramed()) {
      return copyFramed(in, out, false);
    }
    copy(in, out, Long.MAX_VALUE);
    return true;
  }

  /** Returns whether the request announces a longer body, or a length that is no number. */
  boolean isLongerThan(int bytes) {
    String length = field(CONTENT_LENGTH);
    return length != null && (!LENGTH.matcher(length).matches() || Long.parseLong(length) > bytes);
  }

  private boolean isFramed() {
    return isChunked() || field(CONTENT_LENGTH) != null;
  }

  private boolean isChunked() {
    String encoding = field(TRANSFER_ENCODING);
    return encoding != null && encoding.toLowerCase(Locale.ROOT).endsWith("chunked");
  }

  private boolean copyFramed(InputStream in, OutputStream out, boolean withFraming)
      throws IOException {
    String length = field(CONTENT_LENGTH);
    if (!isChunked() && length != null) {
      return copy(in, out, Long.parseLong(length));
    }
    OutputStream framing = withFraming ? out : OutputStream.nullOutputStream();
    while (true) {
      String line = line(in, MAX_LENGTH);
      framing.write(line.getBytes(ISO_8859_1));
      Matcher size = CHUNK_SIZE.matcher(line);
      if (!size.matches()) {
        return copyMalformed(in, out, withFraming);
      }
      long bytes = Long.parseLong(size.group(1), 16);
      if (bytes == 0) {
        HttpHead trailers = read(in);
        framing.write(trailers.bytes());
        return new HttpHead("\n" + trailers.text()).isComplete();
      }
      if (!copy(in, out, bytes)) {
        return false;
      }
      String end = line(in, 2);
      framing.write(end.getBytes(ISO_8859_1));
      if (!end.equals("\r\n")) {
        return copyMalformed(in, out, withFraming);
      }
    }
  }

  /** Copies what follows something that is not a chunk: the body ends with the connection. */
  private static boolean copyMalformed(InputStream in, OutputStream out, boolean withFraming)
      throws IOException {
    if (withFraming) {
      copy(in, out, Long.MAX_VALUE);
    }
    return false;
  }

  /**
   * Copies a number of bytes and flushes whenever no more input is available; returns false if
   * there were fewer.
   */
  private static boolean copy(InputStream in, OutputStream out, long count) throws IOException {
    byte[] buffer = new byte[8192];
    long remaining = count;
    while (remaining > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, remaining));
      if (read < 0) {
        return false;
      }
      out.write(buffer, 0, read);
      remaining -= read;
      if (remaining > 0 && in.available() == 0) {
        out.flush();
      }
    }
    return true;
  }

  /** Reads a line including its end; shorter if the connection ended early or it is too long. */
  private static String line(InputStream in, int maxLength) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int read;
    do {
      read = in.read();
      if (read >= 0) {
        line.write(read);
      }
    } while (read >= 0 && read != '\n' && line.size() < maxLength);
    return line.toString(ISO_8859_1);
  }

  private static Pattern line(String field) {
    Pattern line = LINES.get(field);
    return line == null ? compiled(field) : line;
  }

  private static Pattern compiled(String field) {
    return Pattern.compile("(?dim)^" + Pattern.quote(field) + ":([^\r\n]*)\r?\n");
  }
}
