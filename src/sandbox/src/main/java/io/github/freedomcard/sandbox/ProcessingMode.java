package io.github.freedomcard.sandbox;

/**
 * States when a command with a {@code request_id} takes effect, and what the sandbox reports until
 * then. Immutable and thread-safe.
 */
public final class ProcessingMode {

  private static final ProcessingMode IMMEDIATE = new ProcessingMode(0, true);
  private static final ProcessingMode UNTIL_FINISHED = new ProcessingMode(Integer.MAX_VALUE, false);

  private final int statusQueries;
  private final boolean immediate;

  private ProcessingMode(int statusQueries, boolean immediate) {
    this.statusQueries = statusQueries;
    this.immediate = immediate;
  }

  /** Commands take effect immediately, and their response states the result. */
  public static ProcessingMode immediate() {
    return IMMEDIATE;
  }

  /**
   * Commands take effect after a number of status queries.
   *
   * <p>The response to the command is {@code process}, and so are the responses to the first {@code
   * statusQueries} status queries. The next status query finishes the command and reports its
   * result. The command takes effect when it is finished, not earlier (an assumption of the
   * sandbox).
   *
   * @throws IllegalArgumentException if {@code statusQueries} is negative
   */
  public static ProcessingMode afterStatusQueries(int statusQueries) {
    if (statusQueries < 0) {
      throw new IllegalArgumentException("statusQueries < 0: " + statusQueries);
    }
    return new ProcessingMode(statusQueries, false);
  }

  /**
   * Commands take effect when {@link FreedomCardSandbox#finish} is called. Until then the response
   * to the command and to all status queries is {@code process}.
   */
  public static ProcessingMode untilFinished() {
    return UNTIL_FINISHED;
  }

  boolean isImmediate() {
    return immediate;
  }

  /** Returns whether a status query finishes the command after this number of earlier queries. */
  boolean finishesAfter(int earlierQueries) {
    return statusQueries != Integer.MAX_VALUE && earlierQueries >= statusQueries;
  }

  @Override
  public String toString() {
    if (immediate) {
      return "immediate";
    }
    return statusQueries == Integer.MAX_VALUE
        ? "untilFinished"
        : "afterStatusQueries(" + statusQueries + ")";
  }
}
