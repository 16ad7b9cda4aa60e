package io.github.freedomcard.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets wall time pass, where it is the subject of a test. */
final class IdleTime {

  /** The client checks a connection that was idle for longer than 50 milliseconds. */
  private static final long MILLIS = 200;

  private IdleTime() {}

  /** Leaves all connections idle for so long that the client checks them before it uses them. */
  static void pass() throws InterruptedException {
    assertThat(new CountDownLatch(1).await(MILLIS, TimeUnit.MILLISECONDS)).isFalse();
  }
}
