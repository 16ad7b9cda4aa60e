package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
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
