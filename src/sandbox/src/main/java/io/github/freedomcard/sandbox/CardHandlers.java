package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.FieldRules.text;
import static io.github.freedomcard.sandbox.Fields.optional;
import static io.github.freedomcard.sandbox.Fields.required;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.sandbox.SandboxCard.Status;
import java.util.List;

/** Handlers of a card's life cycle and of reads about it. */
final class CardHandlers {

  private static final String PATH = "/v5/card-api/card/";

  private final SandboxStore store;

  CardHandlers(SandboxStore store) {
    this.store = store;
  }

  List<OperationRoute> routes() {
    Fields card = Fields.of(required("card_id", text()));
    Fields described = Fields.of(required("card_id", text()), required("description", text()));
    Fields pin = Fields.of(required("card_id", text()), optional("pin", text()));
    return List.of(
        OperationRoute.idempotentCommand("activateCard", PATH + "activate", card, this::activate),
        OperationRoute.idempotentCommand("blockCard", PATH + "block", described, this::block),
        OperationRoute.idempotentCommand("unblockCard", PATH + "unblock", described, this::unblock),
        OperationRoute.idempotentCommand("closeCard", PATH + "close", described, this::close),
        OperationRoute.nonIdempotentCommand("setPin", PATH + "set_pin", pin, this::setPin),
        OperationRoute.idempotentCommand(
            "resetPinCounter", PATH + "reset_counter_pin", card, this::resetPinCounter),
        OperationRoute.identifiedRead("getCardInfo", PATH + "info", card, this::info),
        OperationRoute.read("getSecretData", PATH + "secret_data", card, this::secretData),
        OperationRoute.read("getSecretDataV2", PATH + "secret_data_v2", card, this::secretData));
  }

  private ObjectNode activate(OperationCall call) {
    SandboxCard card = card(call);
    card.requireStatus(Status.ISSUED);
    card.status = Status.ACTIVE;
    return WireJson.object();
  }

  private ObjectNode block(OperationCall call) {
    SandboxCard card = card(call);
    card.requireStatus(Status.ACTIVE);
    card.status = Status.BLOCKED;
    return WireJson.object();
  }

  private ObjectNode unblock(OperationCall call) {
    SandboxCard card = card(call);
    card.requireStatus(Status.BLOCKED);
    card.status = Status.ACTIVE;
    return WireJson.object();
  }

  private ObjectNode close(OperationCall call) {
    SandboxCard card = card(call);
    card.requireOpen();
    card.status = Status.CLOSED;
    return WireJson.object();
  }

  /** Does not store the PIN, because no operation reads it. */
  private ObjectNode setPin(OperationCall call) {
    card(call).requireOpen();
    return WireJson.object();
  }

  private ObjectNode resetPinCounter(OperationCall call) {
    card(call).requireOpen();
    return WireJson.object();
  }

  private ObjectNode info(OperationCall call) {
    SandboxCard card = card(call);
    ObjectNode response =
        WireJson.object().put("card_id", card.id).put("card_mask", card.secrets.mask());
    if (card.clientId != null) {
      response.put("client_id", card.clientId);
    }
    return response
        .put("product_id", card.productId)
        .put("card_status", card.status.wireName())
        .put("expiry_date", card.secrets.expiry.toString());
  }

  private ObjectNode secretData(OperationCall call) {
    SandboxCard card = card(call);
    card.requireOpen();
    return WireJson.object()
        .put("pan", card.secrets.pan)
        .put("cvv", card.secrets.cvv)
        .put("expiry_date", card.secrets.expiry.toString());
  }

  private SandboxCard card(OperationCall call) {
    SandboxCard card = store.card(call.text("card_id"));
    call.posting.cardId = card.id;
    return card;
  }
}
