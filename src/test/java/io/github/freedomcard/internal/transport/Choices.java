package io.github.freedomcard.internal.transport;

import java.util.Arrays;

/**
 * Walks through every way in which a run can go. Whatever is open in a run is decided here, at the
 * moment at which it first matters; the next run then decides the last open point otherwise. So
 * each run stands for all schedules that differ from it only in what never mattered.
 */
final class Choices {

  private int[] options = new int[32];
  private int[] taken = new int[32];
  private int known;
  private int used;

  /** Decides between this many options, at least one. */
  int choose(int count) {
    if (used == known) {
      if (known == options.length) {
        options = Arrays.copyOf(options, known * 2);
        taken = Arrays.copyOf(taken, known * 2);
      }
      options[known] = count;
      taken[known] = 0;
      known++;
    } else if (options[used] != count) {
      throw new IllegalStateException("a run went another way than the one before");
    }
    return taken[used++];
  }

  /** Starts the same run again. */
  void again() {
    used = 0;
  }

  /** Goes on to the next run; false if there is none. */
  boolean next() {
    if (used != known) {
      throw new IllegalStateException("a run was shorter than the one before");
    }
    used = 0;
    while (known > 0 && ++taken[known - 1] == options[known - 1]) {
      known--;
    }
    return known > 0;
  }
}
