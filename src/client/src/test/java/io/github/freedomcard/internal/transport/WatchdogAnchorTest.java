package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.testing.RawServer;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WatchdogAnchorTest {

  private final WatchdogAnchor anchor = new WatchdogAnchor();

  private void requireQueued() {
    assertThatIllegalStateException().isThrownBy(anchor::enter);
  }

  @Test
  void timedOut_whenACallBeganSince_staysInTheQueue() {
    anchor.use();
    anchor.use();
    requireQueued();
    anchor.timedOut();
    requireQueued();
    anchor.exit();
  }

  @Test
  void timedOut_whenNoCallBeganSince_leavesTheQueueUntilTheNext() {
    anchor.use();
    anchor.timedOut();
    anchor.timedOut();
    assertThatCode(anchor::enter).doesNotThrowAnyException();
    anchor.exit();
    anchor.use();
    requireQueued();
    anchor.exit();
  }

  @Test
  void calls_whenOneFollowsTheOther_leaveTheWatchdogAsleep() throws Exception {
    int calls = 300;
    try (RawServer server =
            RawServer.start((n, request) -> RawServer.http("200 OK", "{\"status\":\"ok\"}"));
        FreedomCardClient client =
            FreedomCardClient.builder().baseUrl(server.baseUrl()).credentials("1", "key").build()) {
      BalanceRequest read = BalanceRequest.builder().cardId("1").build();
      client.getBalance(read);
      long before = wakeUps();
      for (int i = 0; i < calls; i++) {
        client.getBalance(read);
      }
      assertThat(wakeUps() - before).isLessThan(calls / 3);
    }
  }

  private static long wakeUps() {
    var threads = ManagementFactory.getThreadMXBean();
    return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().equals("Okio Watchdog"))
        .mapToLong(ThreadInfo::getWaitedCount)
        .sum();
  }
}
