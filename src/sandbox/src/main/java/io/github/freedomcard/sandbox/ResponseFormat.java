package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The response format of a group of operations. */
enum ResponseFormat {

  /** {@code status}, {@code request_status} and {@code dt}: most operations. */
  CARD_API {
    @Override
    ObjectNode success(ObjectNode fields, OffsetDateTime dt) {
      ObjectNode response = envelope("ok", "success");
      response.setAll(fields);
      return response.has("dt") ? response : response.put("dt", WireJson.dateTime(dt));
    }

    @Override
    ObjectNode error(Refusal refusal, OffsetDateTime dt) {
      return described(envelope("error", "error"), refusal).put("dt", WireJson.dateTime(dt));
    }
  },

  /** {@link #CARD_API} without {@code request_status}: the cardholder validation. */
  CARDHOLDER_VALIDATION {
    @Override
    ObjectNode success(ObjectNode fields, OffsetDateTime dt) {
      ObjectNode response = WireJson.object().put("status", "ok");
      return response.<ObjectNode>setAll(fields).put("dt", WireJson.dateTime(dt));
    }

    @Override
    ObjectNode error(Refusal refusal, OffsetDateTime dt) {
      return described(WireJson.object().put("status", "error"), refusal)
          .put("dt", WireJson.dateTime(dt));
    }
  },

  /** {@code datetime} and a numeric {@code status}: the gift card operations. */
  GIFT_CARDS {
    @Override
    ObjectNode success(ObjectNode fields, OffsetDateTime dt) {
      ObjectNode response = WireJson.object().put("datetime", WireJson.giftDateTime(dt));
      return response.put("status", GiftCardStatusCode.SUCCESS).setAll(fields);
    }

    @Override
    ObjectNode error(Refusal refusal, OffsetDateTime dt) {
      ObjectNode response = WireJson.object().put("datetime", WireJson.giftDateTime(dt));
      return response.put("status", Integer.parseInt(refusal.code()));
    }

    @Override
    String codeForInvalidField(String field) {
      return Integer.toString(
          GIFT_STATUS_OF_FIELD.getOrDefault(field, GiftCardStatusCode.GENERAL_ERROR));
    }
  };

  private static final Map<String, Integer> GIFT_STATUS_OF_FIELD =
      Map.of(
          "cardholder_name", GiftCardStatusCode.NAME_WRONG,
          "phone", GiftCardStatusCode.PHONE_WRONG,
          "product_code", GiftCardStatusCode.PRODUCT_NOT_FOUND,
          "card_id", GiftCardStatusCode.CARD_NOT_FOUND,
          "otp", GiftCardStatusCode.OTP_WRONG);

  /** Returns the response to a successful request; {@code fields} override the envelope. */
  abstract ObjectNode success(ObjectNode fields, OffsetDateTime dt);

  /** Returns the response to a request that was refused or failed. */
  abstract ObjectNode error(Refusal refusal, OffsetDateTime dt);

  /** Returns the error code for an invalid field. */
  String codeForInvalidField(String field) {
    return "invalid_request";
  }

  /** Returns the response to a command in process. */
  static ObjectNode inProcess(OffsetDateTime dt) {
    return envelope("ok", "process").put("dt", WireJson.dateTime(dt));
  }

  /** Returns the refusal for a non-empty list of violations. */
  final Refusal refusal(List<Violation> violations) {
    return Refusal.of(
        codeForInvalidField(violations.get(0).field()),
        violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
  }

  private static ObjectNode envelope(String status, String requestStatus) {
    return WireJson.object().put("status", status).put("request_status", requestStatus);
  }

  private static ObjectNode described(ObjectNode response, Refusal refusal) {
    return response
        .put("error_code", refusal.code())
        .put("error_description", refusal.description());
  }
}
