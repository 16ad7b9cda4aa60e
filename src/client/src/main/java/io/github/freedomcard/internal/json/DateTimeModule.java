package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The API's two formats of a date-time: {@code 2024-05-17T10:15:30+05:00}, and {@code 2024-05-17
 * 10:15:30} in the gift card family. Close variants of both are read as well.
 */
final class DateTimeModule extends SimpleModule {

  private static final long serialVersionUID = 1;

  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][xx]")
          .toFormatter()
          // Otherwise the 30th of February would be read as another day.
          .withResolverStyle(ResolverStyle.STRICT);

  DateTimeModule() {
    // Lower-case x: the contract writes +00:00, where the ISO format would write Z.
    add(OffsetDateTime.class, "uuuu-MM-dd'T'HH:mm:ssxxx", DateTimeModule::offsetDateTime);
    add(LocalDateTime.class, "uuuu-MM-dd HH:mm:ss", text -> READ.parse(text, LocalDateTime::from));
  }

  private <T extends TemporalAccessor> void add(
      Class<T> type, String written, Function<String, T> read) {
    addSerializer(type, new Writer<>(type, DateTimeFormatter.ofPattern(written)));
    addDeserializer(type, new Reader<>(type, read));
  }

  private static OffsetDateTime offsetDateTime(String text) {
    OffsetDateTime documented = documented(text);
    return documented == null ? READ.parse(text, OffsetDateTime::from) : documented;
  }

  /**
   * The date-time, if it has the contract's format; otherwise null. The formatter takes about
   * twenty times as long and 3 KB, more than reading the rest of an operation.
   */
  private static @Nullable OffsetDateTime documented(String text) {
    if (text.length() != 25
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(22) != ':') {
      return null;
    }
    char sign = text.charAt(19);
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, 10);
    int hour = number(text, 11, 13);
    int minute = number(text, 14, 16);
    int second = number(text, 17, 19);
    int hours = number(text, 20, 22);
    int minutes = number(text, 23, 25);
    if ((sign != '+' && sign != '-')
        || (year | month | day | hour | minute | second | hours | minutes) < 0) {
      return null;
    }
    int ahead = sign == '+' ? 1 : -1;
    try {
      return OffsetDateTime.of(
          year,
          month,
          day,
          hour,
          minute,
          second,
          0,
          ZoneOffset.ofHoursMinutes(ahead * hours, ahead * minutes));
    } catch (DateTimeException e) {
      // No such day, hour or offset; the formatter reports it.
      return null;
    }
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private static final class Writer<T extends TemporalAccessor> extends StdScalarSerializer<T> {

    private static final long serialVersionUID = 1;

    private final transient DateTimeFormatter format;

    Writer(Class<T> type, DateTimeFormatter format) {
      super(type);
      this.format = format;
    }

    @Override
    public void serialize(T value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeString(format.format(value));
    }
  }

  private static final class Reader<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1;

    private final transient Function<String, T> read;

    Reader(Class<T> type, Function<String, T> read) {
      super(type);
      this.read = read;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getText().strip();
      if (text.isEmpty()) {
        return null;
      }
      try {
        return read.apply(text);
      } catch (DateTimeException e) {
        return context.<T>reportInputMismatch(this, "not a date-time");
      }
    }
  }
}
