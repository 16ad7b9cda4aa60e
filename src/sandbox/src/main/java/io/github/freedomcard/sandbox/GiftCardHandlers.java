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

/**
 * Handlers of gift cards: paid from the merchant's deposit at issue, activated with the buyer's
 * one-time code.
 */
final class GiftCardHandlers {

  private static final String PATH = "/v5/cards/";

  /** Paths of the operations that send a new code to the buyer. */
  static final Set<String> CODE_PATHS = Set.of(PATH + "issue_card", PATH + "resend_code");

  private final SandboxStore store;

  GiftCardHandlers(SandboxStore store) {
    this.store = store;
  }

  List<OperationRoute> routes() {
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
        gift(
            OperationRoute.nonIdempotentCommand(
                "issueGiftCard", PATH + "issue_card", issue, this::issue)),
        gift(
            OperationRoute.nonIdempotentCommand(
                "confirmGiftCard", PATH + "activate_card", confirm, this::confirm)),
        gift(
            OperationRoute.nonIdempotentCommand(
                "resendGiftCard", PATH + "resend_card", card, this::resend)),
        gift(
            OperationRoute.nonIdempotentCommand(
                "resendGiftCardCode", PATH + "resend_code", card, this::resendCode)),
        gift(OperationRoute.read("getGiftCardStatus", PATH + "card_status", card, this::status)));
  }

  private static OperationRoute gift(OperationRoute route) {
    return route.withFormat(ResponseFormat.GIFT_CARDS);
  }

  private ObjectNode products(OperationCall call) {
    ObjectNode response = WireJson.object();
    ArrayNode list = response.putArray("product_list");
    for (GiftProduct product : GiftProduct.ALL) {
      list.addObject()
          .put("code", product.code())
          .put("name", product.name())
          .put("name_en", product.nameEn())
          .put("currency", product.currency())
          .put("balance", product.balance())
          .put("image", product.image());
    }
    return response;
  }

  private ObjectNode issue(OperationCall call) {
    GiftProduct product = product(call.field("product_code").longValue());
    BigDecimal price = BigDecimal.valueOf(product.balance());
    if (call.has("card_id")) {
      requireBlank(card(call));
    }
    if (store.deposit.compareTo(price) < 0) {
      throw Refusal.gift(
          GiftCardStatusCode.NOT_ENOUGH_FUNDS, "product_code: the price exceeds the deposit");
    }
    SandboxGiftCard card = call.has("card_id") ? card(call) : store.newGiftCard();
    store.deposit = store.deposit.subtract(price);
    store.issue(card, product);
    note(card, call);
    call.posting.charged = price;
    call.posting.currency = product.currency();
    return WireJson.object().put("card_id", card.id);
  }

  private ObjectNode confirm(OperationCall call) {
    SandboxGiftCard card = call.has("card_id") ? card(call) : cardOf(call.text("otp"));
    mustNotBeActivated(card);
    if (!call.text("otp").equals(card.otp)) {
      throw Refusal.gift(GiftCardStatusCode.OTP_WRONG, "otp: incorrect code");
    }
    card.activate();
    note(card, call);
    return described(card);
  }

  private ObjectNode resend(OperationCall call) {
    SandboxGiftCard card = card(call);
    requireIssued(card);
    note(card, call);
    return WireJson.object();
  }

  /** Sends a new code and voids the previous one. */
  private ObjectNode resendCode(OperationCall call) {
    SandboxGiftCard card = card(call);
    requireIssued(card);
    mustNotBeActivated(card);
    card.otp = store.newCode();
    note(card, call);
    return WireJson.object();
  }

  private ObjectNode status(OperationCall call) {
    return described(card(call));
  }

  private static GiftProduct product(long code) {
    return GiftProduct.of(code)
        .orElseThrow(
            () ->
                Refusal.gift(
                    GiftCardStatusCode.PRODUCT_NOT_FOUND, "product_code: no such product"));
  }

  private SandboxGiftCard card(OperationCall call) {
    SandboxGiftCard card = store.giftCards.get(call.field("card_id").longValue());
    if (card == null) {
      throw Refusal.gift(GiftCardStatusCode.CARD_NOT_FOUND, "card_id: no such card");
    }
    return card;
  }

  /** Returns the card that waits for this code; codes are unique. */
  private SandboxGiftCard cardOf(String otp) {
    SandboxGiftCard card = store.giftCardWithCode(otp);
    if (card == null) {
      throw Refusal.gift(GiftCardStatusCode.OTP_WRONG, "otp: incorrect code");
    }
    return card;
  }

  private static void requireBlank(SandboxGiftCard card) {
    if (card.product != null) {
      throw Refusal.gift(GiftCardStatusCode.CARD_NOT_FOUND, "card_id: not a blank card");
    }
  }

  private static void requireIssued(SandboxGiftCard card) {
    if (card.product == null) {
      throw Refusal.gift(GiftCardStatusCode.CARD_NOT_FOUND, "card_id: not issued");
    }
  }

  private static void mustNotBeActivated(SandboxGiftCard card) {
    if (card.status == SandboxGiftCard.STATUS_ACTIVATED) {
      throw Refusal.gift(GiftCardStatusCode.ALREADY_ACTIVATED, "card_id: already activated");
    }
  }

  private static void note(SandboxGiftCard card, OperationCall call) {
    call.posting.cardId = Long.toString(card.id);
  }

  /** Returns the fields of a card; before issue only its status. */
  private static ObjectNode described(SandboxGiftCard card) {
    ObjectNode response = WireJson.object().put("card_status", card.status);
    GiftProduct product = card.product;
    if (product == null) {
      return response;
    }
    return response
        .put("card_currency", product.currency())
        .put("card_balance", product.balance())
        .put("card_mask", "999900******" + String.format(Locale.ROOT, "%04d", card.id % 10_000));
  }
}
