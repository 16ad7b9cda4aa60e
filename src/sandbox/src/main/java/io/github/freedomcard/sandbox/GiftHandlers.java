package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.FieldRules.integer;
import static io.github.freedomcard.sandbox.FieldRules.phone;
import static io.github.freedomcard.sandbox.FieldRules.text;
import static io.github.freedomcard.sandbox.Fields.optional;
import static io.github.freedomcard.sandbox.Fields.required;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Gift cards: paid from the merchant's deposit at issue, activated with the code of the buyer. */
final class GiftHandlers {

  private static final String PATH = "/v5/cards/";

  /** Where the buyer is sent a new code. */
  static final Set<String> CODE_PATHS = Set.of(PATH + "issue_card", PATH + "resend_code");

  private final SandboxStore state;

  GiftHandlers(SandboxStore state) {
    this.state = state;
  }

  List<OperationRoute> endpoints() {
    Fields issue =
        Fields.of(
            required("cardholder_name", text()),
            required("phone", phone()),
            required("product_code", integer()),
            optional("card_id", integer()));
    Fields confirm = Fields.of(required("otp", text()), optional("card_id", integer()));
    Fields card = Fields.of(required("card_id", integer()));
    return List.of(
        gift(
            OperationRoute.read(
                "listGiftCardProducts", PATH + "product_list", Fields.of(), this::products)),
        gift(OperationRoute.unkeyed("issueGiftCard", PATH + "issue_card", issue, this::issue)),
        gift(
            OperationRoute.unkeyed(
                "confirmGiftCard", PATH + "activate_card", confirm, this::confirm)),
        gift(OperationRoute.unkeyed("resendGiftCard", PATH + "resend_card", card, this::resend)),
        gift(
            OperationRoute.unkeyed(
                "resendGiftCardCode", PATH + "resend_code", card, this::resendCode)),
        gift(OperationRoute.read("getGiftCardStatus", PATH + "card_status", card, this::status)));
  }

  private static OperationRoute gift(OperationRoute endpoint) {
    return endpoint.in(ResponseFormat.GIFT_CARDS);
  }

  private ObjectNode products(Call call) {
    ObjectNode answer = WireJson.object();
    ArrayNode list = answer.putArray("product_list");
    for (GiftProduct product : GiftProduct.ALL) {
      list.addObject()
          .put("code", product.code())
          .put("name", product.name())
          .put("name_en", product.nameEn())
          .put("currency", product.currency())
          .put("balance", product.balance())
          .put("image", product.image());
    }
    return answer;
  }

  private ObjectNode issue(Call call) {
    GiftProduct product = product(call.field("product_code").longValue());
    BigDecimal price = BigDecimal.valueOf(product.balance());
    if (call.has("card_id")) {
      mustBeBlank(card(call));
    }
    if (state.deposit.compareTo(price) < 0) {
      throw Refusal.gift(GiftStatusCode.NOT_ENOUGH_FUNDS, "product_code: more than the deposit");
    }
    GiftCard card = call.has("card_id") ? card(call) : state.newGiftCard();
    state.deposit = state.deposit.subtract(price);
    state.issue(card, product);
    note(card, call);
    call.movement.charged = price;
    call.movement.currency = product.currency();
    return WireJson.object().put("card_id", card.id);
  }

  private ObjectNode confirm(Call call) {
    GiftCard card = call.has("card_id") ? card(call) : cardOf(call.text("otp"));
    mustNotBeActivated(card);
    if (!call.text("otp").equals(card.otp)) {
      throw Refusal.gift(GiftStatusCode.OTP_WRONG, "otp: wrong");
    }
    card.activate();
    note(card, call);
    return described(card);
  }

  private ObjectNode resend(Call call) {
    GiftCard card = card(call);
    mustBeIssued(card);
    note(card, call);
    return WireJson.object();
  }

  /** Sends another code; the one before is void. */
  private ObjectNode resendCode(Call call) {
    GiftCard card = card(call);
    mustBeIssued(card);
    mustNotBeActivated(card);
    card.otp = state.newCode();
    note(card, call);
    return WireJson.object();
  }

  private ObjectNode status(Call call) {
    return described(card(call));
  }

  private static GiftProduct product(long code) {
    return GiftProduct.of(code)
        .orElseThrow(
            () -> Refusal.gift(GiftStatusCode.PRODUCT_NOT_FOUND, "product_code: no such product"));
  }

  private GiftCard card(Call call) {
    GiftCard card = state.giftCards.get(call.field("card_id").longValue());
    if (card == null) {
      throw Refusal.gift(GiftStatusCode.CARD_NOT_FOUND, "card_id: no such card");
    }
    return card;
  }

  /** The card that waits for this code: no two wait for the same. */
  private GiftCard cardOf(String otp) {
    GiftCard card = state.waitingFor(otp);
    if (card == null) {
      throw Refusal.gift(GiftStatusCode.OTP_WRONG, "otp: wrong");
    }
    return card;
  }

  private static void mustBeBlank(GiftCard card) {
    if (card.product != null) {
      throw Refusal.gift(GiftStatusCode.CARD_NOT_FOUND, "card_id: not a blank card made in bulk");
    }
  }

  private static void mustBeIssued(GiftCard card) {
    if (card.product == null) {
      throw Refusal.gift(GiftStatusCode.CARD_NOT_FOUND, "card_id: not issued");
    }
  }

  private static void mustNotBeActivated(GiftCard card) {
    if (card.status == GiftCard.STATUS_ACTIVATED) {
      throw Refusal.gift(GiftStatusCode.ALREADY_ACTIVATED, "card_id: activated before");
    }
  }

  private static void note(GiftCard card, Call call) {
    call.movement.cardId = Long.toString(card.id);
  }

  /** What is known of a card; before it is issued, its status alone. */
  private static ObjectNode described(GiftCard card) {
    ObjectNode answer = WireJson.object().put("card_status", card.status);
    GiftProduct product = card.product;
    if (product == null) {
      return answer;
    }
    return answer
        .put("card_currency", product.currency())
        .put("card_balance", product.balance())
        .put("card_mask", "999900******" + String.format(Locale.ROOT, "%04d", card.id % 10_000));
  }
}
