package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.freedomcard.model.RequestState;
import java.io.IOException;
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

  private final ObjectMapper mapper;

  /**
   * A mapper for responses of at most {@code maxBytes} bytes.
   *
   * @param maxBytes the limit that the transport enforces
   */
  public Json(long maxBytes) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxStringLength((int) Math.min(maxBytes, Integer.MAX_VALUE))
                    .build())
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    mapper =
        JsonMapper.builder(factory)
            .addModule(new JavaTimeModule())
            .addModule(new DateTimeModule())
            .propertyNamingStrategy(new SnakeCase())
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
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
   * The bytes of a request's body.
   *
   * @throws IllegalArgumentException if the request can't be written as JSON
   */
  public byte[] write(Object request) {
    try {
      return mapper.writeValueAsBytes(request);
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
      T value = type == RequestState.class ? type.cast(state(body)) : mapper.readValue(body, type);
      if (value == null) {
        throw new UnreadableException("null instead of an object");
      }
      return value;
    } catch (IOException | RuntimeException e) {
      throw UnreadableException.because(e);
    }
  }

  /**
   * The state of a request, without the fields that can't be read. A malformed date must not make
   * the response to a finished command unreadable.
   */
  private @Nullable RequestState state(byte[] body) throws IOException {
    try {
      return mapper.readValue(body, RequestState.class);
    } catch (JsonMappingException malformed) {
      ObjectNode fields = mapper.readValue(body, ObjectNode.class);
      while (true) {
        try {
          return mapper.treeToValue(fields, RequestState.class);
        } catch (JsonMappingException e) {
          String field = e.getPath().isEmpty() ? null : e.getPath().get(0).getFieldName();
          if (field == null || field.endsWith("status") || fields.remove(field) == null) {
            throw e;
          }
        }
      }
    }
  }

  /**
   * The members of the body that state the result of the call.
   *
   * @param toTheEnd whether to read on when the result is known
   * @throws UnreadableException if the body is not a JSON object as far as it was read
   */
  public Envelope envelope(byte[] body, boolean toTheEnd) throws UnreadableException {
    try (var parser = mapper.createParser(body)) {
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
