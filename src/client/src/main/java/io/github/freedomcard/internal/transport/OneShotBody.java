package io.github.freedomcard.internal.transport;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A body that leaves this machine once.
 *
 * <p>OkHttp sends a POST again on its own when a pooled connection dies after the request was read,
 * on 408, and on 503 with {@code Retry-After: 0}; an interceptor of the user's may proceed twice.
 * Declared one-shot, the body stops the former; refusing a second entry, it stops whatever else.
 */
final class OneShotBody extends RequestBody {

  private static final MediaType JSON = MediaType.get("application/json");

  private final byte[] bytes;
  private final AtomicBoolean entered = new AtomicBoolean();

  OneShotBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether bytes may have left: before that, nothing can have reached the server. */
  boolean isSent() {
    return entered.get();
  }

  /** Keeps the body from ever leaving; false if it may have left already. */
  boolean preventSend() {
    return entered.compareAndSet(false, true);
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
    if (!entered.compareAndSet(false, true)) {
      throw new IOException("sent before, or given up");
    }
    sink.write(bytes);
  }
}
