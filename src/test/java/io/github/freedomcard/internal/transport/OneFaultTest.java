package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A small part of {@link ScheduleTest}, quick enough to be run for each mutant. */
class OneFaultTest {

  private final PrintStream err = System.err;

  /** Most schedules end in a warning, by design. */
  @BeforeEach
  void silenceWarnings() {
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false));
  }

  @AfterEach
  void letWarn() {
    System.setErr(err);
  }

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
    ScheduleTally sum = new ScheduleTally();
    for (ScheduleCase each : ScheduleCase.ALL) {
      sum.add(new ScheduleRunner(each, extent, async).run());
    }
    assertThat(sum.violations()).as(sum.samples()).isEmpty();
    assertThat(sum.sequences()).isPositive();
  }
}
