package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.FieldRules.text;
import static io.github.freedomcard.sandbox.Fields.optional;
import static io.github.freedomcard.sandbox.Fields.required;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.sandbox.Card.Status;
import java.util.List;

/** What is done to a card after it was issued, and what can be asked about it. */
final class CardHandlers {

  private static final String PATH = "/v5/card-api/card/";

  private final SandboxStore state;

  CardHandlers(SandboxStore state) {
    this.state = state;
  }

  List<OperationRoute> endpoints() {
    Fields card = Fields.of(required("card_id", text()));
    Fields described = Fields.of(required("card_id", text()), required("description", text()));
    Fields pin = Fields.of(required("card_id", text()), optional("pin", text()));
    return List.of(
        OperationRoute.keyed("activateCard", PATH + "activate", card, this::activate),
        OperationRoute.keyed("blockCard", PATH + "block", described, this::block),
        OperationRoute.keyed("unblockCard", PATH + "unblock", described, this::unblock),
        OperationRoute.keyed("closeCard", PATH + "close", described, this::close),
        OperationRoute.unkeyed("setPin", PATH + "set_pin", pin, this::setPin),
        OperationRoute.keyed(
            "resetPinCounter", PATH + "reset_counter_pin", card, this::resetPinCounter),
        OperationRoute.identifiedRead("getCardInfo", PATH + "info", card, this::info),
        OperationRoute.read("getSecretData", PATH + "secret_data", card, this::secretData),
        OperationRoute.read("getSecretDataV2", PATH + "secret_data_v2", card, this::secretData));
  }

  private ObjectNode activate(Call call) {
    Card card = card(call);
    card.mustBe(Status.ISSUED);
    card.status = Status.ACTIVE;
    return WireJson.object();
  }

  private ObjectNode block(Call call) {
    Card card = card(call);
    card.mustBe(Status.ACTIVE);
    card.status = Status.BLOCKED;
    return WireJson.object();
  }

  private ObjectNode unblock(Call call) {
    Card card = card(call);
    card.mustBe(Status.BLOCKED);
    card.status = Status.ACTIVE;
    return WireJson.object();
  }

  private ObjectNode close(Call call) {
    Card card = card(call);
    card.mustBeOpen();
    card.status = Status.CLOSED;
    return WireJson.object();
  }

  /** The PIN is not kept: nothing here ever asks for it. */
  private ObjectNode setPin(Call call) {
    card(call).mustBeOpen();
    return WireJson.object();
  }

  private ObjectNode resetPinCounter(Call call) {
    card(call).mustBeOpen();
    return WireJson.object();
  }

  private ObjectNode info(Call call) {
    Card card = card(call);
    ObjectNode answer =
        WireJson.object().put("card_id", card.id).put("card_mask", card.secrets.mask());
    if (card.clientId != null) {
      answer.put("client_id", card.clientId);
    }
    return answer
        .put("product_id", card.productId)
        .put("card_status", card.status.wireName())
        .put("expiry_date", card.secrets.expiry.toString());
  }

  private ObjectNode secretData(Call call) {
    Card card = card(call);
    card.mustBeOpen();
    return WireJson.object()
        .put("pan", card.secrets.pan)
        .put("cvv", card.secrets.cvv)
        .put("expiry_date", card.secrets.expiry.toString());
  }

  private Card card(Call call) {
    Card card = state.card(call.text("card_id"));
    call.movement.cardId = card.id;
    return card;
  }
}
