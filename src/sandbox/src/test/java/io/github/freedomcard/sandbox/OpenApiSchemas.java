package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.model.NumericOpenEnum;
import io.github.freedomcard.model.OpenEnum;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.card.SecretData;
import io.github.freedomcard.model.card.Statement;
import io.github.freedomcard.model.client.CardholderValidation;
import io.github.freedomcard.model.client.CreateClientRequest;
import io.github.freedomcard.model.client.IdentityDocument;
import io.github.freedomcard.model.gift.GiftCard;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.ContractOperation;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The JSON schemas of requests and responses, from the contract and the client's records. */
final class OpenApiSchemas {

  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

  /** Free text, which may name persons. */
  private static final Set<String> FREE_TEXT = Set.of("description", "error_description");

  /**
   * The documented fields of responses that each response has. All fields of {@code Statement
   * extended} are documented as optional.
   */
  private static final Map<Class<?>, List<String>> REQUIRED =
      Map.of(
          RequestState.class, List.of("status", "request_status", "dt"),
          Statement.class, List.of("status", "request_status", "dt"),
          CardholderValidation.class, List.of("status", "dt"),
          GiftCard.class, List.of("datetime", "status"));

  private OpenApiSchemas() {}

  static ObjectNode errorCode() {
    ObjectNode code = WireJson.object();
    code.putArray("type").add("string").add("integer");
    return code;
  }

  // Responses.

  static ObjectNode response(Class<?> type) {
    ObjectNode schema = record(type);
    if (type == SecretData.class) {
      // The vendor's names are not known: any field may be a secret.
      schema.putObject("additionalProperties").put("x-sensitive", true);
    }
    List<String> required = REQUIRED.getOrDefault(type, List.of());
    if (!required.isEmpty()) {
      ArrayNode names = schema.putArray("required");
      required.forEach(names::add);
    }
    return schema;
  }

  private static ObjectNode record(Class<?> type) {
    ObjectNode schema = WireJson.object().put("type", "object");
    ObjectNode properties = WireJson.object();
    for (RecordComponent component : type.getRecordComponents()) {
      String name = name(component);
      // The client sets request_id itself.
      if (!name.equals("additional_properties") && !name.equals("request_id")) {
        ObjectNode property =
            name.equals("error_code") ? errorCode() : described(component.getGenericType());
        if (component.getAccessor().isAnnotationPresent(JsonFormat.class)) {
          property.put("type", "string");
        }
        mark(property, name, component.getGenericType());
        properties.set(name, property);
      }
    }
    if (!properties.isEmpty()) {
      schema.set("properties", properties);
    }
    return schema.put("additionalProperties", true);
  }

  private static ObjectNode described(Type type) {
    ObjectNode schema = WireJson.object();
    if (type instanceof ParameterizedType generic) {
      Type argument = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == List.class) {
        schema.put("type", "array").set("items", described(argument));
        return schema;
      }
      return described(argument);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      return record(raw);
    } else if (OpenEnum.class.isAssignableFrom(raw)) {
      return schema.put("type", NumericOpenEnum.class.isAssignableFrom(raw) ? "integer" : "string");
    } else if (raw == String.class) {
      return schema.put("type", "string");
    } else if (raw == OffsetDateTime.class) {
      return schema.put("type", "string").put("format", "date-time");
    } else if (raw == LocalDateTime.class) {
      return schema.put("type", "string").put("description", "YYYY-MM-DD hh:mm:ss, no zone");
    } else if (raw == BigDecimal.class) {
      return schema.put("type", "number");
    } else if (raw == Long.class || raw == Integer.class) {
      return schema.put("type", "integer").put("format", raw == Long.class ? "int64" : "int32");
    }
    throw new IllegalArgumentException("no schema: " + type);
  }

  private static String name(RecordComponent component) {
    return SNAKE_CASE.translate(component.getName());
  }

  /** Adds what the type says beside its format: known values, and whether it is sensitive. */
  private static void mark(ObjectNode schema, String name, Type type) {
    if (type instanceof Class<?> raw && OpenEnum.class.isAssignableFrom(raw)) {
      List<String> words = new ArrayList<>();
      ArrayNode values = WireJson.array();
      for (var field : raw.getFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == raw) {
          try {
            String value = ((OpenEnum) requireNonNull(field.get(null))).value();
            if (NumericOpenEnum.class.isAssignableFrom(raw)) {
              values.add(Integer.parseInt(value));
              words.add(value + " " + field.getName().toLowerCase(Locale.ROOT).replace('_', ' '));
            } else {
              values.add(value);
            }
          } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
          }
        }
      }
      schema.set("x-known-values", values);
      if (!words.isEmpty()) {
        schema.put("description", String.join(", ", words));
      }
    }
    boolean isSensitive =
        type == Phone.class
            || type == IdentityDocument.class
            || FREE_TEXT.contains(name)
            || (type instanceof ParameterizedType generic
                && generic.getRawType() == Sensitive.class);
    if (isSensitive) {
      schema.put("x-sensitive", true);
    }
  }

  /** The schema of an operation's request. */
  static final class RequestSchema {

    private final ContractOperation operation;

    RequestSchema(ContractOperation operation) {
      this.operation = operation;
    }

    ObjectNode schema() {
      Class<?> type = Catalogue.operation(operation.name()).requestType();
      ObjectNode schema = object(type, "");
      if (type == IssueCardRequest.class) {
        // The contract has only one of its two forms.
        ((ObjectNode) schema.path("properties"))
            .putObject("client_id")
            .put("type", "string")
            .put("x-evidence", "INFERRED")
            .put("description", "Of an existing client; instead of cardholder.");
        removeRequired(schema, "cardholder");
        ArrayNode either = schema.putArray("oneOf");
        either.addObject().putArray("required").add("cardholder");
        either.addObject().putArray("required").add("client_id");
      } else if (type == CreateClientRequest.class) {
        requireForWalletCard(schema);
      }
      return schema;
    }

    private static void removeRequired(ObjectNode schema, String name) {
      ArrayNode required = (ArrayNode) schema.path("required");
      for (int i = required.size() - 1; i >= 0; i--) {
        if (required.path(i).textValue().equals(name)) {
          required.remove(i);
        }
      }
    }

    private void requireForWalletCard(ObjectNode schema) {
      ObjectNode condition = schema.putObject("if");
      condition.putObject("properties").putObject("product_id").put("const", 1000);
      ArrayNode required =
          schema.putObject("then").putObject("properties").putObject("client").putArray("required");
      for (ContractOperation.Field field : operation.fields()) {
        if (field.need() == '+') {
          required.add(field.path().substring("client.".length()));
        }
      }
    }

    private ObjectNode object(Class<?> type, String prefix) {
      ObjectNode schema = WireJson.object().put("type", "object");
      ObjectNode properties = schema.putObject("properties");
      ArrayNode required = WireJson.array();
      for (ContractOperation.Field field : operation.fields()) {
        String name = field.path().substring(Math.min(prefix.length(), field.path().length()));
        if (field.path().startsWith(prefix) && name.matches("\\w+")) {
          RecordComponent component =
              Arrays.stream(type.getRecordComponents())
                  .filter(each -> name(each).equals(name))
                  .findFirst()
                  .orElseThrow(() -> new IllegalStateException(type + ": " + field));
          ObjectNode property = value(field, component.getGenericType());
          mark(property, name, component.getGenericType());
          properties.set(name, property);
          if (field.need() == '*') {
            required.add(name);
          }
        }
      }
      if (!required.isEmpty()) {
        schema.set("required", required);
      }
      return schema;
    }

    private ObjectNode value(ContractOperation.Field field, Type type) {
      ObjectNode schema = WireJson.object();
      return switch (field.kind()) {
        case "object" -> object((Class<?>) type, field.path() + ".");
        case "array" -> {
          Type item = ((ParameterizedType) type).getActualTypeArguments()[0];
          schema.put("type", "array").set("items", object((Class<?>) item, field.path() + "[]."));
          yield schema;
        }
        case "uuid" -> string(schema).put("format", "uuid");
        case "date" -> string(schema).put("format", "date");
        case "dateTime" ->
            string(schema)
                .put("format", "date-time")
                .put("description", "YYYY-MM-DDThh:mm:ss+hh:mm, without a fraction");
        case "text", "card", "client", "transaction", "transactionType", "objectType" ->
            string(schema);
        case "name" -> string(schema).put("description", "In Latin letters");
        case "country", "currency" -> code(schema, 3);
        case "language" -> code(schema, 2);
        case "document" ->
            string(schema)
                .put("contentEncoding", "base64")
                .put("contentMediaType", "application/pdf")
                .put("description", "At most 2 MB");
        case "tenDigits" ->
            string(schema).put("description", "The vendor's example has ten digits, 7077070707");
        case "product", "clientType", "residency" -> schema.put("type", "integer");
        case "integer", "giftCard" -> schema.put("type", "integer").put("format", "int64");
        case "phone" ->
            schema
                .put("type", "integer")
                .put("format", "int64")
                .put("description", "Country code first, no plus: 77011234567");
        case "amount" -> schema.put("type", "number");
        case "scalar" -> {
          schema.putArray("type").add("string").add("number");
          yield schema;
        }
        default -> throw new IllegalStateException("no schema: " + field);
      };
    }

    private static ObjectNode string(ObjectNode schema) {
      return schema.put("type", "string");
    }

    private static ObjectNode code(ObjectNode schema, int letters) {
      return string(schema)
          .put("minLength", letters)
          .put("maxLength", letters)
          .put("description", "Alpha-" + letters);
    }
  }
}
