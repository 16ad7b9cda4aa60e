package io.github.freedomcard.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/** Date-times as the API writes them, and variants. */
class DateTimeModulePropertyTest {

  /** From year 0 to year 9999, in seconds. */
  private static final long FIRST = -62_167_219_200L;

  private static final long LAST = 253_402_300_799L;

  private final Json json = new Json(1 << 20);

  record Holder(
      @Nullable OffsetDateTime offset, @Nullable LocalDateTime local, @Nullable LocalDate date) {}

  @Property
  void write_whenAnyDateTime_hasTheContractsFormatAndIsReadBack(
      @ForAll @LongRange(min = FIRST, max = LAST) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes)
      throws Exception {
    LocalDateTime local = LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
    OffsetDateTime offset = local.atOffset(ZoneOffset.ofTotalSeconds(60 * minutes));
    String written = written(new Holder(offset, local, local.toLocalDate()));
    assertThat(written)
        .matches(
            "\\{\"offset\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d[+-]\\d\\d:\\d\\d\","
                + "\"local\":\"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\","
                + "\"date\":\"\\d{4}-\\d\\d-\\d\\d\"}");
    LocalDateTime seconds = local.truncatedTo(ChronoUnit.SECONDS);
    assertThat(json.read(written.getBytes(UTF_8), Holder.class))
        .isEqualTo(new Holder(seconds.atOffset(offset.getOffset()), seconds, local.toLocalDate()));
  }

  @Property
  void read_whenTheFormatIsAVariant_sameDateTimeAndOffset(
      @ForAll @LongRange(min = FIRST, max = LAST) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes,
      @ForAll boolean blank,
      @ForAll boolean colon,
      @ForAll boolean small,
      @ForAll("blanks") String around)
      throws Exception {
    LocalDateTime local = LocalDateTime.ofEpochSecond(second, nano, ZoneOffset.UTC);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(60 * minutes);
    String day = local.toLocalDate() + (blank ? " " : "T") + local.toLocalTime();
    String zone = colon ? offset.getId() : offset.getId().replace(":", "");
    String text = zone.equals("Z") && small ? "z" : zone;
    String written = around + (small ? day.toLowerCase(Locale.ROOT) : day);
    assertThat(read("offset", written + text + around).offset()).isEqualTo(local.atOffset(offset));
    assertThat(read("local", written + around).local()).isEqualTo(local);
    // An offset is ignored where the type has none.
    assertThat(read("local", written + text + around).local()).isEqualTo(local);
  }

  @Property
  void read_whenAnyText_aDateTimeOrUnreadableWithoutShowingIt(@ForAll("texts") String text) {
    String quoted = "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    for (String field : new String[] {"offset", "local", "date"}) {
      String body = "{\"" + field + "\":" + quoted + "}";
      try {
        json.read(body.getBytes(UTF_8), Holder.class);
      } catch (UnreadableException e) {
        assertThat(e.getMessage()).startsWith("not valid JSON of the expected shape");
        assertThat(e.getCause()).isNull();
      }
    }
  }

  @Property(tries = 100)
  void read_whenNoSuchDay_unreadable(@ForAll @IntRange(min = 1, max = 9999) int year) {
    String day = String.format(Locale.ROOT, "%04d-02-30", year);
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> read("offset", day + "T00:00:00Z"));
    assertThatExceptionOfType(UnreadableException.class)
        .isThrownBy(() -> read("local", day + " 00:00:00"));
    assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> read("date", day));
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.of("", " ", "  ");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("0123456789-+:. TZtz").ofMaxLength(35),
        Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(20));
  }

  private Holder read(String field, String text) throws UnreadableException {
    return json.read(("{\"" + field + "\":\"" + text + "\"}").getBytes(UTF_8), Holder.class);
  }

  private String written(Holder holder) {
    return new String(json.write(holder), UTF_8);
  }
}
