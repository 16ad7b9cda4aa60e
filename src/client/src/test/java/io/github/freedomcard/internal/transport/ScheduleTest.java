package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WithoutWarnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * All kinds of calls under all schedules of faults, compared with a reference model that was
 * written from the design, not from the engine. {@link ScheduleChecks} lists the rules.
 *
 * <p>{@code -Dschedules.full} repeats each run for each way to refuse a duplicate, and tries all
 * faults three at a time.
 */
@ExtendWith(WithoutWarnings.class)
@Tag("slow")
class ScheduleTest {

  private static final boolean FULL = System.getProperty("schedules.full") != null;

  @Test
  void call_underEveryScheduleOfThreeFaults_keepsTheRules() {
    // With all faults it would take ten times as long; two of them at a time are below.
    run("3 faults", distinctUnlessFull(ScheduleExtent.full(3, false, FULL, false)));
  }

  @Test
  void call_underEveryScheduleOfTwoFaults_keepsTheRules() {
    run("2 faults of all kinds", ScheduleExtent.full(2, false, FULL, false));
  }

  @Test
  void call_underEveryScheduleOfTwoFaultsAndEveryDecision_keepsTheRules() {
    run("2 faults, all decisions", distinctUnlessFull(ScheduleExtent.full(2, true, FULL, false)));
  }

  @Test
  void call_underEveryScheduleOfOneFault_isSignedAndRepeatsUnderEveryDuplicate() {
    run("1 fault of all kinds, verified", ScheduleExtent.full(1, true, true, true));
  }

  @Test
  void call_whenTimeIsShort_keepsTheRules() {
    for (Duration timeout :
        List.of(Duration.ofSeconds(60), Duration.ofSeconds(7), Duration.ofMillis(10))) {
      ScheduleExtent extent = ScheduleExtent.hurried(2, timeout);
      run("2 faults, " + timeout, FULL ? extent : extent.with(InjectedFault.DISTINCT_IN_TIME));
    }
  }

  @Test
  void call_whenTheRequestMayHaveBeenSentBefore_keepsTheRules() {
    // The time at which the earlier attempt arrives multiplies the runs. So two faults hit one
    // command only, and those that are left out come below, one at a time.
    List<InjectedFault> few = new ArrayList<>(InjectedFault.DISTINCT);
    few.removeAll(
        List.of(
            InjectedFault.HTTP_503_RETRY_AFTER, InjectedFault.HTTP_403, InjectedFault.GATEWAY_404));
    ScheduleExtent two = ScheduleExtent.full(2, false, FULL, false);
    runResumed(
        "2 faults",
        FULL ? two : two.with(few).withOneDuplicate(),
        List.of(ScheduleCase.REFUND.resumed(true)));
    ScheduleExtent one = ScheduleExtent.full(1, true, FULL, false);
    runResumed(
        "1 fault, all decisions",
        FULL ? one : distinctUnlessFull(one).withOneDuplicate(),
        ScheduleCase.RESUMED);
    ScheduleExtent hurried = ScheduleExtent.hurried(1, Duration.ofSeconds(7));
    runResumed("1 fault, 7 seconds", hurried, List.of(ScheduleCase.REFUND.resumed(true)));
  }

  private static void runResumed(String title, ScheduleExtent extent, List<ScheduleCase> cases) {
    assertThat(run(title + ", resumed", extent, cases).results())
        .containsKeys("DIRECT", "RECOVERED", "UNKNOWN");
  }

  private static ScheduleExtent distinctUnlessFull(ScheduleExtent extent) {
    return FULL ? extent : extent.with(InjectedFault.DISTINCT);
  }

  private static void run(String title, ScheduleExtent extent) {
    ScheduleCounters sum = run(title, extent, ScheduleCase.ALL);
    assertThat(sum.results())
        .containsOnlyKeys("DIRECT", "RECOVERED", "NOT_PROCESSED", "READ_ONLY", "UNKNOWN");
  }

  private static ScheduleCounters run(
      String title, ScheduleExtent extent, List<ScheduleCase> cases) {
    Duration before = cpu();
    List<ScheduleRunner> runners = new ArrayList<>();
    for (ScheduleCase each : cases) {
      runners.add(new ScheduleRunner(each, extent, false));
      runners.add(new ScheduleRunner(each, extent, true));
    }
    List<ScheduleCounters> parts = runners.parallelStream().map(ScheduleRunner::run).toList();
    ScheduleCounters sum = new ScheduleCounters();
    parts.forEach(sum::add);
    System.out.println(
        "Schedules of " + title + ": " + sum + "; CPU " + cpu().minus(before).toMillis() + " ms");

    assertThat(sum.violations()).as(sum.samples()).isEmpty();
    for (int i = 0; i < parts.size(); i++) {
      long combinations = extent.combinations(cases.get(i / 2));
      assertThat(parts.get(i).sequences())
          .isEqualTo(combinations * extent.sequences(extent.faults()));
      assertThat(parts.get(i).placements())
          .isEqualTo(
              combinations * extent.placements(extent.faults(), ScheduleExtent.MAX_EXCHANGES));
    }
    return sum;
  }

  private static Duration cpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
