package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Masks a body for a person to read: it keeps the values of fields that are known to be neither
 * secret nor personal, and replaces all others.
 */
final class BodyMask {

  /** Ids, states, amounts and the vendor's dictionaries. */
  private static final Set<String> SHOWN =
      Set.of(
          "request_id",
          "card_id",
          "client_id",
          "order_id",
          "transaction_id",
          "fin_document_id",
          "product_id",
          "product_code",
          "quantity",
          "status",
          "request_status",
          "card_status",
          "error_code",
          "error_description",
          "dt",
          "datetime",
          "start_date",
          "end_date",
          "type",
          "transaction_type",
          "region",
          "period",
          "amount",
          "value",
          "full_amount",
          "blocked_amount",
          "commission",
          "cashback",
          "debit",
          "credit",
          "balance",
          "card_balance",
          "currency",
          "card_currency",
          "code",
          "mcc",
          "score",
          "fishy");

  private BodyMask() {}

  /** Returns a masked copy; null if the body is not a JSON object. */
  static @Nullable ObjectNode mask(byte[] body) {
    ObjectNode object = WireJson.read(body);
    return object == null ? null : mask(object);
  }

  /** Returns a masked copy. */
  static ObjectNode mask(ObjectNode body) {
    return (ObjectNode) masked("", body);
  }

  private static JsonNode masked(String field, JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode copy = WireJson.object();
      object
          .properties()
          .forEach(
              member ->
                  copy.set(name(member.getKey()), masked(member.getKey(), member.getValue())));
      return copy;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = WireJson.array();
      array.forEach(element -> copy.add(masked(field, element)));
      return copy;
    }
    boolean shown = SHOWN.contains(field) || value.isNull() || value.isBoolean();
    return shown ? value : WireJson.text("(masked)");
  }

  /** Returns a name of the caller's own as it is only if it looks like one. */
  private static String name(String name) {
    return name.matches("[A-Za-z0-9_]{1,40}") ? name : "(masked)";
  }
}
