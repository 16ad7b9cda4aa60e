package io.github.freedomcard.testing;

import static io.github.freedomcard.testing.RawServer.http;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whatever a server may answer, each with {@link Marked} values wherever it could have secrets or
 * person data.
 */
public final class Answers {

  /** An object with marked values, as the end of one that is open. */
  private static final String UNKNOWN =
      "\"new_text\":\""
          + Marked.FREE_TEXT
          + "\",\"new_number\":"
          + Marked.PHONE_NUMBER
          + ","
          + "\"new_object\":{\"name\":\""
          + Marked.FIRST_NAME
          + "\"},\"new_list\":[\""
          + Marked.EMAIL
          + "\",["
          + Marked.PAN
          + "]]}";

  /** The fields of every answer that there is, with unknown ones at every depth. */
  private static final String FIELDS =
      "\"error_description\":\""
          + Marked.FREE_TEXT
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
          + Marked.PAN
          + "\",\"cvv\":\""
          + Marked.CVV
          + "\","
          + UNKNOWN;

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"," + FIELDS;
  private static final String ERROR =
      "{\"status\":\"error\",\"request_status\":\"error\",\"error_code\":17," + FIELDS;
  private static final String HTML =
      "<html><body>" + Marked.FREE_TEXT + " " + Marked.EMAIL + "</body></html>";

  private Answers() {}

  /** Answers by what is special about them; null closes the connection. */
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
          status + " with an envelope", http(status + " " + Marked.FREE_TEXT, ERROR, headers()));
      all.put(status + " with HTML", http(status + " " + Marked.FREE_TEXT, HTML, headers()));
    }
    all.put("303", http("303 See Other", HTML, headers()));
    all.put("HTML", http("200 OK", HTML, headers()));
    all.put("an array", http("200 OK", "[\"" + Marked.FREE_TEXT + "\"]"));
    all.put("a string", http("200 OK", "\"" + Marked.FREE_TEXT + "\""));
    all.put("no JSON", http("200 OK", Marked.FIRST_NAME));
    all.put("more than an object", http("200 OK", OK + Marked.FIRST_NAME));
    all.put("cut JSON", http("200 OK", OK.substring(0, OK.length() / 2)));
    all.put("a moment that is none", shape("\"dt\":\"" + Marked.FIRST_NAME + "\""));
    all.put("a list that is text", shape("\"cards\":\"" + Marked.FIRST_NAME + "\""));
    all.put("a record that is text", shape("\"card\":\"" + Marked.PAN + "\""));
    all.put("a number that is text", shape("\"amount\":\"" + Marked.FIRST_NAME + "\""));
    all.put("a text that is an object", shape("\"pan\":{\"" + Marked.PAN + "\":1}"));
    all.put("a number too large", shape("\"fishy\":" + Marked.PAN));
    all.put("cut body", cut("HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n", OK));
    all.put("cut chunk", cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", "fff\r\n" + OK));
    all.put("no chunk", cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", HTML + "\r\n"));
    all.put(
        "no chunk's size",
        cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", "1 " + Marked.FREE_TEXT + "\r\n"));
    all.put(
        "cut header",
        ("HTTP/1.1 200 OK\r\nConnection: close\r\n" + Marked.FIRST_NAME).getBytes(UTF_8));
    all.put("no gzip", cut("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n", OK));
    all.put("no HTTP", (Marked.FREE_TEXT + "\r\n\r\n" + HTML).getBytes(UTF_8));
    all.put("no header", cut("HTTP/1.1 200 OK\r\n" + Marked.FREE_TEXT + "\r\n", ""));
    all.put("none", null);
    return all;
  }

  private static String[] headers() {
    return new String[] {
      "X-Echo: " + Marked.FREE_TEXT,
      "Retry-After: " + Marked.FREE_TEXT,
      "Date: " + Marked.FREE_TEXT,
      "Location: /" + Marked.FIRST_NAME
    };
  }

  private static byte[] shape(String field) {
    return http("200 OK", "{\"status\":\"ok\",\"request_status\":\"success\"," + field + "}");
  }

  private static byte[] cut(String head, String body) {
    return (head + "Connection: close\r\n\r\n" + body).getBytes(UTF_8);
  }
}
