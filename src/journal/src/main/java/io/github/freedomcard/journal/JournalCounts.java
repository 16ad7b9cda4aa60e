package io.github.freedomcard.journal;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many unfinished commands the journal has, for a dashboard.
 *
 * @param byState how many are in each state; without finished ones
 * @param oldestRecordedAt when the oldest of them was recorded; null if there is none
 */
public record JournalCounts(Map<CommandState, Long> byState, @Nullable Instant oldestRecordedAt) {

  public JournalCounts {
    byState = Map.copyOf(byState);
  }

  /** How many commands are in this unfinished state. */
  public long of(CommandState state) {
    return byState.getOrDefault(state, 0L);
  }
}
