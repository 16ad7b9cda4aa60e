package io.github.freedomcard.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeModuleTest {

  private static final DateTimeFormatter DOCUMENTED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

  private final Json json = new Json(1024);

  record Holder(@Nullable OffsetDateTime dt) {}

  @Property
  void read_whenTheFormatIsDocumented_isThatDateTimeWithItsOffset(
      @ForAll @LongRange(min = -62_167_000_000L, max = 253_402_000_000L) long second,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes)
      throws UnreadableException {
    OffsetDateTime dateTime =
        LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC)
            .atOffset(
                ZoneOffset.ofTotalSeconds((int) Duration.ofMinutes(offsetMinutes).toSeconds()));

    assertThat(read(DOCUMENTED.format(dateTime))).isEqualTo(dateTime);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-01-02T03:04:05-00:00, 2024-01-02T03:04:05Z",
    "2024-01-02t03:04:05+05:00, 2024-01-02T03:04:05+05:00",
    "2024-01-02 03:04:05+05:00, 2024-01-02T03:04:05+05:00",
    "2024-01-02T03:04:05.5+0500, 2024-01-02T03:04:05.5+05:00",
    "2024-01-02T03:04:05.25Z, 2024-01-02T03:04:05.25Z"
  })
  void read_whenTheFormatIsAVariant_isReadToo(String text, OffsetDateTime expected)
      throws UnreadableException {
    assertThat(read(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-30T10:00:00+05:00",
        "2024-01-02T24:00:00+05:00",
        "2024-13-02T03:04:05+05:00",
        "2024-01-32T03:04:05+05:00",
        "2024-01-02T25:04:05+05:00",
        "2024-01-02T03:60:05+05:00",
        "2024-01-02T03:04:60+05:00",
        "2024-01-02T03:04:05+19:00",
        "2024-01-02T03:04:05*05:00",
        "2024/01-02T03:04:05+05:00",
        "2024-01/02T03:04:05+05:00",
        "2024-01-02T03-04:05+05:00",
        "2024-01-02T03:04-05+05:00",
        "2024-01-02T03:04:05+05-00",
        "x024-01-02T03:04:05+05:00",
        "2024-01-02T03:04:0 +05:00"
      })
  void read_whenTheTextIsNoDateTime_isUnreadable(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableException.class);
  }

  @Test
  void read_whenThereIsSpaceAround_isThatDateTime() throws UnreadableException {
    assertThat(read(" 2024-01-02T03:04:05+05:00 "))
        .isEqualTo(OffsetDateTime.parse("2024-01-02T03:04:05+05:00"));
  }

  private @Nullable OffsetDateTime read(String text) throws UnreadableException {
    return json.read(("{\"dt\":\"" + text + "\"}").getBytes(UTF_8), Holder.class).dt();
  }
}
