package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SchedulerTest {

  private final Scheduler time = new Scheduler();

  @Test
  void schedule_whenDue_runsOnAThreadThatKeepsNoJvmAlive() {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Future<?> unused = time.schedule(() -> thread.complete(Thread.currentThread()), 1);
    assertThat(thread.join().isDaemon()).isTrue();
    assertThat(thread.join().getName()).isEqualTo("freedom-card-timer");
  }

  @Test
  void schedule_whenTasksAreCancelledLongBeforeTheyAreDue_leavesItsThreadAsleep() {
    CompletableFuture<Thread> started = new CompletableFuture<>();
    Future<?> unused = time.schedule(() -> started.complete(Thread.currentThread()), 1);
    Thread timer = started.join();
    int tasks = 10_000;
    long before = wakeUps(timer);
    for (int i = 0; i < tasks; i++) {
      time.schedule(() -> {}, TimeUnit.SECONDS.toNanos(20)).cancel(false);
    }
    assertThat(wakeUps(timer) - before).isLessThan(tasks / 100);
  }

  private static long wakeUps(Thread thread) {
    return ManagementFactory.getThreadMXBean().getThreadInfo(thread.getId()).getWaitedCount();
  }

  @Test
  void nanos_always_theClockOfTheJvm() {
    long before = System.nanoTime();
    long now = time.nanos();
    assertThat(now - before).isNotNegative();
    assertThat(System.nanoTime() - now).isNotNegative();
  }

  @Test
  void sleep_whenInterrupted_endsWithThat() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> time.sleep(Long.MAX_VALUE)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
