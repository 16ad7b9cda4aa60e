package io.github.freedomcard.internal.transport;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A body that leaves this machine once.
 *
 * <p>OkHttp repeats a POST by itself when a pooled connection fails after the request was read, on
 * 408, and on 503 with {@code Retry-After: 0}. That the body is one-shot stops OkHttp. A caller's
 * interceptor may proceed twice, or replace the body by a copy that is not one-shot; so the {@link
 * SendGuard}, which no request of the client can avoid, asks this body before each send.
 *
 * <p>Reading is allowed at any time, because interceptors that log or sign read the body.
 */
final class OneShotBody extends RequestBody {

  private static final MediaType JSON = MediaType.get("application/json");

  private enum State {
    /** Nobody has read the bytes. */
    UNREAD,
    /** An interceptor has read the bytes, and may have sent them past the guard. */
    READ,
    /** The guard allowed the send, and the bytes are not written yet. */
    ALLOWED,
    /** Bytes may have left. */
    SENT,
    /** Nothing has left, and nothing can leave any more. */
    PREVENTED
  }

  private final byte[] bytes;
  private final long deadline;
  private final AtomicReference<State> state = new AtomicReference<>(State.UNREAD);

  /** What the state was before the send was allowed. */
  private volatile State beforeSend = State.UNREAD;

  /**
   * A body that is not sent yet.
   *
   * @param deadline when a write to the network must be over
   */
  OneShotBody(byte[] bytes, long deadline) {
    this.bytes = bytes;
    this.deadline = deadline;
  }

  /** Whether bytes may have left; until then nothing can have reached the server. */
  boolean mayHaveBeenSent() {
    State now = state.get();
    return now != State.UNREAD && now != State.PREVENTED;
  }

  /** Prevents the body from leaving; false if it may have left already. */
  boolean preventSend() {
    State before =
        state.getAndUpdate(
            now ->
                switch (now) {
                  case UNREAD, PREVENTED -> State.PREVENTED;
                  case READ, ALLOWED, SENT -> State.SENT;
                });
    return before == State.UNREAD || before == State.PREVENTED;
  }

  /** Allows one send; false if one was allowed before, or is prevented. */
  boolean allowSend() {
    State before =
        state.getAndUpdate(now -> now == State.UNREAD || now == State.READ ? State.ALLOWED : now);
    beforeSend = before == State.READ ? State.READ : State.UNREAD;
    return before == State.UNREAD || before == State.READ;
  }

  /**
   * Takes back the permission to send, after a send that failed.
   *
   * <p>Another send is safe if no byte of the body was written: the headers alone are no request
   * that a server can process, because they announce a body.
   */
  void withdrawUnlessWritten() {
    state.compareAndSet(State.ALLOWED, beforeSend);
  }

  /**
   * Forgets that an interceptor has read the bytes: it passed them to the guard, and no further.
   */
  void forgetReading() {
    state.compareAndSet(State.READ, State.UNREAD);
  }

  @Override
  public MediaType contentType() {
    return JSON;
  }

  @Override
  public long contentLength() {
    return bytes.length;
  }

  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    State before =
        state.getAndUpdate(
            now ->
                switch (now) {
                  case UNREAD -> State.READ;
                  case ALLOWED -> State.SENT;
                  case READ, SENT, PREVENTED -> now;
                });
    if (before == State.PREVENTED) {
      throw new IOException("cancelled");
    }
    if (before == State.ALLOWED) {
      // OkHttp's own time-out of a call does not end every write of HTTP/2.
      sink.timeout().deadlineNanoTime(deadline);
    }
    sink.write(bytes);
  }
}
