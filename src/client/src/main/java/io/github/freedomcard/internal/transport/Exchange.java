package io.github.freedomcard.internal.transport;

import io.github.freedomcard.operation.Operation;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One attempt or status query and its reply: exactly one POST, whatever happens.
 *
 * <p>It never throws because of the network; the {@link HttpReply} says what happened.
 */
final class Exchange {

  /** How long a call that was cancelled may take to end; longer only if something is stuck. */
  static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final String FABRICATED = "an interceptor hides that the send failed";

  private final RequestFactory.Endpoint endpoint;
  private final Operation<?, ?> operation;
  private final String path;
  private final OneShotBody body;
  private final Request request;
  private final long timeoutNanos;
  private final long startedAt;

  private volatile Call call;
  private volatile @Nullable Future<?> watch;
  private volatile @Nullable ConnectionPool shared;
  private volatile boolean over;

  /** Whether the request may have left through the guard, and got no response there. */
  private volatile boolean unanswered;

  private volatile @Nullable IOException rejection;
  private int rejectionsLeft = -1;

  Exchange(
      RequestFactory.Endpoint endpoint,
      Operation<?, ?> operation,
      String path,
      Request.Builder post,
      byte[] bytes,
      long timeoutNanos) {
    this.endpoint = endpoint;
    this.operation = operation;
    this.path = path;
    this.timeoutNanos = timeoutNanos;
    this.startedAt = endpoint.scheduler().nanos();
    this.body = new OneShotBody(bytes, startedAt + timeoutNanos);
    this.request = post.post(body).tag(Exchange.class, this).build();
    this.call = newCall();
  }

  private Call newCall() {
    endpoint.watchdog().use();
    Call fresh = endpoint.calls().newCall(request);
    // The deadline counts from the start, so that time in OkHttp's queue counts too.
    fresh
        .timeout()
        .timeout(timeoutNanos, TimeUnit.NANOSECONDS)
        .deadlineNanoTime(startedAt + timeoutNanos);
    return fresh;
  }

  Scheduler scheduler() {
    return endpoint.scheduler();
  }

  Call call() {
    return call;
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  long nanosLeft() {
    return startedAt + timeoutNanos - scheduler().nanos();
  }

  /** Prevents the request from leaving; false if it may have left already. */
  boolean preventSend() {
    return body.preventSend();
  }

  boolean mayHaveBeenSent() {
    return body.mayHaveBeenSent();
  }

  boolean isBody(@Nullable RequestBody sent) {
    return sent == body;
  }

  /**
   * The request goes out now.
   *
   * @throws IOException if it went out before, or must not go out any more
   */
  void beginSend() throws IOException {
    rejection = null;
    if (!body.allowSend()) {
      throw new IOException("sent before, or cancelled");
    }
    unanswered = true;
  }

  /** The server has responded to the send. */
  void endSend() {
    unanswered = false;
  }

  /** The send failed. */
  void endFailedSend() {
    body.withdrawUnlessWritten();
    unanswered = mayHaveBeenSent();
  }

  /**
   * The connection can't be used, and the request has not left.
   *
   * @param reason what the guard throws
   * @param sent the body that was to be sent
   */
  void rejectConnection(IOException reason, @Nullable RequestBody sent, int poolSize) {
    if (rejectionsLeft < 0) {
      // Each connection of the pool may be dead, and a new one may be too.
      rejectionsLeft = poolSize + 1;
    }
    // An interceptor that has a copy may send that elsewhere after the rejection.
    if (isBody(sent)) {
      body.forgetReading();
      rejection = reason;
    }
  }

  /**
   * Makes a new call if the last one ended because its connection was rejected. Safe to send again,
   * because the guard had let nothing pass before, and nobody has read the body since.
   */
  boolean renew(IOException end) {
    IOException reason = rejection;
    rejection = null;
    if (reason == null || !isCausedBy(reason, end)) {
      return false;
    }
    if (body.mayHaveBeenSent() || rejectionsLeft-- <= 0) {
      return false;
    }
    call = newCall();
    return true;
  }

  private static boolean isCausedBy(IOException reason, IOException end) {
    for (Throwable cause = end; cause != null; cause = cause.getCause()) {
      if (cause == reason) {
        return true;
      }
    }
    return false;
  }

  /**
   * The request goes out on a connection of HTTP/2. If this call does not end, the connection is
   * closed: a write that is stuck in its socket can't be cancelled, and all other calls of the
   * connection wait for it.
   *
   * @param pool closes its idle connections if this call ends with a time-out, so that the next
   *     call does not meet a peer that died silently
   */
  void watch(Socket socket, ConnectionPool pool) {
    shared = pool;
    Future<?> task = scheduler().schedule(() -> SendGuard.abort(socket), nanosLeft() + GRACE_NANOS);
    watch = task;
    if (over) {
      task.cancel(false);
    }
  }

  private void end(@Nullable IOException cause) {
    over = true;
    Future<?> task = watch;
    if (task != null) {
      task.cancel(false);
    }
    ConnectionPool pool = shared;
    if (pool != null && cause instanceof InterruptedIOException) {
      pool.evictAll();
    }
  }

  HttpReply execute() {
    do {
      Response response;
      try {
        response = call.execute();
      } catch (IOException e) {
        if (renew(e)) {
          continue;
        }
        return noResponse(e);
      } catch (RuntimeException e) {
        return noResponse(unexpected(e));
      }
      return readAndClose(response);
    } while (true);
  }

  /** The reply if OkHttp has no response. */
  HttpReply noResponse(IOException e) {
    return noResponse(redact(e), body.mayHaveBeenSent());
  }

  /** The reply if the request has not left and can't leave any more. */
  HttpReply notSent(IOException e) {
    return noResponse(e, false);
  }

  /** The reply if OkHttp did not take the call. */
  HttpReply failedToStart(Throwable e) {
    return noResponse(unexpected(e), !preventSend());
  }

  private HttpReply noResponse(IOException cause, boolean mayHaveBeenSent) {
    end(cause);
    Duration elapsed = Duration.ofNanos(scheduler().nanos() - startedAt);
    return new HttpReply.NoResponse(endpoint.host(), elapsed, cause, mayHaveBeenSent);
  }

  HttpReply readAndClose(Response response) {
    HttpReply reply;
    try {
      // No server sent what a caller's interceptor returns after the send failed.
      reply = unanswered ? noResponse(new IOException(FABRICATED)) : read(response);
    } catch (RuntimeException e) {
      reply = new HttpReply.Truncated(head(response), unexpected(e));
    } catch (Error e) {
      // A large response is parsed here: a caller's type may fail, or memory may run out.
      close(response);
      end(null);
      throw e;
    }
    close(response);
    end(reply.cause());
    return reply;
  }

  private static void close(Response response) {
    try {
      response.close();
    } catch (RuntimeException e) {
      // A caller's listener failed; what was read was read.
    }
  }

  private HttpReply.Head head(Response response) {
    return new HttpReply.Head(path, response.code(), response.headers(), scheduler().now());
  }

  /** A caller's interceptor failed, perhaps after it had sent the request or read the response. */
  private static IOException unexpected(Throwable e) {
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
        return new HttpReply.Buffered(head, new byte[0]);
      }
      BufferedSource source = received.source();
      // OkHttp ends its own time-out with the announced length, before the end of the stream.
      source.timeout().deadlineNanoTime(startedAt + timeoutNanos);
      // Counted after decompression, so that a small response can't expand to a large one.
      long max = endpoint.maxResponseBytes(operation);
      long buffered = Math.min(max, LargeResponse.maxBuffered(operation, head));
      if (received.contentLength() > max) {
        return new HttpReply.TooLarge(head);
      }
      if (source.request(buffered + 1)) {
        return buffered == max
            ? new HttpReply.TooLarge(head)
            : LargeResponse.read(source, head, max, endpoint.reader(operation), operation);
      }
      return new HttpReply.Buffered(head, source.readByteArray());
    } catch (IOException e) {
      return new HttpReply.Truncated(head, redact(e));
    }
  }

  /**
   * Removes text that may hold secrets or personal data. A parsing error quotes the response: an
   * unexpected status line, for instance, is the rest of the response before it. A failed
   * interceptor may say anything; on its own threads OkHttp attaches that as suppressed.
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
      if (cause instanceof Error
          || (cause instanceof RuntimeException
              && !(cause instanceof RejectedExecutionException))) {
        return unexpected(cause);
      }
      for (Throwable suppressed : cause.getSuppressed()) {
        if (!(suppressed instanceof IOException failure)) {
          return unexpected(suppressed);
        }
        // OkHttp reads a response even if it could not write the whole request.
        IOException redacted = redact(failure);
        if (redacted != failure) {
          return redacted;
        }
      }
    }
    return e;
  }
}
