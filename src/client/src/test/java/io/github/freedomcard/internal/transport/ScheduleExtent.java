package io.github.freedomcard.internal.transport;

import java.time.Duration;

/**
 * How far the schedules of a test go.
 *
 * @param faults how many faults a schedule has at most, each at any exchange of the call
 * @param duplicates in how many ways a duplicate is told
 * @param unknowns in how many ways an unknown id is told
 * @param lags 2 if the status may lag by one question, 1 if not
 * @param allRulings whether the server's business may go otherwise than well
 * @param allRepeats whether the same request is made again once for each way to tell a duplicate;
 *     else once, with these in turn
 * @param verified whether the server checks each signature
 * @param timeout the bound of a call
 * @param attemptTimeout the bound of a send
 * @param modelled whether there is time for all that the reference model does, which knows no time;
 *     else a call may give up a further send
 */
record ScheduleExtent(
    int faults,
    int duplicates,
    int unknowns,
    int lags,
    boolean allRulings,
    boolean allRepeats,
    boolean verified,
    Duration timeout,
    Duration attemptTimeout,
    boolean modelled) {

  private static final Duration ATTEMPT = Duration.ofSeconds(20);

  /** No call makes more exchanges: three sends, each with two questions. */
  static final int MAX_EXCHANGES = 9;

  /** All dimensions of the contract's uncertainty. */
  static ScheduleExtent full(int faults, boolean allRulings, boolean allRepeats, boolean verified) {
    return new ScheduleExtent(
        faults,
        FakeServer.DUPLICATE_KINDS,
        FakeServer.UNKNOWN_KINDS,
        FakeServer.LAGS,
        allRulings,
        allRepeats,
        verified,
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
        timeout,
        ATTEMPT,
        false);
  }

  int rulings(ScheduleCase schedules) {
    return allRulings ? schedules.rulings().size() : 1;
  }

  /** How many combinations there are besides the faults. */
  long combinations(ScheduleCase schedules) {
    return (long) duplicates * unknowns * lags * rulings(schedules);
  }

  /**
   * How many ways there are to place at most {@code left} faults on {@code exchanges} exchanges.
   */
  static long placements(int left, int exchanges) {
    long sum = 0;
    long choose = 1;
    long powers = 1;
    for (int k = 0; k <= Math.min(left, exchanges); k++) {
      sum += choose * powers;
      choose = choose * (exchanges - k) / (k + 1);
      powers *= InjectedFault.count() - 1;
    }
    return sum;
  }

  /** How many sequences of at most {@code left} faults there are, one after the other. */
  static long sequences(int left) {
    long sum = 0;
    long powers = 1;
    for (int k = 0; k <= left; k++) {
      sum += powers;
      powers *= InjectedFault.count() - 1;
    }
    return sum;
  }
}
