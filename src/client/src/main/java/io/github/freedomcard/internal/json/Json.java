package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.UntypedObjectDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.client.ValidateCardholderRequest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as the contract says, and reads it leniently.
 *
 * <p>Thread-safe. No exception contains text of the body, which may hold secrets or personal data.
 */
public final class Json {

  /** For requests, which the limits of responses do not concern. */
  static final JsonFactory REQUESTS =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .build())
          .build();

  /** The least bound of tokens and of a text, so that a short response meets a small limit only. */
  private static final long MIN_BOUND = 1 << 12;

  /**
   * A documented response has about ten bytes per token, with this many tokens per 100,000
   * operations of a statement of 64 MiB. A hostile one has two, and each may take 60 bytes on the
   * heap.
   */
  private static final int BYTES_PER_TOKEN = 24;

  /** A value of an unknown field may take 120 bytes, and its name and place as many. */
  private static final int BYTES_PER_UNKNOWN_VALUE = 64;

  /** While a text is read, the heap has it up to four times. */
  private static final int BYTES_PER_TEXT_CHARACTER = 4;

  /**
   * Shared by all clients, because a mapper costs milliseconds to make and learn the types. Its
   * settings never change.
   */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build())
          .addModule(new JavaTimeModule())
          .addModule(new DateTimeModule())
          .addModule(
              new SimpleModule()
                  .addSerializer(Phone.class, new PhoneWriter())
                  .addDeserializer(BigDecimal.class, new BoundedBigDecimal())
                  .addDeserializer(Object.class, new BoundedUnknown()))
          .propertyNamingStrategy(new SnakeCase())
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          // Some servers write an empty object as "" or [].
          .enable(DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
          .enable(DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT)
          .build();

  private final JsonFactory responses;

  /**
   * For responses of at most {@code maxBytes} bytes. What is read takes at most about three times
   * as much memory.
   *
   * @param maxBytes the limit that the transport enforces
   */
  public Json(long maxBytes) {
    responses =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxTokenCount(Math.max(MIN_BOUND, maxBytes / BYTES_PER_TOKEN))
                    .maxStringLength((int) Math.max(MIN_BOUND, maxBytes / BYTES_PER_TEXT_CHARACTER))
                    .maxNumberLength(256)
                    .maxNameLength(1024)
                    .maxNestingDepth(AdditionalProperties.MAX_DEPTH)
                    .build())
            .build();
    responses.setCodec(MAPPER);
  }

  /** Snake case; but no member of a response maps to the property for unknown members. */
  private static final class SnakeCase extends PropertyNamingStrategies.SnakeCaseStrategy {

    private static final long serialVersionUID = 1;

    @Override
    public String translate(String name) {
      return name.equals("additionalProperties") ? "\0" : super.translate(name);
    }
  }

  /**
   * "Cardholder validation" requires the phone as text, without its country code. A caller's own
   * mapper writes all digits, so that it reads the same request again.
   */
  private static final class PhoneWriter extends StdScalarSerializer<Phone> {

    private static final long serialVersionUID = 1;

    PhoneWriter() {
      super(Phone.class);
    }

    @Override
    public void serialize(Phone phone, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      if (generator.currentValue() instanceof ValidateCardholderRequest
          && "user_phone".equals(generator.getOutputContext().getCurrentName())) {
        generator.writeString(phone.nationalNumber());
      } else {
        generator.writeNumber(phone.number());
      }
    }
  }

  /** A number whose plain digits would fill the memory is not an amount. */
  private static final class BoundedBigDecimal extends NumberDeserializers.BigDecimalDeserializer {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable BigDecimal deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      BigDecimal value = super.deserialize(parser, context);
      if (value == null || !Preconditions.isBounded(value)) {
        return value == null ? null : context.reportInputMismatch(this, "too many digits");
      }
      // Most commissions are 0.00, and the JDK keeps one of each short scale.
      return value.signum() == 0 ? BigDecimal.valueOf(0, value.scale()) : value;
    }
  }

  /**
   * Bounds the number of values that no type describes, because they take more memory than others.
   */
  private static final class BoundedUnknown extends UntypedObjectDeserializer {

    private static final long serialVersionUID = 1;

    BoundedUnknown() {
      super((JavaType) null, null);
    }

    /** Called for each value, nested ones too. */
    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      long[] values = (long[]) context.getAttribute(BoundedUnknown.class);
      if (values == null) {
        values = new long[1];
        context.setAttribute(BoundedUnknown.class, values);
      }
      values[0]++;
      // The parser knows the limit of its response, and the mapper serves all.
      long maxTokens = parser.streamReadConstraints().getMaxTokenCount();
      return values[0] <= Math.max(MIN_BOUND, maxTokens * BYTES_PER_TOKEN / BYTES_PER_UNKNOWN_VALUE)
          ? super.deserialize(parser, context)
          : context.reportInputMismatch(this, "too many values");
    }
  }

  /**
   * The bytes of a request's body.
   *
   * @throws IllegalArgumentException if the request can't be written as JSON
   */
  public byte[] write(Object request) {
    try {
      return MAPPER.writeValueAsBytes(request);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "request: can't be written as JSON: " + request.getClass().getName());
    }
  }

  /**
   * The value that a body holds.
   *
   * @throws UnreadableException if the body is not JSON of that shape
   */
  public <T> T read(byte[] body, Class<T> type) throws UnreadableException {
    try {
      T value = type == RequestState.class ? type.cast(state(body)) : value(body, type);
      if (value == null) {
        throw new UnreadableException("null instead of an object");
      }
      return value;
    } catch (IOException | RuntimeException e) {
      throw UnreadableException.because(e);
    }
  }

  private <T> @Nullable T value(byte[] body, Class<T> type) throws IOException {
    try (JsonParser parser = responses.createParser(body)) {
      return MAPPER.readValue(parser, type);
    }
  }

  /**
   * What a body holds, parsed while it is read, so that its bytes need not be kept. If reading the
   * body fails, the result is unreadable, and only the body knows why.
   */
  public ParsedBody parse(InputStream body, Class<?> type) {
    try (var parser = new EnvelopeParser(responses.createParser(body))) {
      parser.start();
      try {
        Object value = MAPPER.readValue(parser, type);
        return ParsedBody.of(parser, value);
      } catch (IOException | RuntimeException e) {
        if (UnreadableException.isMalformed(e)) {
          throw e;
        }
        // An error response may have another shape, so its envelope counts all the same.
        parser.finish();
        return ParsedBody.ofAnotherShape(parser, UnreadableException.because(e));
      }
    } catch (IOException | RuntimeException e) {
      return ParsedBody.malformed(UnreadableException.because(e));
    }
  }

  /**
   * The state of a request, without the fields that can't be read. A malformed date must not make
   * the response to a finished command unreadable.
   */
  private @Nullable RequestState state(byte[] body) throws IOException {
    Set<String> malformed = new HashSet<>();
    while (true) {
      try (JsonParser parser = without(malformed, responses.createParser(body))) {
        return MAPPER.readValue(parser, RequestState.class);
      } catch (JsonMappingException e) {
        String field = e.getPath().isEmpty() ? null : e.getPath().get(0).getFieldName();
        // Of a response with an unknown field that can't be read, nothing is certain.
        if (field == null
            || field.endsWith("status")
            || !AdditionalProperties.isDeclared(RequestState.class, field)
            || !malformed.add(field)) {
          throw e;
        }
      }
    }
  }

  /** Skips these members of the outermost object. */
  private static JsonParser without(Set<String> names, JsonParser parser) {
    if (names.isEmpty()) {
      return parser;
    }
    TokenFilter filter =
        new TokenFilter() {
          @Override
          public @Nullable TokenFilter includeProperty(String name) {
            return names.contains(name) ? null : INCLUDE_ALL;
          }
        };
    return new FilteringParserDelegate(parser, filter, Inclusion.INCLUDE_ALL_AND_PATH, true);
  }

  /**
   * The members of the body that state the result of the call.
   *
   * @param toTheEnd whether to read on when the result is known
   * @throws UnreadableException if the body is not a JSON object as far as it was read
   */
  public Envelope envelope(byte[] body, boolean toTheEnd) throws UnreadableException {
    try (var parser = responses.createParser(body)) {
      return Envelope.read(parser, toTheEnd);
    } catch (IOException | RuntimeException e) {
      throw UnreadableException.because(e);
    }
  }

  /**
   * Whether the body is a JSON object with this member at its top level, and the value is this
   * text. If the member occurs more than once, each must have the value.
   */
  public boolean hasMember(byte[] body, String name, String value) {
    try (var parser = REQUESTS.createParser(body)) {
      boolean found = false;
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean named = parser.currentName().equals(name);
        JsonToken token = parser.nextToken();
        if (named && (token != JsonToken.VALUE_STRING || !parser.getText().equals(value))) {
          return false;
        }
        found |= named;
        parser.skipChildren();
      }
      return found && parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
