package io.github.freedomcard.sandbox;

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

  /** Returns the path for a log: without the value of the query, which may be personal data. */
  String shownPath() {
    int query = path.indexOf('?');
    String plain = query < 0 ? path : path.substring(0, query) + "?(not shown)";
    return plain.length() > MAX_PATH_LENGTH ? plain.substring(0, MAX_PATH_LENGTH) + "..." : plain;
  }
}
