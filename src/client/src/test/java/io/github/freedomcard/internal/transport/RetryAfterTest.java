package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

  private static final Instant RECEIVED_AT = Instant.parse("2024-05-18T00:00:00Z");
  private static final String NOON = "Fri, 17 May 2024 12:00:00 GMT";

  @Property
  void of_whenSeconds_asMany(@ForAll @IntRange(max = 999_999_999) int seconds) {
    assertThat(RetryAfter.of(" " + seconds + " ", null, RECEIVED_AT))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000000000", "99999999999999999999", "0000000000000"})
  void of_whenMoreThanNineDigits_veryLong(String seconds) {
    assertThat(RetryAfter.of(seconds, null, RECEIVED_AT))
        .isEqualTo(Duration.ofSeconds(999_999_999));
  }

  @Property
  void of_whenDate_countsFromTheDateOfTheResponse(@ForAll @IntRange(max = 1_000_000) int seconds) {
    ZonedDateTime sent = ZonedDateTime.of(2024, 5, 17, 12, 0, 0, 0, ZoneOffset.UTC);
    String until = DateTimeFormatter.RFC_1123_DATE_TIME.format(sent.plusSeconds(seconds));
    assertThat(RetryAfter.of(until, " " + NOON, RECEIVED_AT))
        .isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void of_whenDateIsBeforeTheDateOfTheResponse_none() {
    assertThat(RetryAfter.of("Fri, 17 May 2024 11:59:59 GMT", NOON, RECEIVED_AT))
        .isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "soon"})
  void of_whenTheDateCantBeRead_countsFromTheTimeOfReceipt(@Nullable String date) {
    assertThat(RetryAfter.of("Fri, 31 Dec 9999 23:59:59 GMT", date, RECEIVED_AT))
        .isGreaterThan(Duration.ofDays(365L * 7000));
    assertThat(RetryAfter.of(NOON, date, RECEIVED_AT)).isEqualTo(Duration.ZERO);
  }

  @Test
  void of_whenMissing_null() {
    assertThat(RetryAfter.of(null, NOON, RECEIVED_AT)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.5", "1e3", "Sat, 17 May 2024 12:00:00 GMT"})
  void of_whenNeitherSecondsNorDate_null(String retryAfter) {
    assertThat(RetryAfter.of(retryAfter, NOON, RECEIVED_AT)).isNull();
  }

  @Property
  void of_whenAnyText_neverThrows(@ForAll String retryAfter, @ForAll String date) {
    Duration delay = RetryAfter.of(retryAfter, date, RECEIVED_AT);
    assertThat(delay == null || !delay.isNegative()).isTrue();
  }
}
