package io.github.freedomcard.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** Sample messages: for each client a small response of its API. */
final class SampleMessages {

  static final String CREATE_TRANSACTION = "/v5/card-api/transaction/create";

  static final String STATE =
      """
      {"status":"ok","request_status":"success","dt":"2024-05-17T10:15:30+05:00",\
      "transaction_id":"7f1d1c0e-9f56-4d3b-8a0e-0c9a5d7b7a11",\
      "fin_document_id":"c2b7b5de-52a3-4f19-9a4e-5f1f0a6f3d22"}""";

  /** The responses by path, in lower case. */
  static final Map<String, String> RESPONSES =
      Map.of(
          CREATE_TRANSACTION,
          STATE,
          "/v2/payments",
          """
          {"payment":{"id":"7f1d1c0e-9f56-4d3b-8a0e-0c9a5d7b7a11","status":"COMPLETED",\
          "created_at":"2024-05-17T10:15:30Z","amount_money":{"amount":150000,"currency":"USD"},\
          "order_id":"order-4711"}}""",
          "/v1/payment_intents",
          """
          {"id":"7f1d1c0e-9f56-4d3b-8a0e-0c9a5d7b7a11","object":"payment_intent",\
          "status":"succeeded","created":1715922930,"amount":150000,"currency":"usd",\
          "description":"order-4711"}""",
          "/uploads",
          """
          {"id":"7f1d1c0e-9f56-4d3b-8a0e-0c9a5d7b7a11","object":"upload","status":"pending",\
          "bytes":150000,"created_at":1715922930,"expires_at":1715926530,\
          "filename":"order-4711","purpose":"batch"}""",
          "/payments",
          """
          {"id":"7f1d1c0e-9f56-4d3b-8a0e-0c9a5d7b7a11","status":"Authorized","approved":true,\
          "processed_on":"2024-05-17T10:15:30Z","amount":150000,"currency":"USD",\
          "reference":"order-4711"}""",
          "/paymentinstruments",
          """
          {"id":"7f1d1c0e-9f56-4d3b-8a0e-0c9a5d7b7a11","status":"active","type":"card",\
          "balanceAccountId":"card-0123456789","issuingCountryCode":"NL",\
          "reference":"order-4711","description":"monthly fee"}""");

  static final String ID = "7f1d1c0e-9f56-4d3b-8a0e-0c9a5d7b7a11";

  /** The path of a large statement. */
  static final String LARGE_STATEMENT = "/v5/card-api/large-statement";

  /** The operations of the large statement. */
  static final int LARGE = 100_000;

  private SampleMessages() {}

  /** A response of "Statement" with the given number of operations. */
  static byte[] statement(int operations) {
    StringBuilder json = new StringBuilder(operations * 250);
    json.append("{\"status\":\"ok\",\"request_status\":\"success\",\"operations\":[");
    for (int i = 0; i < operations; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"type\":\"debit\",\"amount\":")
          .append(1000 + i % 9000)
          .append(".50,\"commission\":0.00,\"currency\":\"KZT\",\"mcc\":5411,\"datetime\":\"2024-0")
          .append(1 + i % 9)
          .append("-17T10:15:30+05:00\",\"rrn\":\"")
          .append(400_000_000_000L + i)
          .append("\",\"merchant\":{\"name\":\"Magnum ")
          .append(i % 100)
          .append("\",\"city\":\"Almaty\"}}");
    }
    return json.append("],\"dt\":\"2024-05-17T10:15:30+05:00\"}").toString().getBytes(UTF_8);
  }
}
