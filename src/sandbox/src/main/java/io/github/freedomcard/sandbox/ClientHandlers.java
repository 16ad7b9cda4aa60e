package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.FieldRules.country;
import static io.github.freedomcard.sandbox.FieldRules.date;
import static io.github.freedomcard.sandbox.FieldRules.dateTime;
import static io.github.freedomcard.sandbox.FieldRules.document;
import static io.github.freedomcard.sandbox.FieldRules.integerOneOf;
import static io.github.freedomcard.sandbox.FieldRules.language;
import static io.github.freedomcard.sandbox.FieldRules.latinName;
import static io.github.freedomcard.sandbox.FieldRules.phone;
import static io.github.freedomcard.sandbox.FieldRules.product;
import static io.github.freedomcard.sandbox.FieldRules.scalar;
import static io.github.freedomcard.sandbox.FieldRules.tenDigits;
import static io.github.freedomcard.sandbox.FieldRules.text;
import static io.github.freedomcard.sandbox.FieldRules.uuid;
import static io.github.freedomcard.sandbox.Fields.optional;
import static io.github.freedomcard.sandbox.Fields.required;
import static io.github.freedomcard.sandbox.Fields.requiredWhen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Handlers of clients, their cards, and the validation of a cardholder. */
final class ClientHandlers {

  private static final String PATH = "/v5/card-api/client/";
  private static final int FREEDOM_WALLET_CARD = 1000;
  private static final long TEN_DIGITS = 10_000_000_000L;

  private final SandboxStore store;

  ClientHandlers(SandboxStore store) {
    this.store = store;
  }

  List<OperationRoute> routes() {
    Fields address =
        Fields.of(
            optional("country", country()),
            optional("postal_code", text()),
            optional("address_line1", text()),
            optional("address_line2", text()),
            optional("address_line3", text()));
    Fields client =
        Fields.of(
            required("phone", phone()),
            required("type", integerOneOf(1, 2, 3)),
            required("resident", integerOneOf(1, 2)),
            required("first_name", latinName()),
            required("last_name", latinName()),
            optional("middle_name", latinName()),
            optional("birthdate", date()),
            optional("email", text()),
            optional("country", country()),
            optional("person_id", text()),
            optional("language", language()),
            optional("document", document()),
            optional("external_user_id", text()),
            optional("address1", address),
            optional("address2", address),
            optional(
                "identification_info",
                Fields.of(required("idn_date", dateTime()), required("identified_by", text()))));
    Fields create =
        Fields.of(
            required("product_id", product()),
            optional("branch_id", scalar()),
            required("client", client),
            requiredWhen(
                "product_id",
                FREEDOM_WALLET_CARD,
                "client",
                "country",
                "person_id",
                "document",
                "address1",
                "address2"));
    Fields update =
        Fields.of(
            required("client_id", text()),
            required("product_id", product()),
            required("client", Fields.of(required("phone", phone()))));
    Fields validate =
        Fields.of(
            required("user_phone", tenDigits()),
            required("first_name", text()),
            required("last_name", text()),
            required("card_token", uuid()));
    return List.of(
        OperationRoute.idempotentCommand(
            "createClient", PATH + "add", create, this::create, "client_id"),
        OperationRoute.idempotentCommand("updateClient", PATH + "update", update, this::update),
        OperationRoute.read(
            "listCards", PATH + "cards", Fields.of(required("client_id", text())), this::listCards),
        OperationRoute.identifiedRead(
                "validateCardholder",
                "/v5/card-api/external/cardholder_validate",
                validate,
                this::validate)
            .withFormat(ResponseFormat.CARDHOLDER_VALIDATION));
  }

  private ObjectNode create(OperationCall call) {
    JsonNode client = call.field("client");
    String id =
        store.newClient(
                client.required("phone").longValue(),
                client.required("first_name").textValue(),
                client.required("last_name").textValue())
            .id;
    return WireJson.object().put("client_id", id);
  }

  private ObjectNode update(OperationCall call) {
    SandboxClient client = store.client(call.text("client_id"));
    client.phone = call.field("client").required("phone").longValue();
    return WireJson.object();
  }

  private ObjectNode listCards(OperationCall call) {
    ArrayNode cards = WireJson.array();
    for (SandboxCard card : store.cardsOf(store.client(call.text("client_id")))) {
      cards.addObject().put("card_id", card.id);
    }
    ObjectNode response = WireJson.object();
    response.set("cards", cards);
    return response;
  }

  /**
   * Returns the best match among the clients with this phone number: 50 percent for each matching
   * name.
   */
  private ObjectNode validate(OperationCall call) {
    long phone = Long.parseLong(call.text("user_phone"));
    int best = 0;
    for (SandboxClient client : store.clients.values()) {
      if (client.phone % TEN_DIGITS == phone) {
        int score = 0;
        score += client.firstName.equalsIgnoreCase(call.text("first_name")) ? 50 : 0;
        score += client.lastName.equalsIgnoreCase(call.text("last_name")) ? 50 : 0;
        best = Math.max(best, score);
      }
    }
    return WireJson.object().put("score", best + ".00%").put("fishy", best == 0 ? 1 : 0);
  }
}
