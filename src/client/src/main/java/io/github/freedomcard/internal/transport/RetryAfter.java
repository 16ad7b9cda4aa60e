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
   * The delay; null if the header is missing or malformed.
   *
   * @param retryAfter the header {@code Retry-After}
   * @param date the header {@code Date} of the response: a date is counted from it, because the
   *     clocks of server and client may differ
   * @param receivedAt when the response was received, used where {@code date} is missing
   */
  static @Nullable Duration of(
      @Nullable String retryAfter, @Nullable String date, Instant receivedAt) {
    if (retryAfter == null) {
      return null;
    }
    String delay = retryAfter.strip();
    if (SECONDS.matcher(delay).matches()) {
      return Duration.ofSeconds(delay.length() > 9 ? 999_999_999 : Long.parseLong(delay));
    }
    Instant until = instant(delay);
    if (until == null) {
      return null;
    }
    Instant sent = date == null ? null : instant(date.strip());
    Duration left = Duration.between(sent == null ? receivedAt : sent, until);
    return left.isNegative() ? Duration.ZERO : left;
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
