package io.github.freedomcard.internal.transport;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Walks through every way in which a run can go. Whatever is open in a run is decided here, at the
 * moment at which it first matters; the next run then decides the last open point otherwise. So
 * each run stands for all schedules that differ from it only in what never mattered.
 */
final class ScheduleExplorer {

  private int[] options = new int[32];
  private int[] taken = new int[32];
  private int known;
  private int used;
  private final @Nullable Random random;

  /** Every way, one after the other. */
  ScheduleExplorer() {
    random = null;
  }

  /** One way, by chance. */
  ScheduleExplorer(Random random) {
    this.random = random;
  }

  /** Decides between this many options, at least one. */
  int choose(int count) {
    if (count == 1) {
      return 0;
    }
    if (random != null) {
      return random.nextInt(count);
    }
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

  /** Does the same run again, perhaps not to its end. */
  void again(Runnable run) {
    int before = used;
    used = 0;
    run.run();
    used = before;
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
