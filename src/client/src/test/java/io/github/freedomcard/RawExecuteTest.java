package io.github.freedomcard;

import static io.github.freedomcard.testing.RawServer.http;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.Balance;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.testing.CanaryValues;
import io.github.freedomcard.testing.RawServer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code execute} with operations that are not in the catalogue, and with the raw response. */
class RawExecuteTest {

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"}";
  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");

  /** A caller's own types, without annotations. */
  record ChargeRequest(
      UUID requestId,
      String cardId,
      BigDecimal fullAmount,
      OffsetDateTime startDate,
      LocalDate dueDate,
      @Nullable String leftOut)
      implements IdempotentRequest {}

  record Charge(String status, BigDecimal fullAmount, List<Line> chargeLines) {
    record Line(String lineName, OffsetDateTime bookedAt) {}
  }

  @Test
  void execute_whenItSucceeds_returnsTheRawResponse() {
    String response = "{\"status\":\"ok\", \"new_field\" : 1.50}";
    try (RawServer server =
            RawServer.start(
                (n, request) ->
                    http("201 Created", response, "X-Trace: a", "X-Trace: b", "Server: test"));
        FreedomCardClient client = client(server)) {
      ApiResponse<Balance> apiResponse =
          client.execute(CardOperations.GET_BALANCE, BalanceRequest.builder().cardId("1").build());
      assertThat(apiResponse.status()).isEqualTo(201);
      assertThat(apiResponse.headers())
          .containsEntry("x-trace", List.of("a", "b"))
          .containsEntry("server", List.of("test"));
      assertThat(new String(apiResponse.rawBody(), UTF_8)).isEqualTo(response);
      assertThat(apiResponse.attempts()).isEqualTo(1);
      assertThat(apiResponse.resolution()).isEqualTo(Resolution.DIRECT);
      assertThat(apiResponse.body().additionalProperties())
          .containsEntry("new_field", new BigDecimal("1.50"));
      apiResponse.rawBody()[0] = 'x';
      assertThat(apiResponse.rawBody()[0]).isEqualTo((byte) '{');
    }
  }

  @Test
  void execute_whenTheResponseWasLost_isRecovered() {
    try (RawServer server =
            RawServer.start((n, request) -> n == 1 ? null : http("200 OK", OK, "X-Nth: " + n));
        FreedomCardClient client = client(server)) {
      ApiResponse<RequestState> apiResponse =
          client.execute(
              CardOperations.BLOCK_CARD,
              BlockCardRequest.builder().cardId("1").description("lost").build());
      assertThat(apiResponse.resolution()).isEqualTo(Resolution.RECOVERED);
      assertThat(apiResponse.attempts()).isEqualTo(1);
      assertThat(apiResponse.headers()).containsEntry("x-nth", List.of("2"));
    }
  }

  @Test
  void execute_whenItTookSeveralAttempts_countsThem() {
    try (RawServer server =
            RawServer.start((n, request) -> http(n < 3 ? "503 Busy" : "200 OK", OK));
        FreedomCardClient client = client(server)) {
      ApiResponse<Balance> apiResponse =
          client.execute(CardOperations.GET_BALANCE, BalanceRequest.builder().cardId("1").build());
      assertThat(apiResponse.attempts()).isEqualTo(3);
    }
  }

  @Test
  @SuppressWarnings("rawtypes") // A class has no type arguments.
  void read_whenCallerDefinedWithMaps_keepsNumbersAsTheyAre() {
    Operation<Map, Map> operation = Operation.read("getThing", "/v5/thing", Map.class, Map.class);
    try (RawServer server =
            RawServer.start(
                (n, request) ->
                    http(
                        "200 OK",
                        "{\"status\":\"ok\",\"a\":1.50,\"b\":1E+2,\"c\":[0.10,{\"d\":12345678901234567890}]}"));
        FreedomCardClient client = client(server)) {
      Map<?, ?> response =
          client
              .execute(
                  operation,
                  Map.of("amount", new BigDecimal("1E+2"), "rate", List.of(new BigDecimal("1.50"))))
              .body();
      assertThat(response.get("a")).isEqualTo(new BigDecimal("1.50"));
      assertThat(response.get("b")).isEqualTo(new BigDecimal("1E+2"));
      assertThat(response.get("c")).hasToString("[0.10, {d=12345678901234567890}]");
      assertThat(server.requests().get(0).line()).isEqualTo("POST /v5/thing HTTP/1.1");
      assertThat(server.requests().get(0).body())
          .contains("\"amount\":100", "\"rate\":[1.50]")
          .doesNotContain("E");
    }
  }

  @Test
  void read_whenCallerDefinedWithTrees_keepsNumbersAsTheyAre() {
    Operation<JsonNode, JsonNode> operation =
        Operation.read("getThing", "/v5/thing", JsonNode.class, JsonNode.class);
    String response = "{\"status\":\"ok\",\"a\":1.50,\"b\":{\"c\":[0.10]}}";
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", response));
        FreedomCardClient client = client(server)) {
      JsonNode tree = client.execute(operation, JsonNodeFactory.instance.objectNode()).body();
      assertThat(tree.toString()).isEqualTo(response);
      client.execute(operation, tree);
      assertThat(server.requests())
          .extracting(RawServer.Received::body)
          .containsExactly("{}", response);
    }
  }

  @Test
  void idempotentCommand_whenCallerDefinedWithARecord_isWrittenInSnakeCase() {
    Operation<ChargeRequest, RequestState> operation =
        Operation.idempotentCommand("charge", "/v5/charge", ChargeRequest.class);
    try (RawServer server = RawServer.start((n, request) -> n == 1 ? null : http("200 OK", OK));
        FreedomCardClient client = client(server)) {
      ApiResponse<RequestState> apiResponse = client.execute(operation, charge());
      assertThat(apiResponse.resolution()).isEqualTo(Resolution.RECOVERED);
      assertThat(apiResponse.body().requestId()).isEqualTo(ID);
      assertThat(server.requests().get(0).body())
          .isEqualTo(
              "{\"request_id\":\""
                  + ID
                  + "\",\"card_id\":\"1\",\"full_amount\":1000,"
                  + "\"start_date\":\"2024-05-17T10:15:30+00:00\",\"due_date\":\"2024-05-18\"}");
    }
  }

  /** Without {@code request_id}, no server could refuse a second request. */
  record WithoutMember(UUID id) implements IdempotentRequest {
    @Override
    public UUID requestId() {
      return id;
    }
  }

  @Test
  void idempotentCommand_whenItsIdIsNotInTheBody_isNotSent() {
    Operation<WithoutMember, RequestState> operation =
        Operation.idempotentCommand("charge", "/v5/charge", WithoutMember.class);
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = client(server)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.execute(operation, new WithoutMember(ID)))
          .withMessage("request: request_id is not its requestId()");
      assertThat(server.requests()).isEmpty();
    }
  }

  /** A {@code request_id} that is no member of the body itself. */
  record Nested(UUID id, Map<String, String> inner, String note) implements IdempotentRequest {
    @Override
    public UUID requestId() {
      return id;
    }
  }

  @Test
  void idempotentCommand_whenItsIdIsOnlyInANestedObjectOrAText_isNotSent() {
    Operation<Nested, RequestState> operation =
        Operation.idempotentCommand("charge", "/v5/charge", Nested.class);
    Nested nested =
        new Nested(ID, Map.of("request_id", ID.toString()), "{\"request_id\":\"" + ID + "\"}");
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = client(server)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.execute(operation, nested))
          .withMessage("request: request_id is not its requestId()");
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  void nonIdempotentCommand_whenCallerDefinedWithRecords_isReadFromSnakeCase() {
    Operation<ChargeRequest, Charge> operation =
        Operation.nonIdempotentCommand("charge", "/v5/charge", ChargeRequest.class, Charge.class);
    assertThat(operation.effect()).isEqualTo(Effect.NON_IDEMPOTENT_COMMAND);
    String response =
        "{\"status\":\"ok\",\"full_amount\":1000.00,\"unknown\":1,"
            + "\"charge_lines\":[{\"line_name\":\"a\",\"booked_at\":\"2024-05-17T10:15:30+05:00\"}]}";
    try (RawServer server =
            RawServer.start((n, request) -> n == 1 ? http("200 OK", response) : null);
        FreedomCardClient client = client(server)) {
      assertThat(client.execute(operation, charge()).body())
          .isEqualTo(
              new Charge(
                  "ok",
                  new BigDecimal("1000.00"),
                  List.of(
                      new Charge.Line("a", OffsetDateTime.parse("2024-05-17T10:15:30+05:00")))));
      assertThat(
              catchThrowableOfType(
                      ConnectionException.class, () -> client.execute(operation, charge()))
                  .outcome())
          .isEqualTo(Outcome.UNKNOWN);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void callerDefined_whenTheServerRefuses_failsLikeTheCatalogue() {
    Operation<JsonNode, JsonNode> operation =
        Operation.read("getThing", "/v5/thing", JsonNode.class, JsonNode.class);
    try (RawServer server =
            RawServer.start(
                (n, request) ->
                    n == 1
                        ? http("404 Not Found", "{\"status\":\"error\",\"error_code\":17}")
                        : http("200 OK", "[1]"));
        FreedomCardClient client = client(server)) {
      JsonNode request = JsonNodeFactory.instance.objectNode();
      ApiErrorException error =
          catchThrowableOfType(ApiErrorException.class, () -> client.execute(operation, request));
      assertThat(error.code()).isEqualTo("17");
      assertThat(error).hasMessageStartingWith("getThing: error response, HTTP 404");
      assertThat(error.getMessage()).doesNotContain("path");
      assertThat(
              catchThrowableOfType(
                  InvalidResponseException.class, () -> client.execute(operation, request)))
          .isNotNull();
    }
  }

  @Test
  void unknownFields_whenSentBack_areUnchanged() {
    List<String> fields =
        List.of("\"new_a\":1.50", "\"new_b\":{\"new_c\":[100,null,\"x\"]}", "\"new_d\":true");
    String response = "{\"status\":\"ok\"," + String.join(",", fields) + "}";
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", response));
        FreedomCardClient client = client(server)) {
      Map<String, @Nullable Object> came =
          client.getBalance(BalanceRequest.builder().cardId("1").build()).additionalProperties();
      client.getBalance(BalanceRequest.builder().cardId("1").additionalProperties(came).build());
      assertThat(server.requests().get(1).body())
          .contains(fields)
          .hasSize("{\"card_id\":\"1\",}".length() + String.join(",", fields).length());
      client.getBalance(
          BalanceRequest.builder()
              .cardId("1")
              .additionalProperties(Map.of("new_e", new BigDecimal("1E+2")))
              .build());
      assertThat(server.requests().get(2).body()).isEqualTo("{\"card_id\":\"1\",\"new_e\":100}");
    }
  }

  /** A request that has a defect of its own. */
  public static final class Unwritable {
    private final List<String> cards = List.of();

    public String getCardId() {
      return cards.stream()
          .findFirst()
          .orElseThrow(() -> new IllegalStateException(CanaryValues.FREE_TEXT));
    }
  }

  @Test
  void execute_whenTheRequestCannotBeWritten_saysSoWithoutItsText() {
    Operation<Unwritable, JsonNode> operation =
        Operation.read("getThing", "/v5/thing", Unwritable.class, JsonNode.class);
    try (RawServer server = RawServer.start((n, request) -> null);
        FreedomCardClient client = client(server)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.execute(operation, new Unwritable()))
          .withMessage("request: can't be written as JSON: " + Unwritable.class.getName())
          .withNoCause();
      assertThat(client.async().execute(operation, new Unwritable())).isCompletedExceptionally();
      assertThat(server.connections()).isZero();
    }
  }

  private static ChargeRequest charge() {
    return new ChargeRequest(
        ID,
        "1",
        new BigDecimal("1E+3"),
        OffsetDateTime.parse("2024-05-17T10:15:30Z"),
        LocalDate.of(2024, 5, 18),
        null);
  }

  private static FreedomCardClient client(RawServer server) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials("id", "key")
        .retryPolicy(
            RetryPolicy.builder().backoff(Duration.ofNanos(1), Duration.ofNanos(1)).build())
        .build();
  }
}
