package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.FieldRules.currency;
import static io.github.freedomcard.sandbox.FieldRules.listOf;
import static io.github.freedomcard.sandbox.FieldRules.oneOf;
import static io.github.freedomcard.sandbox.FieldRules.text;
import static io.github.freedomcard.sandbox.Fields.optional;
import static io.github.freedomcard.sandbox.Fields.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.sandbox.SandboxStore.LimitedObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Handlers of limits, which are stored and listed but not enforced (an assumption of the sandbox).
 */
final class LimitHandlers {

  private static final String PATH = "/v5/card-api/limits/";
  private static final String CARD = "card";
  private static final String ACCOUNT = "account";
  private static final String CLIENT = "client";

  private final SandboxStore store;

  LimitHandlers(SandboxStore store) {
    this.store = store;
  }

  List<OperationRoute> routes() {
    Rule object =
        required(
            "object",
            Fields.of(required("type", oneOf(CARD, ACCOUNT, CLIENT)), required("value", text())));
    Fields amount =
        Fields.of(
            optional("type", text()), optional("value", text()), optional("currency", currency()));
    Fields limit =
        Fields.of(
            required("transaction_type", text()),
            optional("region", text()),
            optional("period", text()),
            optional("amount", listOf(amount)));
    return List.of(
        OperationRoute.idempotentCommand(
            "setLimits",
            PATH + "set",
            Fields.of(object, required("limits", listOf(limit))),
            this::set),
        OperationRoute.identifiedRead("listLimits", PATH + "list", Fields.of(object), this::list));
  }

  /** Sets limits; a limit replaces the one with the same transaction type, region and period. */
  private ObjectNode set(OperationCall call) {
    LimitedObject object = object(call);
    Map<List<String>, ObjectNode> limits =
        store.limits.computeIfAbsent(object, absent -> new LinkedHashMap<>());
    for (JsonNode limit : call.field("limits")) {
      List<String> key =
          List.of(
              limit.path("transaction_type").asText(""),
              limit.path("region").asText(""),
              limit.path("period").asText(""));
      limits.put(key, documentedFields(limit));
    }
    if (object.type().equals(CARD)) {
      call.posting.cardId = object.value();
    }
    return WireJson.object();
  }

  private ObjectNode list(OperationCall call) {
    ObjectNode response = WireJson.object();
    response.putArray("limits").addAll(store.limits.getOrDefault(object(call), Map.of()).values());
    return response;
  }

  private LimitedObject object(OperationCall call) {
    String type = call.field("object").required("type").textValue();
    String value = call.field("object").required("value").textValue();
    switch (type) {
      case CARD -> store.card(value);
      case CLIENT -> store.client(value);
      default -> requireAccount(value);
    }
    return new LimitedObject(type, value);
  }

  private void requireAccount(String iban) {
    for (SandboxCard card : store.cards.values()) {
      for (SandboxAccount account : card.accounts.values()) {
        if (account.iban.equals(iban)) {
          return;
        }
      }
    }
    throw Refusal.of("account_not_found", "object.value: no such account");
  }

  /** Returns the documented fields of a limit. */
  private static ObjectNode documentedFields(JsonNode limit) {
    ObjectNode kept = limit.<ObjectNode>deepCopy();
    kept.retain("transaction_type", "region", "period", "amount");
    for (JsonNode amount : kept.path("amount")) {
      ((ObjectNode) amount).retain("type", "value", "currency");
    }
    return kept;
  }
}
