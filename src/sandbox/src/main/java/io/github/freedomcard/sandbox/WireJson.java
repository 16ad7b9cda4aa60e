package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes the sandbox's JSON: exact numbers, date-times as in the contract. */
final class WireJson {

  /** {@code YYYY-MM-DDThh:mm:ss+hh:mm}, without a fraction and without {@code Z}. */
  static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx")
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter GIFT_DATE_TIME =
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

  /** As Jackson's own limit on the length of a number, which ignores its exponent. */
  private static final int MAX_DIGITS = 1_000;

  private WireJson() {}

  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /**
   * Returns an object with these fields.
   *
   * @throws IllegalArgumentException if they can't be written as JSON
   */
  static ObjectNode object(Map<String, ?> fields) {
    return MAPPER.valueToTree(fields);
  }

  static ArrayNode array() {
    return MAPPER.createArrayNode();
  }

  /**
   * Returns the fields of an object.
   *
   * @throws IllegalArgumentException if it is not an object
   */
  static Map<String, Object> map(JsonNode object) {
    return MAPPER.convertValue(object, new TypeReference<Map<String, Object>>() {});
  }

  /**
   * Parses {@code body} as a JSON object; null if it is not one, or has a number of more than 1,000
   * digits before or after the point.
   */
  static @Nullable ObjectNode read(byte[] body) {
    try {
      JsonNode node = MAPPER.readTree(body);
      return node instanceof ObjectNode object && hasModestNumbers(object) ? object : null;
    } catch (IOException | NumberFormatException unreadable) {
      // The latter if an exponent exceeds that of a BigDecimal.
      return null;
    }
  }

  private static boolean hasModestNumbers(JsonNode node) {
    if (node.isBigDecimal()) {
      return Math.abs((long) node.decimalValue().scale()) <= MAX_DIGITS;
    }
    for (JsonNode child : node) {
      if (!hasModestNumbers(child)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the {@code request_id} of a request; null if it has none that is a UUID. */
  static @Nullable UUID requestId(@Nullable ObjectNode request) {
    String text = request == null ? null : request.path(OperationRoute.REQUEST_ID).textValue();
    try {
      UUID requestId = text == null ? null : UUID.fromString(text);
      // Shorter groups are padded, but are not valid in a request.
      return requestId == null || !requestId.toString().equalsIgnoreCase(text) ? null : requestId;
    } catch (IllegalArgumentException noUuid) {
      return null;
    }
  }

  static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("response: can't be written as JSON", e);
    }
  }

  static String dateTime(OffsetDateTime dateTime) {
    return DATE_TIME.format(dateTime);
  }

  /** {@code YYYY-MM-DD hh:mm:ss}, without a zone, as the gift card family writes it. */
  static String giftDateTime(OffsetDateTime dateTime) {
    return GIFT_DATE_TIME.format(dateTime);
  }

  /** Returns the node in common JSON layouts, by their description. */
  static Map<String, String> layouts(JsonNode node) {
    Map<String, PrettyPrinter> printers = new LinkedHashMap<>();
    printers.put("without spaces", new MinimalPrettyPrinter());
    printers.put("with a space after each comma and colon", new Spaced());
    for (int width : List.of(2, 4)) {
      DefaultIndenter indenter = new DefaultIndenter(" ".repeat(width), "\n");
      printers.put("indented by " + width, indented(indenter));
      printers.put("indented by " + width + " as Jackson does", indentedByJackson(indenter));
    }
    Map<String, String> layouts = new LinkedHashMap<>();
    printers.forEach((description, printer) -> layouts.put(description, write(node, printer)));
    return layouts;
  }

  private static String write(JsonNode node, PrettyPrinter printer) {
    try {
      return MAPPER.writer(printer).writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("request: can't be written as JSON", e);
    }
  }

  /** Indents as Python, JavaScript and PHP do. */
  private static PrettyPrinter indented(DefaultIndenter indenter) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator(""));
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    return printer;
  }

  /** Indents as Jackson does: an array on one line, a space on either side of a colon. */
  private static PrettyPrinter indentedByJackson(DefaultIndenter indenter) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    return printer;
  }

  /** Separates as Python does by default. */
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
}
