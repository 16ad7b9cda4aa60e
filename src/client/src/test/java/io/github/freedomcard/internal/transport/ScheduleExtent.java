package io.github.freedomcard.internal.transport;

import java.time.Duration;
import java.util.List;

/**
 * The extent of the schedules of a test.
 *
 * @param faults the maximum number of faults in a schedule, each at any exchange of the call
 * @param duplicates the number of ways to refuse a duplicate
 * @param unknowns the number of ways to report an unknown id
 * @param lags 2 if the status may lag by one status query, 1 if not
 * @param allDecisions whether the server may decide anything but success
 * @param allRepeats whether the request is repeated for each way to refuse a duplicate; otherwise
 *     once, with one way after the other
 * @param verified whether the server checks each signature
 * @param kinds the kinds of faults, the first of which is none
 * @param timeout the limit of a call
 * @param attemptTimeout the limit of an attempt
 * @param modelled whether there is time for everything that the reference model does, which knows
 *     no time; otherwise a call may omit a further attempt
 */
record ScheduleExtent(
    int faults,
    int duplicates,
    int unknowns,
    int lags,
    boolean allDecisions,
    boolean allRepeats,
    boolean verified,
    List<InjectedFault> kinds,
    Duration timeout,
    Duration attemptTimeout,
    boolean modelled) {

  private static final Duration ATTEMPT = Duration.ofSeconds(20);

  /**
   * The maximum number of exchanges: three attempts, each with two status queries that report the
   * request as unknown and two that fail, and as many queries about an attempt before the call.
   */
  static final int MAX_EXCHANGES = 19;

  /** When an attempt before the call arrives: before one of the exchanges, after all, or never. */
  static final int EARLIER_ARRIVALS = MAX_EXCHANGES + 2;

  /** Everything that the contract does not specify. */
  static ScheduleExtent full(
      int faults, boolean allDecisions, boolean allRepeats, boolean verified) {
    return new ScheduleExtent(
        faults,
        FakeServer.DUPLICATE_KINDS,
        FakeServer.UNKNOWN_KINDS,
        FakeServer.LAGS,
        allDecisions,
        allRepeats,
        verified,
        InjectedFault.ALL,
        Duration.ofMinutes(10),
        ATTEMPT,
        true);
  }

  /** As {@link #full}, with so little time that it runs out in many schedules. */
  static ScheduleExtent hurried(int faults, Duration timeout) {
    return new ScheduleExtent(
        faults,
        FakeServer.DUPLICATE_KINDS,
        FakeServer.UNKNOWN_KINDS,
        FakeServer.LAGS,
        false,
        false,
        false,
        InjectedFault.ALL,
        timeout,
        ATTEMPT,
        false);
  }

  /** This extent with only these kinds of faults. */
  ScheduleExtent with(List<InjectedFault> kinds) {
    return new ScheduleExtent(
        faults,
        duplicates,
        unknowns,
        lags,
        allDecisions,
        allRepeats,
        verified,
        kinds,
        timeout,
        attemptTimeout,
        modelled);
  }

  /** This extent with one way to refuse a duplicate. */
  ScheduleExtent withOneDuplicate() {
    return new ScheduleExtent(
        faults,
        1,
        unknowns,
        lags,
        allDecisions,
        allRepeats,
        verified,
        kinds,
        timeout,
        attemptTimeout,
        modelled);
  }

  int decisions(ScheduleCase scheduleCase) {
    return allDecisions ? scheduleCase.decisions().size() : 1;
  }

  /** How many combinations there are besides the faults. */
  long combinations(ScheduleCase scheduleCase) {
    return (long) duplicates
        * unknowns
        * lags
        * decisions(scheduleCase)
        * (scheduleCase.resumed() ? EARLIER_ARRIVALS : 1);
  }

  /**
   * How many ways there are to place at most {@code left} faults on {@code exchanges} exchanges.
   */
  long placements(int left, int exchanges) {
    long sum = 0;
    long choose = 1;
    long powers = 1;
    for (int k = 0; k <= Math.min(left, exchanges); k++) {
      sum += choose * powers;
      choose = choose * (exchanges - k) / (k + 1);
      powers *= kinds.size() - 1;
    }
    return sum;
  }

  /** How many sequences of at most {@code left} faults there are, one after the other. */
  long sequences(int left) {
    long sum = 0;
    long powers = 1;
    for (int k = 0; k <= left; k++) {
      sum += powers;
      powers *= kinds.size() - 1;
    }
    return sum;
  }
}
