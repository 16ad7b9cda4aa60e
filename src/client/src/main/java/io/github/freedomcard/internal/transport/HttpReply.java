package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one exchange brought: an answer, the beginning of one, or none.
 *
 * @param path the path that was sent
 * @param status the HTTP status; 0 if none was read
 * @param headers the answer's headers, names in lower case
 * @param body what was read of the body
 * @param trouble why the answer is not whole; null if it is
 * @param tooLarge whether the body was left unread because it is larger than allowed
 * @param left whether bytes of the request may have left this machine
 */
@SuppressWarnings("ArrayRecordComponent") // replies are never compared
record HttpReply(
    String path,
    int status,
    Map<String, List<String>> headers,
    byte[] body,
    @Nullable IOException trouble,
    boolean tooLarge,
    boolean left) {

  private static final byte[] NOTHING = {};

  static HttpReply answer(String path, int status, Map<String, List<String>> headers, byte[] body) {
    return new HttpReply(path, status, headers, body, null, false, true);
  }

  static HttpReply tooLarge(String path, int status, Map<String, List<String>> headers) {
    return new HttpReply(path, status, headers, NOTHING, null, true, true);
  }

  static HttpReply cut(
      String path, int status, Map<String, List<String>> headers, IOException trouble) {
    return new HttpReply(path, status, headers, NOTHING, trouble, false, true);
  }

  static HttpReply none(String path, IOException trouble, boolean left) {
    return new HttpReply(path, 0, Map.of(), NOTHING, trouble, false, left);
  }

  /** The first value of a header; null if there is none. */
  @Nullable String header(String lowerCaseName) {
    List<String> values = headers.get(lowerCaseName);
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  /** For the log: no text of the server's, none of the network's. */
  String inWords() {
    if (status == 0) {
      return "no answer, " + requireNonNull(trouble, "trouble").getClass().getSimpleName();
    }
    return "HTTP " + status + (isWhole() ? "" : ", not whole");
  }

  boolean isWhole() {
    return status != 0 && trouble == null && !tooLarge;
  }
}
