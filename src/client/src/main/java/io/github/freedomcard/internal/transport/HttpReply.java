package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.internal.json.Envelope;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.ParsedBody;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Resolution;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** The result of one exchange: a complete response, a part of one, or none. */
sealed interface HttpReply {

  /** Whether bytes of the request may have been sent. */
  boolean mayHaveBeenSent();

  /** Why there is no complete response; null if there is one, or it is too large. */
  @Nullable IOException cause();

  /** The delay that the server requested; null if none. */
  @Nullable Duration retryAfter();

  /** A description for the log, without text from the server or the network. */
  String describe();

  /**
   * The status line and headers of a response.
   *
   * @param path the path that the request was sent to
   * @param status the HTTP status
   * @param receivedAt when the headers were received, by the clock of this machine
   */
  record Head(String path, int status, Headers headers, Instant receivedAt) {

    private @Nullable Duration retryAfter() {
      return RetryAfter.of(first("retry-after"), first("date"), receivedAt);
    }

    private @Nullable String first(String name) {
      List<String> values = headers.values(name);
      return values.isEmpty() ? null : values.get(0);
    }
  }

  /** A response whose headers were read. */
  sealed interface Received extends HttpReply {

    /** The status line and headers. */
    Head head();

    /** The HTTP status. */
    default int status() {
      return head().status();
    }

    @Override
    default boolean mayHaveBeenSent() {
      return true;
    }

    @Override
    default @Nullable IOException cause() {
      return null;
    }

    @Override
    default @Nullable Duration retryAfter() {
      return head().retryAfter();
    }

    @Override
    default String describe() {
      return "HTTP " + status() + ", incomplete";
    }
  }

  /** A response that was read to its end. */
  sealed interface Complete extends Received {

    /** The size of the body, in bytes. */
    long size();

    /**
     * The members of the body that state the result of the call.
     *
     * @param toTheEnd whether to check all of the body; if not, perhaps only its beginning
     * @throws UnreadableException if the body is not a JSON object as far as it was checked
     */
    Envelope envelope(Json json, boolean toTheEnd) throws UnreadableException;

    /**
     * The value that the body holds.
     *
     * @param type the response type of the operation, or {@link RequestState}
     * @throws UnreadableException if the body is not JSON of that shape
     */
    <T> T read(Json json, Class<T> type) throws UnreadableException;

    /** The response of a call; it copies headers and body only on access. */
    <R> ApiResponse<R> toResponse(R typed, int attempts, Resolution resolution);

    /** The reply without what it was parsed to, so that the next attempt has that memory. */
    Complete withoutData();

    @Override
    default String describe() {
      return "HTTP " + status();
    }
  }

  /** A response whose bytes were kept. */
  @SuppressWarnings("ArrayRecordComponent") // replies are never compared
  record Buffered(Head head, byte[] body) implements Complete {

    @Override
    public long size() {
      return body.length;
    }

    @Override
    public Envelope envelope(Json json, boolean toTheEnd) throws UnreadableException {
      return json.envelope(body, toTheEnd);
    }

    @Override
    public <T> T read(Json json, Class<T> type) throws UnreadableException {
      return json.read(body, type);
    }

    @Override
    public <R> ApiResponse<R> toResponse(R typed, int attempts, Resolution resolution) {
      return new ApiResponse<>(
          typed, status(), head().headers()::toMultimap, body::clone, attempts, resolution);
    }

    @Override
    public Complete withoutData() {
      return this;
    }
  }

  /**
   * A large response that was parsed while it was read.
   *
   * @param body what it was parsed to; null after {@link #withoutData}
   */
  record Parsed(Head head, long size, @Nullable ParsedBody body) implements Complete {

    @Override
    public Envelope envelope(Json json, boolean toTheEnd) throws UnreadableException {
      return requireNonNull(body, "body").envelope();
    }

    /** The state of a request has only the members that are neither objects nor arrays. */
    @Override
    public <T> T read(Json json, Class<T> type) throws UnreadableException {
      ParsedBody parsed = requireNonNull(body, "body");
      return type == RequestState.class
          ? json.read(json.write(parsed.scalars()), type)
          : type.cast(parsed.value());
    }

    @Override
    public <R> ApiResponse<R> toResponse(R typed, int attempts, Resolution resolution) {
      String message =
          "rawBody: not kept: a response of more than "
              + LargeResponse.MAX_BUFFERED
              + " bytes is parsed while it is read, and this one has "
              + size
              + "; its unknown fields are in additionalProperties";
      return new ApiResponse<>(
          typed,
          status(),
          head().headers()::toMultimap,
          () -> {
            throw new IllegalStateException(message);
          },
          attempts,
          resolution);
    }

    @Override
    public Complete withoutData() {
      return new Parsed(head, size, null);
    }
  }

  /** A response that failed while its body was read. */
  record Truncated(Head head, IOException cause) implements Received {}

  /** A response whose body was not read because it is larger than allowed. */
  record TooLarge(Head head) implements Received {}

  /**
   * No reply, because the attempt was made before the call, by another call, client or process.
   *
   * @param statusQuery the reply to the latest status query about it; null before the first
   * @param hint why nothing is sent after that query; empty if there is nothing to say
   */
  record EarlierAttempt(@Nullable HttpReply statusQuery, String hint) implements HttpReply {

    @Override
    public boolean mayHaveBeenSent() {
      return true;
    }

    @Override
    public @Nullable IOException cause() {
      return statusQuery == null ? null : statusQuery.cause();
    }

    @Override
    public @Nullable Duration retryAfter() {
      return null;
    }

    @Override
    public String describe() {
      return "attempt before the call";
    }
  }

  /**
   * No response.
   *
   * @param host host and port
   * @param elapsed how long the exchange took
   * @param mayHaveBeenSent whether bytes of the request may have been sent
   */
  record NoResponse(String host, Duration elapsed, IOException cause, boolean mayHaveBeenSent)
      implements HttpReply {

    @Override
    public @Nullable Duration retryAfter() {
      return null;
    }

    @Override
    public String describe() {
      return "no response, " + cause.getClass().getSimpleName();
    }

    /**
     * The reason for an exception's message: host, port, the kind of failure, and what to check.
     */
    String reason() {
      return host + ": " + kind();
    }

    private String kind() {
      if (cause instanceof InterruptedIOException
          && !(cause.getCause() instanceof RejectedExecutionException)) {
        return "time-out after " + elapsed.toMillis() + " ms";
      }
      if (cause instanceof ConnectException) {
        return "no connection: is the server running, and is the base URL right?";
      }
      if (cause instanceof UnknownHostException) {
        return "unknown host: check the base URL";
      }
      // Only the class of the cause: its message may quote what an interceptor put there.
      return cause.getClass().getSimpleName();
    }
  }
}
