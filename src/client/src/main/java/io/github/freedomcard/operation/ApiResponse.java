package io.github.freedomcard.operation;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A response of the API: the typed body, and status, headers and bytes as they came; the bytes of a
 * large one are not kept, see {@link #rawBody}.
 *
 * <pre>{@code
 * ApiResponse<RequestState> response =
 *     client.execute(TransactionOperations.REFUND_TRANSACTION, refund);
 * if (response.resolution() == Resolution.DEDUPLICATED) {
 *   log("an earlier call with the same request_id refunded it");
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
  private final Supplier<Map<String, List<String>>> headers;
  private final Supplier<byte[]> rawBody;
  private final int attempts;
  private final Resolution resolution;

  /**
   * A response; made by the client, and by tests that replace it.
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
    this(body, status, constant(copyOf(headers)), rawBody.clone()::clone, attempts, resolution);
  }

  /**
   * A response that creates its headers and its raw body on access.
   *
   * @param headers makes the headers, names in lower case
   * @param rawBody makes an array that the caller may change
   */
  public ApiResponse(
      R body,
      int status,
      Supplier<Map<String, List<String>>> headers,
      Supplier<byte[]> rawBody,
      int attempts,
      Resolution resolution) {
    this.body = requireNonNull(body, "body");
    this.status = status;
    this.headers = requireNonNull(headers, "headers");
    this.rawBody = requireNonNull(rawBody, "rawBody");
    this.attempts = attempts;
    this.resolution = requireNonNull(resolution, "resolution");
  }

  private static <T> Supplier<T> constant(T value) {
    return () -> value;
  }

  private static Map<String, List<String>> copyOf(Map<String, List<String>> headers) {
    Map<String, List<String>> copy = new TreeMap<>();
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    return Collections.unmodifiableMap(copy);
  }

  /** The typed body. */
  public R body() {
    return body;
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The HTTP headers, their names in lower case. */
  public Map<String, List<String>> headers() {
    return copyOf(headers.get());
  }

  /**
   * A copy of the body's bytes, which may hold secrets and personal data.
   *
   * @throws IllegalStateException if the response to a read that returns data has more than 1 MiB:
   *     it was parsed while it was read, and its bytes were not kept. Its unknown fields are in the
   *     {@code additionalProperties()} of the records
   */
  public byte[] rawBody() {
    return rawBody.get();
  }

  /** How many attempts the call took; status queries do not count. */
  public int attempts() {
    return attempts;
  }

  /** Where the body comes from. */
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
        + "]";
  }
}
