package io.github.freedomcard.wire;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.testing.Http2Peer;
import io.github.freedomcard.testing.Http2Peer.Stream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One call to an HTTP/2 peer whose response headers have no end. A program of its own, so that it
 * runs in a JVM with a small heap, which an {@link OutOfMemoryError} ends. It ends with success if
 * the call ended and the client then closed the connection.
 */
final class HeaderFlood {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** How long the flood may go on; a megabyte takes milliseconds. */
  private static final long FLOOD_SECONDS = 30;

  private HeaderFlood() {}

  /**
   * Runs the program.
   *
   * @param arguments the length of each header; 0 for CONTINUATION frames without any
   */
  public static void main(String[] arguments) throws InterruptedException {
    String value = "a".repeat(Integer.parseInt(arguments[0]));
    CountDownLatch closed = new CountDownLatch(1);
    try (Http2Peer peer = Http2Peer.start(stream -> flood(stream, value, closed));
        FreedomCardClient client =
            FreedomCardClient.builder()
                .baseUrl(peer.baseUrl())
                .credentials("id", "key")
                .retryPolicy(RetryPolicy.none())
                .timeout(TIMEOUT)
                .attemptTimeout(TIMEOUT)
                .httpClient(Http2Peer.client().build())
                .build()) {
      long began = System.nanoTime();
      Object result = WireCall.NON_IDEMPOTENT_COMMAND.call(client, false);
      long millis = (System.nanoTime() - began) / 1_000_000;
      System.out.println("call after " + millis + " ms: " + result);
      boolean ended = closed.await(FLOOD_SECONDS, TimeUnit.SECONDS);
      System.out.println(ended ? "connection closed" : "connection still open");
      System.exit(ended ? 0 : 1);
    }
  }

  private static void flood(Stream stream, String value, CountDownLatch closed) throws IOException {
    try {
      stream.openHeaders(":status", "200");
      while (true) {
        if (value.isEmpty()) {
          stream.continuation(false);
        } else {
          stream.continuation(false, "x-endless", value);
        }
      }
    } finally {
      closed.countDown();
    }
  }
}
