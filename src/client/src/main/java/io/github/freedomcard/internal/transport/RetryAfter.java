package io.github.freedomcard.internal.transport;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The delay that a server asks for, in seconds or as a date (RFC 9110, section 10.2.3). */
final class RetryAfter {

  private static final Pattern SECONDS = Pattern.compile("[0-9]+");

  private RetryAfter() {}

  /**
   * The delay; null if none was asked for, or not in a way that can be read.
   *
   * @param retryAfter the header {@code Retry-After}
   * @param date the answer's {@code Date}: a date is counted from it, because the clocks of server
   *     and client need not agree
   */
  static @Nullable Duration of(@Nullable String retryAfter, @Nullable String date) {
    if (retryAfter == null) {
      return null;
    }
    String asked = retryAfter.strip();
    if (SECONDS.matcher(asked).matches()) {
      return Duration.ofSeconds(asked.length() > 9 ? 999_999_999 : Long.parseLong(asked));
    }
    Instant until = instant(asked);
    if (until == null) {
      return null;
    }
    Instant sent = date == null ? null : instant(date.strip());
    Duration delay = Duration.between(sent == null ? Instant.now() : sent, until);
    return delay.isNegative() ? Duration.ZERO : delay;
  }

  private static @Nullable Instant instant(String date) {
    try {
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
          .withZoneSameInstant(ZoneOffset.UTC)
          .toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }
}
