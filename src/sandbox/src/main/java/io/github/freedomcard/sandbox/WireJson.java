package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
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

  static byte[] write(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that can't be written", e);
    }
  }

  static String moment(OffsetDateTime moment) {
    return MOMENT.format(moment);
  }

  /** {@code YYYY-MM-DD hh:mm:ss}, without a zone, as the gift card family writes it. */
  static String giftMoment(OffsetDateTime moment) {
    return GIFT_MOMENT.format(moment);
  }

  /** With the white space that one program or another puts into JSON, by its description. */
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
      throw new IllegalStateException("a request that can't be written", e);
    }
  }

  /** As Python, JavaScript and PHP do. */
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

  /** An array is on one line, and a colon has a space on either side. */
  private static PrettyPrinter indentedByJackson(DefaultIndenter indenter) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    return printer;
  }

  /** As Python does. */
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
