package io.github.freedomcard.internal.transport;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/**
 * One send and its reply: exactly one POST, whatever happens.
 *
 * <p>It never throws for what the network does; that is in the {@link HttpReply}.
 */
final class Exchange {

  private final String path;
  private final OneShotBody body;
  private final Call call;
  private final long timeoutNanos;
  private final long maxResponseBytes;

  Exchange(
      Call.Factory calls,
      String path,
      Request.Builder post,
      byte[] bytes,
      long timeoutNanos,
      long maxResponseBytes) {
    this.path = path;
    this.body = new OneShotBody(bytes);
    this.timeoutNanos = timeoutNanos;
    this.maxResponseBytes = maxResponseBytes;
    this.call = calls.newCall(post.post(body).build());
    // From now on, and from the start of the send on: time in OkHttp's queue counts too.
    call.timeout()
        .timeout(timeoutNanos, TimeUnit.NANOSECONDS)
        .deadlineNanoTime(System.nanoTime() + timeoutNanos);
  }

  Call call() {
    return call;
  }

  String path() {
    return path;
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  /** Keeps the request from ever leaving; false if it may have left already. */
  boolean preventSend() {
    return body.preventSend();
  }

  HttpReply execute() {
    Response response;
    try {
      response = call.execute();
    } catch (IOException e) {
      return failed(e);
    } catch (RuntimeException e) {
      return failed(unexpected(e));
    }
    return readAndClose(response);
  }

  HttpReply failed(IOException e) {
    return HttpReply.none(path(), redact(e), body.isSent());
  }

  HttpReply readAndClose(Response response) {
    try (response) {
      return read(response);
    } catch (RuntimeException e) {
      return HttpReply.cut(path(), response.code(), response.headers().toMultimap(), unexpected(e));
    }
  }

  /** An interceptor of the user's failed, perhaps after it had proceeded, or used up the answer. */
  private static IOException unexpected(RuntimeException e) {
    return new IOException(
        "not HTTP as it should be, or an interceptor failed: " + e.getClass().getName());
  }

  private HttpReply read(Response response) {
    int status = response.code();
    // OkHttp takes a status line of 000 for an answer; HTTP has none such.
    if (status == 0) {
      return failed(new ProtocolException("status 000"));
    }
    var headers = response.headers().toMultimap();
    try {
      ResponseBody answer = response.body();
      if (answer == null) {
        return HttpReply.answer(path(), status, headers, new byte[0]);
      }
      BufferedSource source = answer.source();
      // Counted after decompression, so that a small answer can't unpack into a large one.
      if (answer.contentLength() > maxResponseBytes || source.request(maxResponseBytes + 1)) {
        return HttpReply.tooLarge(path(), status, headers);
      }
      return HttpReply.answer(path(), status, headers, source.readByteArray());
    } catch (IOException e) {
      return HttpReply.cut(path(), status, headers, redact(e));
    }
  }

  /**
   * What goes wrong while an answer is taken apart quotes the answer, which may hold secrets or
   * person data: an unexpected status line, say, is the rest of the answer before.
   */
  private static IOException redact(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ProtocolException || cause instanceof EOFException) {
        IOException quiet =
            cause instanceof EOFException
                ? new EOFException("the answer ended early")
                : new ProtocolException("the answer is not HTTP as it should be");
        quiet.setStackTrace(e.getStackTrace());
        return quiet;
      }
    }
    return e;
  }
}
