package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Masks a body for a person to read: it keeps the values of fields that are known to be neither
 * secret nor personal, if they look like it, and replaces all others.
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

  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-[01]\\d-[0-3]\\d([T ][0-2]\\d:[0-5]\\d(:[0-5]\\d)?([+-][01]\\d:[0-5]\\d)?)?");

  /** Below the length of a card's number, on both sides of the point. */
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,12}(\\.\\d{1,6})?");

  private static final Pattern WORD = Pattern.compile("[A-Za-z_-]{1,40}|[A-Za-z0-9_-]{1,24}");

  private static final String MASKED = "(masked)";

  private BodyMask() {}

  /** Returns a masked copy; null if the body is not a JSON object. */
  static @Nullable ObjectNode mask(byte[] body, boolean isResponse) {
    ObjectNode object = WireJson.read(body);
    return object == null ? null : mask(object, isResponse);
  }

  /**
   * Returns a masked copy.
   *
   * @param isResponse whether {@code error_description} is the sandbox's own text, and not anything
   */
  static ObjectNode mask(ObjectNode body, boolean isResponse) {
    return (ObjectNode) masked("", body, isResponse);
  }

  private static JsonNode masked(String field, JsonNode value, boolean isResponse) {
    if (value instanceof ObjectNode object) {
      ObjectNode copy = WireJson.object();
      object
          .properties()
          .forEach(
              member ->
                  copy.set(
                      name(member.getKey()),
                      masked(member.getKey(), member.getValue(), isResponse)));
      return copy;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = WireJson.array();
      array.forEach(element -> copy.add(masked(field, element, isResponse)));
      return copy;
    }
    boolean shown =
        value.isNull()
            || value.isBoolean()
            || (SHOWN.contains(field) && isShown(value))
            || (isResponse && field.equals("error_description"));
    return shown ? value : TextNode.valueOf(MASKED);
  }

  /** A caller may put anything into any field, such as a card's number into an id. */
  private static boolean isShown(JsonNode value) {
    if (value.isNumber()) {
      // Plainly: the body's own limit on digits makes this short enough.
      return AMOUNT.matcher(value.decimalValue().toPlainString()).matches();
    }
    String text = value.asText();
    return FieldRules.UUID.matcher(text).matches()
        || DATE_TIME.matcher(text).matches()
        || AMOUNT.matcher(text).matches()
        || (WORD.matcher(text).matches() && !SafeText.hasLongNumber(text));
  }

  /** Returns a name of the caller's own as it is only if it looks like one. */
  private static String name(String name) {
    return SafeText.isName(name) ? name : MASKED;
  }
}
