package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a group of operations says that a request went well, or did not. */
enum ResponseFormat {

  /** {@code status}, {@code request_status} and {@code dt}: nearly every operation. */
  CARD_API {
    @Override
    ObjectNode success(ObjectNode fields, OffsetDateTime dt) {
      ObjectNode answer = envelope("ok", "success");
      answer.setAll(fields);
      return answer.has("dt") ? answer : answer.put("dt", WireJson.moment(dt));
    }

    @Override
    ObjectNode error(Refusal refusal, OffsetDateTime dt) {
      return described(envelope("error", "error"), refusal).put("dt", WireJson.moment(dt));
    }
  },

  /** As {@link #CARD_API}, without {@code request_status}: the cardholder validation. */
  CARDHOLDER_VALIDATION {
    @Override
    ObjectNode success(ObjectNode fields, OffsetDateTime dt) {
      ObjectNode answer = WireJson.object().put("status", "ok");
      return answer.<ObjectNode>setAll(fields).put("dt", WireJson.moment(dt));
    }

    @Override
    ObjectNode error(Refusal refusal, OffsetDateTime dt) {
      return described(WireJson.object().put("status", "error"), refusal)
          .put("dt", WireJson.moment(dt));
    }
  },

  /** {@code datetime} and a number as {@code status}: the gift cards. */
  GIFT_CARDS {
    @Override
    ObjectNode success(ObjectNode fields, OffsetDateTime dt) {
      ObjectNode answer = WireJson.object().put("datetime", WireJson.giftMoment(dt));
      return answer.put("status", GiftStatusCode.SUCCESS).setAll(fields);
    }

    @Override
    ObjectNode error(Refusal refusal, OffsetDateTime dt) {
      ObjectNode answer = WireJson.object().put("datetime", WireJson.giftMoment(dt));
      return answer.put("status", Integer.parseInt(refusal.code()));
    }

    @Override
    String invalid(String field) {
      return Integer.toString(
          GIFT_STATUS_OF_FIELD.getOrDefault(field, GiftStatusCode.GENERAL_ERROR));
    }
  };

  private static final Map<String, Integer> GIFT_STATUS_OF_FIELD =
      Map.of(
          "cardholder_name", GiftStatusCode.NAME_WRONG,
          "phone", GiftStatusCode.PHONE_WRONG,
          "product_code", GiftStatusCode.PRODUCT_NOT_FOUND,
          "card_id", GiftStatusCode.CARD_NOT_FOUND,
          "otp", GiftStatusCode.OTP_WRONG);

  /** The answer to a request that was done; {@code fields} go before what is usual. */
  abstract ObjectNode success(ObjectNode fields, OffsetDateTime dt);

  /** The answer to a request that was refused, or that failed. */
  abstract ObjectNode error(Refusal refusal, OffsetDateTime dt);

  /** The code for a field that breaks a rule. */
  String invalid(String field) {
    return "invalid_request";
  }

  /** The answer to a request that is under way. */
  static ObjectNode inProcess(OffsetDateTime dt) {
    return envelope("ok", "process").put("dt", WireJson.moment(dt));
  }

  /** The refusal that tells of broken rules, of which there is at least one. */
  final Refusal refusal(List<Violation> violations) {
    return Refusal.of(
        invalid(violations.get(0).field()),
        violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
  }

  private static ObjectNode envelope(String status, String requestStatus) {
    return WireJson.object().put("status", status).put("request_status", requestStatus);
  }

  private static ObjectNode described(ObjectNode answer, Refusal refusal) {
    return answer.put("error_code", refusal.code()).put("error_description", refusal.description());
  }
}
