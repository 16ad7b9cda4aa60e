package io.github.freedomcard.internal.transport;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/**
 * A body that leaves this machine once.
 *
 * <p>OkHttp repeats a POST by itself when a pooled connection fails after the request was read, on
 * 408, and on 503 with {@code Retry-After: 0}. A caller's interceptor may also proceed twice. That
 * the body is one-shot stops OkHttp; that it rejects a second write stops everything else.
 */
final class OneShotBody extends RequestBody {

  private static final MediaType JSON = MediaType.get("application/json");

  private final byte[] bytes;
  private final AtomicBoolean started = new AtomicBoolean();

  OneShotBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether bytes may have left; until then nothing can have reached the server. */
  boolean isSent() {
    return started.get();
  }

  /** Prevents the body from leaving; false if it may have left already. */
  boolean preventSend() {
    return started.compareAndSet(false, true);
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
    if (!started.compareAndSet(false, true)) {
      throw new IOException("sent before, or cancelled");
    }
    sink.write(bytes);
  }
}
