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
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import org.jspecify.annotations.Nullable;

/**
 * The API's two ways to write a moment: {@code 2024-05-17T10:15:30+05:00}, and {@code 2024-05-17
 * 10:15:30} in the gift card family. The near variants of either are read as well.
 */
final class Moments extends SimpleModule {

  private static final long serialVersionUID = 1;

  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][' ']")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][xx]")
          .toFormatter();

  Moments() {
    // Lower-case x: the contract writes +00:00, where the ISO format would write Z.
    add(OffsetDateTime.class, "uuuu-MM-dd'T'HH:mm:ssxxx", OffsetDateTime::from);
    add(LocalDateTime.class, "uuuu-MM-dd HH:mm:ss", LocalDateTime::from);
  }

  private <T extends TemporalAccessor> void add(
      Class<T> type, String written, TemporalQuery<T> query) {
    addSerializer(type, new Writer<>(type, DateTimeFormatter.ofPattern(written)));
    addDeserializer(type, new Reader<>(type, query));
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

    private final transient TemporalQuery<T> query;

    Reader(Class<T> type, TemporalQuery<T> query) {
      super(type);
      this.query = query;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = parser.getText().strip();
      if (text.isEmpty()) {
        return null;
      }
      try {
        return READ.parse(text, query);
      } catch (DateTimeException e) {
        return context.<T>reportInputMismatch(this, "no moment");
      }
    }
  }
}
