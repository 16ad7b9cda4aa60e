package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.FieldRules.country;
import static io.github.freedomcard.sandbox.FieldRules.date;
import static io.github.freedomcard.sandbox.FieldRules.integerBetween;
import static io.github.freedomcard.sandbox.FieldRules.phone;
import static io.github.freedomcard.sandbox.FieldRules.text;
import static io.github.freedomcard.sandbox.Fields.eitherOf;
import static io.github.freedomcard.sandbox.Fields.optional;
import static io.github.freedomcard.sandbox.Fields.required;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Handlers that issue cards and link them to clients. */
final class IssueHandlers {

  private static final String PATH = "/v5/card-api/card/";
  private static final int MAX_CARDS = 1_000;

  private final SandboxStore store;

  IssueHandlers(SandboxStore store) {
    this.store = store;
  }

  List<OperationRoute> routes() {
    Rule product = required("product_id", FieldRules.product());
    Fields bulk = Fields.of(product, required("quantity", integerBetween(1, MAX_CARDS)));
    Fields cardholder =
        Fields.of(
            required("first_name", text()),
            required("last_name", text()),
            optional("middle_name", text()),
            optional("birthdate", date()),
            required("phone", phone()),
            optional("email", text()),
            required("country", country()),
            required("person_id", text()));
    Fields issue =
        Fields.of(
            product,
            eitherOf("cardholder", "client_id"),
            optional("cardholder", cardholder),
            optional("client_id", text()));
    Fields plastic = Fields.of(product, required("client_id", text()));
    Fields link = Fields.of(required("client_id", text()), required("card_id", text()));
    return List.of(
        OperationRoute.idempotentCommand(
            "bulkIssueCards", PATH + "bulk_issue", bulk, this::bulkIssue),
        OperationRoute.idempotentCommand("issueCard", PATH + "issue", issue, this::issue),
        OperationRoute.idempotentCommand(
            "issuePlasticCard", PATH + "issue_plastic", plastic, this::issuePlastic),
        OperationRoute.idempotentCommand("linkClient", PATH + "link", link, this::link));
  }

  private ObjectNode bulkIssue(OperationCall call) {
    ArrayNode cards = WireJson.array();
    for (int i = 0; i < call.integer("quantity"); i++) {
      cards.addObject().put("card_id", newCard(call).id);
    }
    ObjectNode produced = WireJson.object();
    produced.set("cards", cards);
    return produced;
  }

  private ObjectNode issue(OperationCall call) {
    if (call.has("client_id")) {
      return issueTo(store.client(call.text("client_id")), call);
    }
    JsonNode holder = call.field("cardholder");
    return issueTo(
        store.newClient(
            holder.required("phone").longValue(),
            holder.required("first_name").textValue(),
            holder.required("last_name").textValue()),
        call);
  }

  private ObjectNode issuePlastic(OperationCall call) {
    return issueTo(store.client(call.text("client_id")), call);
  }

  private ObjectNode link(OperationCall call) {
    SandboxClient client = store.client(call.text("client_id"));
    SandboxCard card = store.card(call.text("card_id"));
    card.requireOpen();
    if (card.clientId != null) {
      throw Refusal.of("card_linked", "card_id: already linked to a client");
    }
    card.clientId = client.id;
    call.posting.cardId = card.id;
    return WireJson.object();
  }

  private ObjectNode issueTo(SandboxClient client, OperationCall call) {
    SandboxCard card = newCard(call);
    card.clientId = client.id;
    call.posting.cardId = card.id;
    ObjectNode produced = WireJson.object();
    produced.putArray("cards").addObject().put("card_id", card.id);
    return produced.put("client_id", client.id);
  }

  private SandboxCard newCard(OperationCall call) {
    return store.newCard(call.integer("product_id"), call.now.toLocalDate());
  }
}
