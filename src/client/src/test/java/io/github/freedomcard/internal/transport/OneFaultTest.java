package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WithoutWarnings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A small part of {@link ScheduleTest}, fast enough to run for each mutant. */
@ExtendWith(WithoutWarnings.class)
class OneFaultTest {

  @Test
  void call_underEveryScheduleOfOneFault_keepsTheRules() {
    run(ScheduleExtent.full(1, true, false, false), false);
  }

  @Test
  void callAsync_underEveryScheduleOfOneFault_keepsTheRules() {
    run(ScheduleExtent.full(1, true, false, false), true);
  }

  @Test
  void call_whenTimeIsShort_keepsTheRules() {
    run(ScheduleExtent.hurried(1, Duration.ofSeconds(7)), false);
    run(ScheduleExtent.hurried(1, Duration.ofMillis(10)), false);
    run(ScheduleExtent.hurried(1, Duration.ofMillis(10)), true);
  }

  private static void run(ScheduleExtent extent, boolean async) {
    ScheduleCounters sum = new ScheduleCounters();
    for (ScheduleCase each : ScheduleCase.ALL) {
      sum.add(new ScheduleRunner(each, extent, async).run());
    }
    assertThat(sum.violations()).as(sum.samples()).isEmpty();
    assertThat(sum.sequences()).isPositive();
  }
}
