package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes a valid response to contain unexpected fields and values. */
final class UnexpectedValues {

  private static final String UNKNOWN = "sandbox_unknown";
  private static final String UNKNOWN_NUMBER = "4321";

  /** Fields whose values come from a dictionary. */
  private static final Set<String> CODES =
      Set.of("card_status", "product_id", "type", "transaction_type", "period");

  private UnexpectedValues() {}

  static SandboxResponse replaceValues(SandboxResponse response) {
    ObjectNode body = WireJson.read(response.body());
    if (body == null) {
      return response;
    }
    change(body);
    return response.withBody(WireJson.write(body));
  }

  static SandboxResponse replaceRequestStatus(SandboxResponse response) {
    ObjectNode body = WireJson.read(response.body());
    if (body == null || !body.has("request_status")) {
      return response;
    }
    return response.withBody(WireJson.write(body.put("request_status", UNKNOWN)));
  }

  private static void change(ObjectNode object) {
    for (Map.Entry<String, JsonNode> field : List.copyOf(object.properties())) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (value.isNumber()) {
        object.put(name, CODES.contains(name) ? UNKNOWN_NUMBER : value.asText());
      } else if (value.isTextual() && CODES.contains(name)) {
        object.put(name, UNKNOWN);
      } else {
        changeInside(value);
      }
    }
    object.putObject(UNKNOWN).putArray("list").add(true).add(1);
  }

  private static void changeInside(JsonNode value) {
    if (value instanceof ObjectNode object) {
      change(object);
    } else if (value instanceof ArrayNode array) {
      array.forEach(UnexpectedValues::changeInside);
    }
  }
}
