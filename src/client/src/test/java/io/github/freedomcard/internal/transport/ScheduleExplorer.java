package io.github.freedomcard.internal.transport;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Explores all possible runs. It makes each choice of a run when the choice first matters; the next
 * run then makes the last choice differently. So each run represents all schedules that differ from
 * it only in choices that never mattered.
 */
final class ScheduleExplorer {

  private int[] options = new int[32];
  private int[] chosen = new int[32];
  private int known;
  private int used;
  private final @Nullable Random random;

  /** Explores all runs, one after the other. */
  ScheduleExplorer() {
    random = null;
  }

  /** One random run. */
  ScheduleExplorer(Random random) {
    this.random = random;
  }

  /** Chooses one of this many options, at least one. */
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
        chosen = Arrays.copyOf(chosen, known * 2);
      }
      options[known] = count;
      chosen[known] = 0;
      known++;
    } else if (options[used] != count) {
      throw new IllegalStateException("a run chose differently from the one before");
    }
    return chosen[used++];
  }

  /** Repeats the same run, perhaps not to its end. */
  void again(Runnable run) {
    int before = used;
    used = 0;
    run.run();
    used = before;
  }

  /** Continues with the next run; false if there is none. */
  boolean next() {
    if (used != known) {
      throw new IllegalStateException("a run was shorter than the one before");
    }
    used = 0;
    while (known > 0 && ++chosen[known - 1] == options[known - 1]) {
      known--;
    }
    return known > 0;
  }
}
