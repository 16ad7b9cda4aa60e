package io.github.freedomcard.wire;

import static io.github.freedomcard.testing.RawServer.http;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.model.card.Statement;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.testing.ScriptedServer;
import java.time.Duration;

/** JSON of statements that are parsed while they are read, because they have more than 1 MiB. */
final class LargeStatement {

  static final String SUCCESS = "\"status\":\"ok\",\"request_status\":\"success\",";
  static final String DT = ",\"dt\":\"2024-05-17T10:15:30+05:00\"";

  /** About 1.7 MiB. */
  private static final int OPERATIONS = 7_000;

  /** Texts that repeat, have one hash, or are as long as a shared text may be, and more. */
  private static final String[] CURRENCIES = {
    "KZT",
    "",
    "Aa",
    "BB",
    "AaAa",
    "BBBB",
    "AaBB",
    "398",
    "Ж",
    "\\u0416",
    "a".repeat(32),
    "a".repeat(33)
  };

  static final WireCall STATEMENT =
      new WireCall(
          CardOperations.GET_STATEMENT,
          fields ->
              StatementRequest.builder().cardId("card-1").additionalProperties(fields).build(),
          "");

  private LargeStatement() {}

  /** A statement with these members before and after its operations. */
  static String of(String before, String after) {
    return "{" + before + "\"operations\":" + operations(OPERATIONS, true) + after + "}";
  }

  /** A successful statement with this number of operations. */
  static String of(int operations) {
    return "{" + SUCCESS + "\"operations\":" + operations(operations, false) + DT + "}";
  }

  static String success() {
    return of(SUCCESS, DT);
  }

  /** The statement as it is parsed from bytes. */
  static Statement parsed(String json) {
    try {
      return new Json(64 << 20).read(json.getBytes(UTF_8), Statement.class);
    } catch (UnreadableException e) {
      throw new AssertionError(e);
    }
  }

  /** With repeated texts and nested unknown fields, or as documented. */
  private static String operations(int count, boolean varied) {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < count; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"type\":\"debit\",\"amount\":")
          .append(1000 + i % 9000)
          .append(".50,\"commission\":0.00,\"currency\":\"")
          .append(varied ? CURRENCIES[i % CURRENCIES.length] : "KZT")
          .append("\",\"mcc\":5411,\"datetime\":\"2024-05-17T10:15:30+05:00\",\"rrn\":\"")
          .append(400_000_000_000L + i)
          .append("\",\"merchant\":{\"name\":\"Magnum ")
          .append(i % 100)
          .append("\",\"city\":\"Almaty\"")
          .append(varied ? ",\"terminals\":[{\"id\":\"T" + i + "\"}]" : "")
          .append("}")
          // Not the status of the response.
          .append(varied && i % 50 == 0 ? ",\"status\":\"error\",\"request_id\":\"1\"" : "")
          .append("}");
    }
    return json.append("]").toString();
  }

  /** The statement with something else between two of its operations. */
  static String middle(String json, String more) {
    int place = json.indexOf("{\"type\"", json.length() - 10_000);
    return json.substring(0, place) + more + json.substring(place);
  }

  /** Without its last bytes. */
  static String cut(String json) {
    String response = new String(http("200 OK", json, "Connection: close"), ISO_8859_1);
    return response.substring(0, response.length() - 50);
  }

  /** A client of two attempts. */
  static FreedomCardClientBuilder client(String baseUrl) {
    return FreedomCardClient.builder()
        .baseUrl(baseUrl)
        .credentials("id", "key")
        .httpClient(ScriptedServer.client().build())
        .retryPolicy(
            RetryPolicy.builder()
                .maxAttempts(2)
                .backoff(Duration.ofNanos(1), Duration.ofNanos(1))
                .build());
  }
}
