package io.github.freedomcard.testing;

import static io.github.freedomcard.testing.RawServer.http;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Well-formed and malformed responses of a server, with {@link CanaryValues} in every place that
 * may have secrets or personal data.
 */
public final class Responses {

  /** The end of an object: unknown fields with canary values. */
  private static final String UNKNOWN =
      "\"new_text\":\""
          + CanaryValues.FREE_TEXT
          + "\",\"new_number\":"
          + CanaryValues.PHONE_NUMBER
          + ","
          + "\"new_object\":{\"name\":\""
          + CanaryValues.FIRST_NAME
          + "\"},\"new_list\":[\""
          + CanaryValues.EMAIL
          + "\",["
          + CanaryValues.PAN
          + "]]}";

  /** The fields of all responses, with unknown fields at every depth. */
  private static final String FIELDS =
      "\"error_description\":\""
          + CanaryValues.FREE_TEXT
          + "\",\"dt\":\"2024-05-17T10:15:30+05:00\","
          + "\"client_id\":\"client-1\",\"transaction_id\":\"transaction-1\","
          + "\"cards\":[{\"card_id\":\"card-1\","
          + UNKNOWN
          + "],"
          + "\"card\":{\"card_id\":\"card-1\",\"card_mask\":\"4400****\","
          + UNKNOWN
          + ","
          + "\"accounts\":[{\"iban\":\"KZ00\",\"amount\":1.50,"
          + UNKNOWN
          + "],"
          + "\"balances\":{\"accounts\":[{\"iban\":\"KZ00\","
          + UNKNOWN
          + "],"
          + UNKNOWN
          + ","
          + "\"operations\":[{\"type\":\"debit\",\"merchant\":{"
          + UNKNOWN
          + ","
          + UNKNOWN
          + "],"
          + "\"authorizations\":[{\"type\":\"debit\",\"merchant\":{"
          + UNKNOWN
          + ","
          + "\"additional_parameters\":[{"
          + UNKNOWN
          + "],"
          + UNKNOWN
          + "],"
          + "\"limits\":[{\"transaction_type\":\"pay\",\"amount\":[{\"type\":\"max\","
          + UNKNOWN
          + "],"
          + UNKNOWN
          + "],"
          + "\"product_list\":[{\"code\":12,\"name\":\"Gift\","
          + UNKNOWN
          + "],"
          + "\"pan\":\""
          + CanaryValues.PAN
          + "\",\"cvv\":\""
          + CanaryValues.CVV
          + "\","
          + UNKNOWN;

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"," + FIELDS;
  private static final String ERROR =
      "{\"status\":\"error\",\"request_status\":\"error\",\"error_code\":17," + FIELDS;
  private static final String HTML =
      "<html><body>" + CanaryValues.FREE_TEXT + " " + CanaryValues.EMAIL + "</body></html>";

  private Responses() {}

  /** Responses by description; null closes the connection. */
  public static Map<String, byte @Nullable []> all() {
    Map<String, byte @Nullable []> all = new LinkedHashMap<>();
    all.put("success", http("200 OK", OK, headers()));
    all.put(
        "success of the gift card family",
        http("200 OK", "{\"datetime\":\"2024-05-17 10:15:30\",\"status\":0," + FIELDS, headers()));
    all.put("in process", http("200 OK", OK.replace("success", "process"), headers()));
    all.put("error", http("200 OK", ERROR, headers()));
    all.put("error of the request", http("200 OK", ERROR.replaceFirst("error", "ok"), headers()));
    all.put("error of the gift card family", http("200 OK", ERROR.replaceFirst("\"error\"", "-1")));
    for (int status : new int[] {400, 401, 403, 404, 409, 422, 429, 500, 503}) {
      all.put(
          status + " with an envelope",
          http(status + " " + CanaryValues.FREE_TEXT, ERROR, headers()));
      all.put(status + " with HTML", http(status + " " + CanaryValues.FREE_TEXT, HTML, headers()));
    }
    all.put("303", http("303 See Other", HTML, headers()));
    all.put("HTML", http("200 OK", HTML, headers()));
    all.put("an array", http("200 OK", "[\"" + CanaryValues.FREE_TEXT + "\"]"));
    all.put("a string", http("200 OK", "\"" + CanaryValues.FREE_TEXT + "\""));
    all.put("no JSON", http("200 OK", CanaryValues.FIRST_NAME));
    all.put("more than an object", http("200 OK", OK + CanaryValues.FIRST_NAME));
    all.put("cut JSON", http("200 OK", OK.substring(0, OK.length() / 2)));
    all.put("a malformed date-time", shape("\"dt\":\"" + CanaryValues.FIRST_NAME + "\""));
    all.put("a list that is text", shape("\"cards\":\"" + CanaryValues.FIRST_NAME + "\""));
    all.put("a record that is text", shape("\"card\":\"" + CanaryValues.PAN + "\""));
    all.put("a number that is text", shape("\"amount\":\"" + CanaryValues.FIRST_NAME + "\""));
    all.put("a text that is an object", shape("\"pan\":{\"" + CanaryValues.PAN + "\":1}"));
    all.put("a number too large", shape("\"fishy\":" + CanaryValues.PAN));
    all.put("cut body", cut("HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n", OK));
    all.put("cut chunk", cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", "fff\r\n" + OK));
    all.put("no chunk", cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", HTML + "\r\n"));
    all.put(
        "no chunk's size",
        cut(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n",
            "1 " + CanaryValues.FREE_TEXT + "\r\n"));
    all.put(
        "cut header",
        ("HTTP/1.1 200 OK\r\nConnection: close\r\n" + CanaryValues.FIRST_NAME).getBytes(UTF_8));
    all.put("no gzip", cut("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n", OK));
    all.put("no HTTP", (CanaryValues.FREE_TEXT + "\r\n\r\n" + HTML).getBytes(UTF_8));
    all.put("no header", cut("HTTP/1.1 200 OK\r\n" + CanaryValues.FREE_TEXT + "\r\n", ""));
    all.put("none", null);
    return all;
  }

  private static String[] headers() {
    return new String[] {
      "X-Echo: " + CanaryValues.FREE_TEXT,
      "Retry-After: " + CanaryValues.FREE_TEXT,
      "Date: " + CanaryValues.FREE_TEXT,
      "Location: /" + CanaryValues.FIRST_NAME
    };
  }

  private static byte[] shape(String field) {
    return http("200 OK", "{\"status\":\"ok\",\"request_status\":\"success\"," + field + "}");
  }

  private static byte[] cut(String head, String body) {
    return (head + "Connection: close\r\n\r\n" + body).getBytes(UTF_8);
  }
}
