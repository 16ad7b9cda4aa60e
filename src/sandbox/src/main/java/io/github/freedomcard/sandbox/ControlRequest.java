package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The parameters and the body of a call of the control API.
 *
 * <p>All methods throw {@link IllegalArgumentException} with a message that names the value and the
 * rule it violates.
 */
final class ControlRequest {

  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1_000;

  private final Map<String, String> parameters;
  private final ObjectNode body;

  /**
   * @param pathParameters by their name
   * @param query without the question mark; null if there is none
   */
  ControlRequest(Map<String, String> pathParameters, @Nullable String query, ObjectNode body) {
    this.parameters = new LinkedHashMap<>(parse(query));
    this.parameters.putAll(pathParameters);
    this.body = body;
  }

  private static Map<String, String> parse(@Nullable String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String pair : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (parameters.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
        throw new IllegalArgumentException(name + ": given twice");
      }
    }
    return parameters;
  }

  static String decoded(String text) {
    return URLDecoder.decode(text, UTF_8);
  }

  /** Rejects parameters and fields with other names, which would be ignored silently. */
  ControlRequest allow(Set<String> names) {
    for (String name : parameters.keySet()) {
      requireKnown(name, names, "parameter");
    }
    body.fieldNames().forEachRemaining(name -> requireKnown(name, names, "field"));
    return this;
  }

  private static void requireKnown(String name, Set<String> names, String what) {
    if (!names.contains(name)) {
      throw new IllegalArgumentException(name + ": unknown " + what + "; known: " + names);
    }
  }

  /** Returns a parameter of the path or the query. */
  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  UUID requestId() {
    return uuid(String.valueOf(parameters.get("request_id")));
  }

  @Nullable UUID optionalRequestId() {
    String text = parameters.get("request_id");
    return text == null ? null : uuid(text);
  }

  private static UUID uuid(String text) {
    UUID uuid = WireJson.requestId(WireJson.object().put(OperationRoute.REQUEST_ID, text));
    if (uuid == null) {
      throw new IllegalArgumentException("request_id: not a UUID: " + text);
    }
    return uuid;
  }

  int limit() {
    long limit = number("limit", 1, DEFAULT_LIMIT);
    if (limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit: more than " + MAX_LIMIT + ": " + limit);
    }
    return (int) limit;
  }

  /** Returns a number of the path or the query. */
  long number(String name, long minimum, long absent) {
    String text = parameters.get(name);
    if (text == null) {
      return absent;
    }
    if (!text.matches("\\d{1,18}") || Long.parseLong(text) < minimum) {
      throw new IllegalArgumentException(name + ": not a number from " + minimum + ": " + text);
    }
    return Long.parseLong(text);
  }

  boolean has(String field) {
    return body.hasNonNull(field);
  }

  String text(String field) {
    return required(field, "not a string", JsonNode::isTextual).textValue();
  }

  String text(String field, String absent) {
    return has(field) ? text(field) : absent;
  }

  int integer(String field) {
    return required(
            field, "not an integer", value -> value.isIntegralNumber() && value.canConvertToInt())
        .intValue();
  }

  boolean flag(String field) {
    return has(field) && required(field, "not a boolean", JsonNode::isBoolean).booleanValue();
  }

  Duration duration(String field) {
    String text = text(field);
    try {
      return Duration.parse(text);
    } catch (DateTimeException malformed) {
      throw new IllegalArgumentException(
          field + ": not an ISO 8601 duration such as PT1H or P1D: " + text, malformed);
    }
  }

  JsonNode object(String field) {
    return required(field, "not an object", JsonNode::isObject);
  }

  /** Returns the objects of a list, which know these fields. */
  List<ControlRequest> list(String field, Set<String> names) {
    List<ControlRequest> list = new ArrayList<>();
    for (JsonNode element : required(field, "not a list", JsonNode::isArray)) {
      if (!(element instanceof ObjectNode object)) {
        throw new IllegalArgumentException(field + ": not a list of objects: " + element);
      }
      list.add(new ControlRequest(Map.of(), null, object).allow(names));
    }
    return list;
  }

  private JsonNode required(String field, String rule, Predicate<JsonNode> isValid) {
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException(field + ": missing");
    }
    if (!isValid.test(value)) {
      throw new IllegalArgumentException(field + ": " + rule + ": " + value);
    }
    return value;
  }
}
