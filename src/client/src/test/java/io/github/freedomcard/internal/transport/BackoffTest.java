package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.config.RetryPolicy;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

  private static final RetryPolicy POLICY =
      RetryPolicy.builder().backoff(Duration.ofMillis(100), Duration.ofSeconds(1)).build();

  @ParameterizedTest
  @CsvSource({"0,100", "1,100", "2,200", "3,400", "4,800", "5,1000", "50,1000"})
  void jitter_whenDrawnHighest_theBoundThatDoubles(int attempts, long millis) {
    assertThat(Backoff.fullJitter(POLICY, attempts, null, () -> 1)).isEqualTo(millis * 1_000_000);
    assertThat(Backoff.halfJitter(POLICY, attempts, null, () -> 1)).isEqualTo(millis * 1_000_000);
  }

  @ParameterizedTest
  @CsvSource({"1,50", "2,100", "5,500"})
  void jitter_whenDrawnLowest_nothingOrHalfTheBound(int attempts, long millis) {
    assertThat(Backoff.fullJitter(POLICY, attempts, null, () -> 0)).isZero();
    assertThat(Backoff.halfJitter(POLICY, attempts, null, () -> 0)).isEqualTo(millis * 1_000_000);
  }

  @Property
  void jitter_whateverIsDrawn_withinTheBound(
      @ForAll @IntRange(min = 1, max = 100) int attempts,
      @ForAll @DoubleRange(min = 0, max = 1) double drawn) {
    assertThat(Backoff.fullJitter(POLICY, attempts, null, () -> drawn))
        .isBetween(0L, 1_000_000_000L);
    assertThat(Backoff.halfJitter(POLICY, attempts, null, () -> drawn))
        .isBetween(50_000_000L, 1_000_000_000L);
  }

  @ParameterizedTest
  @CsvSource({"PT0S,100", "PT0.05S,100", "PT0.3S,300", "PT29S,29000", "PT30S,30000", "PT31S,30000"})
  void jitter_whenTheServerAsks_atLeastThatAndAtMostThirtySeconds(
      Duration retryAfter, long millis) {
    assertThat(Backoff.fullJitter(POLICY, 1, retryAfter, () -> 1)).isEqualTo(millis * 1_000_000);
    assertThat(Backoff.halfJitter(POLICY, 1, retryAfter, () -> 1)).isEqualTo(millis * 1_000_000);
  }
}
