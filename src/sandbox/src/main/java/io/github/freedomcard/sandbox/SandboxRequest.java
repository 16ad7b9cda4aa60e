package io.github.freedomcard.sandbox;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request as received, with everything that determines its response.
 *
 * @param path with the query, if any
 * @param body the bytes that the signature covers
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record SandboxRequest(
    String method,
    String path,
    @Nullable String contentType,
    @Nullable String requestId,
    @Nullable String signature,
    byte[] body) {

  private static final int MAX_PATH_LENGTH = 200;
  private static final Pattern METHOD = Pattern.compile("[A-Z]{1,10}");

  SandboxRequest {
    // No operation has another method than POST, and this one is shown.
    method = METHOD.matcher(method).matches() ? method : SafeText.HIDDEN;
  }

  /**
   * Returns the path to show: without the value of the query and without long numbers, which may be
   * personal data.
   */
  String shownPath() {
    int query = path.indexOf('?');
    String plain =
        SafeText.withoutLongNumbers(query < 0 ? path : path.substring(0, query))
            + (query < 0 ? "" : "?" + SafeText.HIDDEN);
    return plain.length() > MAX_PATH_LENGTH ? plain.substring(0, MAX_PATH_LENGTH) + "..." : plain;
  }
}
