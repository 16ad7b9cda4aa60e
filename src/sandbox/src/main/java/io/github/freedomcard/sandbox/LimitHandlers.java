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

/** Limits: they are kept and listed, and hold nobody up (the sandbox's assumption). */
final class LimitHandlers {

  private static final String PATH = "/v5/card-api/limits/";
  private static final String CARD = "card";
  private static final String ACCOUNT = "account";
  private static final String CLIENT = "client";

  private final SandboxStore state;

  LimitHandlers(SandboxStore state) {
    this.state = state;
  }

  List<OperationRoute> endpoints() {
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
        OperationRoute.keyed(
            "setLimits",
            PATH + "set",
            Fields.of(object, required("limits", listOf(limit))),
            this::set),
        OperationRoute.identifiedRead("listLimits", PATH + "list", Fields.of(object), this::list));
  }

  /** A limit takes the place of one for the same transaction type, region and period. */
  private ObjectNode set(Call call) {
    LimitedObject object = object(call);
    Map<List<String>, ObjectNode> limits =
        state.limits.computeIfAbsent(object, absent -> new LinkedHashMap<>());
    for (JsonNode limit : call.field("limits")) {
      List<String> key =
          List.of(
              limit.path("transaction_type").asText(""),
              limit.path("region").asText(""),
              limit.path("period").asText(""));
      limits.put(key, contractual(limit));
    }
    if (object.type().equals(CARD)) {
      call.movement.cardId = object.value();
    }
    return WireJson.object();
  }

  private ObjectNode list(Call call) {
    ObjectNode answer = WireJson.object();
    answer.putArray("limits").addAll(state.limits.getOrDefault(object(call), Map.of()).values());
    return answer;
  }

  private LimitedObject object(Call call) {
    String type = call.field("object").required("type").textValue();
    String value = call.field("object").required("value").textValue();
    switch (type) {
      case CARD -> state.card(value);
      case CLIENT -> state.client(value);
      default -> mustBeAccount(value);
    }
    return new LimitedObject(type, value);
  }

  private void mustBeAccount(String iban) {
    for (Card card : state.cards.values()) {
      for (Account account : card.accounts.values()) {
        if (account.iban.equals(iban)) {
          return;
        }
      }
    }
    throw Refusal.of("account_not_found", "object.value: no such account");
  }

  /** What the contract names of a limit. */
  private static ObjectNode contractual(JsonNode limit) {
    ObjectNode kept = limit.<ObjectNode>deepCopy();
    kept.retain("transaction_type", "region", "period", "amount");
    for (JsonNode amount : kept.path("amount")) {
      ((ObjectNode) amount).retain("type", "value", "currency");
    }
    return kept;
  }
}
