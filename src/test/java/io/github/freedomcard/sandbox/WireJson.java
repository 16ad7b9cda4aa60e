package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the sandbox reads and writes JSON: numbers exactly, moments as the contract says. */
final class WireJson {

  /** {@code YYYY-MM-DDThh:mm:ss+hh:mm}, without a fraction and without {@code Z}. */
  static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx")
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter GIFT_MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private WireJson() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * The object with these fields.
   *
   * @throws IllegalArgumentException if they can't be written as JSON
   */
  static ObjectNode object(Map<String, ?> fields) {
    return MAPPER.valueToTree(fields);
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /** The object that {@code body} holds; null if it is no JSON, or no object. */
  static @Nullable ObjectNode read(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      return node instanceof ObjectNode object ? object : null;
    } catch (IOException unreadable) {
      return null;
    }
  }

  /** With one space after each comma and colon, as Python writes it. */
  static String spaced(JsonNode node) {
    try {
      return MAPPER.writer(new Spaced()).writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request that can't be written", e);
    }
  }

  static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that can't be written", e);
    }
  }

  private static final class Spaced extends MinimalPrettyPrinter {

    private static final long serialVersionUID = 1;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
      json.writeRaw(", ");
    }
  }

  static String moment(OffsetDateTime moment) {
    return MOMENT.format(moment);
  }

  /** {@code YYYY-MM-DD hh:mm:ss}, without a zone, as the gift card family writes it. */
  static String giftMoment(OffsetDateTime moment) {
    return GIFT_MOMENT.format(moment);
  }
}
