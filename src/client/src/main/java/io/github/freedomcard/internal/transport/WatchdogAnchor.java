package io.github.freedomcard.internal.transport;

import java.util.concurrent.TimeUnit;
import okio.AsyncTimeout;

/**
 * Keeps Okio's watchdog thread asleep during calls.
 *
 * <p>OkHttp's time-outs wait in one queue, up to three per call: for the call, its write and its
 * read. Their deadlines stay as they are. Thread-safe.
 */
final class WatchdogAnchor extends AsyncTimeout {

  private final Anchor anchor = new Anchor(this::enter);

  WatchdogAnchor() {
    timeout(1, TimeUnit.SECONDS);
  }

  /** A call begins. */
  void use() {
    anchor.use();
  }

  @Override
  protected void timedOut() {
    exit();
    anchor.due();
  }
}
