package io.github.freedomcard.internal.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
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
 * Writes what the contract says and reads whatever the server means by it.
 *
 * <p>Thread-safe. No exception from here carries text of the body: it may hold secrets or person
 * data.
 */
public final class Json {

  private final ObjectMapper mapper;

  /**
   * A mapper for answers of at most {@code maxBytes} bytes.
   *
   * @param maxBytes the bound that the transport holds answers to
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
            // An empty object comes as "" or [] from servers that do not tell the two apart.
            .enable(DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
            .enable(DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT)
            .build();
  }

  /** Snake case, but that no member of an answer is taken for the map of those that are unknown. */
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
        throw new UnreadableException("null where an object belongs");
      }
      return value;
    } catch (IOException | RuntimeException e) {
      throw UnreadableException.because(e);
    }
  }

  /**
   * The state of a request, without those of its fields that can't be read. An odd date must not
   * turn the answer to a finished command into none.
   */
  private @Nullable RequestState state(byte[] body) throws IOException {
    try {
      return mapper.readValue(body, RequestState.class);
    } catch (JsonMappingException odd) {
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
   * What the body says of the call as a whole.
   *
   * @throws UnreadableException if the body is not a JSON object as far as it was read
   */
  public Envelope envelope(byte[] body) throws UnreadableException {
    try (var parser = mapper.createParser(body)) {
      return Envelope.read(parser);
    } catch (IOException | RuntimeException e) {
      throw UnreadableException.because(e);
    }
  }
}
