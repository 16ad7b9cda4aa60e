package io.github.freedomcard.internal.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/**
 * One attempt or status query and its reply: exactly one POST, whatever happens.
 *
 * <p>It never throws because of the network; the {@link HttpReply} says what happened.
 */
final class Exchange {

  private final RequestFactory.Endpoint endpoint;
  private final String path;
  private final OneShotBody body;
  private final Call call;
  private final long maxResponseBytes;
  private final long timeoutNanos;
  private final long startedAt;

  Exchange(
      RequestFactory.Endpoint endpoint,
      String path,
      Request.Builder post,
      byte[] bytes,
      long maxResponseBytes,
      long timeoutNanos) {
    this.maxResponseBytes = maxResponseBytes;
    this.endpoint = endpoint;
    this.path = path;
    this.body = new OneShotBody(bytes);
    this.timeoutNanos = timeoutNanos;
    this.startedAt = endpoint.scheduler().nanos();
    this.call = endpoint.calls().newCall(post.post(body).build());
    // The deadline counts from now, so that time in OkHttp's queue counts too.
    call.timeout()
        .timeout(timeoutNanos, TimeUnit.NANOSECONDS)
        .deadlineNanoTime(startedAt + timeoutNanos);
  }

  Call call() {
    return call;
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  /** Prevents the request from leaving; false if it may have left already. */
  boolean preventSend() {
    return body.preventSend();
  }

  HttpReply execute() {
    Response response;
    try {
      response = call.execute();
    } catch (IOException e) {
      return noResponse(e);
    } catch (RuntimeException e) {
      return noResponse(unexpected(e));
    }
    return readAndClose(response);
  }

  /** The reply if OkHttp has no response. */
  HttpReply noResponse(IOException e) {
    return noResponse(redact(e), body.isSent());
  }

  /** The reply if the request has not left and can't leave any more. */
  HttpReply notSent(IOException e) {
    return noResponse(e, false);
  }

  private HttpReply noResponse(IOException cause, boolean mayHaveBeenSent) {
    Duration elapsed = Duration.ofNanos(endpoint.scheduler().nanos() - startedAt);
    return new HttpReply.NoResponse(endpoint.host(), elapsed, cause, mayHaveBeenSent);
  }

  HttpReply readAndClose(Response response) {
    try (response) {
      return read(response);
    } catch (RuntimeException e) {
      return new HttpReply.Truncated(head(response), unexpected(e));
    }
  }

  private HttpReply.Head head(Response response) {
    return new HttpReply.Head(
        path, response.code(), response.headers(), endpoint.scheduler().now());
  }

  /** A caller's interceptor failed, perhaps after it had sent the request or read the response. */
  private static IOException unexpected(RuntimeException e) {
    return new IOException("malformed HTTP, or a failed interceptor: " + e.getClass().getName());
  }

  private HttpReply read(Response response) {
    // OkHttp takes a status line of 000 for a response, but HTTP has no such status.
    if (response.code() == 0) {
      return noResponse(new ProtocolException("status 000"));
    }
    HttpReply.Head head = head(response);
    try {
      ResponseBody received = response.body();
      if (received == null) {
        return new HttpReply.Complete(head, new byte[0]);
      }
      BufferedSource source = received.source();
      // Counted after decompression, so that a small response can't expand to a large one.
      if (received.contentLength() > maxResponseBytes || source.request(maxResponseBytes + 1)) {
        return new HttpReply.TooLarge(head);
      }
      return new HttpReply.Complete(head, source.readByteArray());
    } catch (IOException e) {
      return new HttpReply.Truncated(head, redact(e));
    }
  }

  /**
   * Removes text that a parsing error quotes from the response. It may hold secrets or personal
   * data: an unexpected status line, for instance, is the rest of the response before it.
   */
  private static IOException redact(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProtocolException || cause instanceof EOFException) {
        IOException redacted =
            cause instanceof EOFException
                ? new EOFException("the response ended early")
                : new ProtocolException("the response is malformed HTTP");
        redacted.setStackTrace(e.getStackTrace());
        return redacted;
      }
    }
    return e;
  }
}
