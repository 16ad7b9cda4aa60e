package io.github.freedomcard.operation;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer of the API, typed and as it came.
 *
 * <pre>{@code
 * ApiResponse<RequestState> answer =
 *     client.execute(TransactionOperations.REFUND_TRANSACTION, refund);
 * if (answer.resolution() == Resolution.DEDUPLICATED) {
 *   log("refunded before, by a call with the same request_id");
 * }
 * }</pre>
 *
 * <p>Immutable and safe to share between threads. {@link #toString} shows neither the body nor the
 * headers.
 *
 * @param <R> the type of the body
 */
public final class ApiResponse<R> {

  private final R body;
  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] rawBody;
  private final int attempts;
  private final Resolution resolution;

  /**
   * An answer; made by the client, and by tests that stand in for it.
   *
   * @param headers names in lower case
   */
  public ApiResponse(
      R body,
      int status,
      Map<String, List<String>> headers,
      byte[] rawBody,
      int attempts,
      Resolution resolution) {
    this.body = requireNonNull(body, "body");
    this.status = status;
    Map<String, List<String>> copy = new TreeMap<>();
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    this.headers = Collections.unmodifiableMap(copy);
    this.rawBody = rawBody.clone();
    this.attempts = attempts;
    this.resolution = requireNonNull(resolution, "resolution");
  }

  /** The answer, typed. */
  public R body() {
    return body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The HTTP headers, their names in lower case. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** A copy of the body's bytes, which may hold secrets and person data. */
  public byte[] rawBody() {
    return rawBody.clone();
  }

  /** How many sends of the request the call took; questions about it do not count. */
  public int attempts() {
    return attempts;
  }

  /** How the answer was come by. */
  public Resolution resolution() {
    return resolution;
  }

  @Override
  public String toString() {
    return "ApiResponse[status="
        + status
        + ", attempts="
        + attempts
        + ", resolution="
        + resolution
        + ", body="
        + rawBody.length
        + " bytes]";
  }
}
