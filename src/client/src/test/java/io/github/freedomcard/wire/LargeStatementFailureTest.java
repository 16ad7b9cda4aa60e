package io.github.freedomcard.wire;

import static io.github.freedomcard.testing.RawServer.http;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatus;
import io.github.freedomcard.model.card.CardInfoRequest;
import io.github.freedomcard.model.card.Statement;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.ScriptedServer;
import io.github.freedomcard.testing.ScriptedServer.Transport;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses of more than 1 MiB that are no success of a read. */
class LargeStatementFailureTest {

  private static final String SUCCESS = LargeStatement.SUCCESS;
  private static final String DT = LargeStatement.DT;

  /** Sends a {@code request_id}, which a statement does not. */
  private static final WireCall IDENTIFIED =
      new WireCall(
          Operation.read(
              "readStatement",
              "/v5/card-api/card/statement",
              CardInfoRequest.class,
              Statement.class),
          fields -> CardInfoRequest.builder().cardId("card-1").build(),
          "");

  /** A caller's type that reads nothing of the response. */
  @JsonDeserialize(using = Nothing.Reader.class)
  record Nothing() {

    static final class Reader extends StdDeserializer<Nothing> {

      private static final long serialVersionUID = 1;

      Reader() {
        super(Nothing.class);
      }

      @Override
      public Nothing deserialize(JsonParser parser, DeserializationContext context)
          throws IOException {
        parser.skipChildren();
        return new Nothing();
      }
    }
  }

  private static final WireCall NOTHING =
      new WireCall(
          Operation.read("skip", "/skip", StatementRequest.class, Nothing.class),
          fields -> StatementRequest.builder().cardId("card-1").build(),
          "");

  /** A response that is no success, and how a client of two attempts ends. */
  private record Failure(
      WireCall call,
      String name,
      String response,
      Class<? extends FreedomCardException> type,
      String message,
      int attempts) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static List<Failure> failures() {
    String success = LargeStatement.success();
    String unreadable = "not valid JSON of the expected shape";
    List<Failure> all = new ArrayList<>();
    all.add(retried("cut", LargeStatement.cut(success), "truncated"));
    all.add(
        retried("cut after the value", LargeStatement.cut(success + " ".repeat(99)), "truncated"));
    all.add(retried("ended early", ok(success.substring(0, 1_500_000)), unreadable));
    all.add(retried("malformed", ok(LargeStatement.middle(success, "]]")), unreadable));
    all.add(retried("malformed text", ok(LargeStatement.middle(success, "\"\u0001")), unreadable));
    all.add(retried("malformed, then an error", ok(malformedError()), unreadable));
    all.add(
        retried(
            "too many digits",
            ok(LargeStatement.middle(success, "{\"amount\":1e101},")),
            unreadable));
    all.add(
        retried(
            "long number", ok(LargeStatement.middle(success, "1".repeat(257) + ",")), unreadable));
    all.add(retried("deep", ok(LargeStatement.middle(success, "[".repeat(65))), unreadable));
    all.add(retried("another value after it", ok(success + " {}"), unreadable));
    all.add(retried("more after it", ok(success + "x"), unreadable));
    all.add(
        retried("another value after an error", ok(error("\"operations\":0") + "{}"), unreadable));
    all.add(retried("array", ok("[" + success + "]"), unreadable));
    all.add(retried("duplicate", ok(of(SUCCESS, ",\"status\":\"ok\"")), "a member occurs twice"));
    all.add(retried("duplicate error", ok(of(SUCCESS, ",\"status\":\"error\"")), "twice"));
    all.add(retried("numeric status", ok(of("", ",\"status\":500")), "the status is a number"));
    all.add(retried("no status", ok(of("", "")), "no status of success"));
    all.add(retried("object for a status", ok(of("", ",\"status\":{}")), "no status of success"));
    all.add(
        new Failure(
            IDENTIFIED,
            "another request",
            ok(of(SUCCESS, ",\"request_id\":\"1\"")),
            InvalidResponseException.class,
            "it names another request_id",
            2));
    all.add(refused("error at the end", of("", ",\"status\":\"error\",\"error_code\":17")));
    all.add(refused("error at the beginning", of("\"status\":\"error\",\"error_code\":17,", "")));
    all.add(
        refused("request error", of("\"error_code\":17,", ",\"request_status\":\"error\"" + DT)));
    all.add(refused("error of another shape", error("\"operations\":{\"a\":[0]}")));
    all.add(refused("error without operations", error("\"operations\":[0]")));
    all.add(
        new Failure(
            NOTHING,
            "error to who reads nothing",
            ok(of("\"status\":\"error\",\"error_code\":17,", "")),
            ApiErrorException.class,
            "17",
            1));
    all.add(
        new Failure(
            LargeStatement.STATEMENT,
            "in process",
            ok(of("\"status\":\"ok\",", ",\"request_status\":\"process\"" + DT)),
            StillInProcessException.class,
            "",
            1));
    return all;
  }

  private static Failure retried(String name, String response, String message) {
    return new Failure(
        LargeStatement.STATEMENT, name, response, InvalidResponseException.class, message, 2);
  }

  private static Failure refused(String name, String json) {
    return new Failure(LargeStatement.STATEMENT, name, ok(json), ApiErrorException.class, "17", 1);
  }

  private static String of(String before, String after) {
    return LargeStatement.of(before, after);
  }

  /** An error whose only large member is none of the documented ones. */
  private static String error(String operations) {
    String padding = "{\"KZT\":[1]},".repeat(100_000);
    return "{" + operations + ",\"new\":[" + padding + "0],\"status\":\"error\",\"error_code\":17}";
  }

  /** What follows the malformed part must not be taken for members of the response. */
  private static String malformedError() {
    String json = of("", "");
    return json.substring(0, json.lastIndexOf("{\"type\""))
        + "\"\u0001],\"status\":\"error\",\"error_code\":17}";
  }

  private static String ok(String json) {
    return new String(http("200 OK", json), ISO_8859_1);
  }

  static Stream<Arguments> failuresByTransport() {
    List<Failure> all = failures();
    return Stream.of(Transport.values())
        .flatMap(
            transport ->
                all.stream()
                    .filter(failure -> transport != Transport.TLS || failure.name().contains("cut"))
                    .map(failure -> Arguments.of(transport, failure)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("failuresByTransport")
  void read_whenALargeResponseIsNoSuccess_failsAsASmallOne(Transport transport, Failure failure) {
    byte[] response = failure.response().getBytes(ISO_8859_1);
    for (boolean async : new boolean[] {false, true}) {
      try (ScriptedServer server = ScriptedServer.start(transport, (n, request) -> response);
          FreedomCardClient client = LargeStatement.client(server.baseUrl()).build()) {
        assertThat(failure.call().call(client, async))
            .isInstanceOfSatisfying(
                failure.type(),
                e -> {
                  assertThat(e.outcome()).isEqualTo(Outcome.READ_ONLY);
                  assertThat(e).hasMessageContaining(failure.message());
                  assertThat(String.valueOf(e.getCause())).doesNotContain("Magnum");
                });
        assertThat(server.requestCount()).isEqualTo(failure.attempts());
      }
    }
  }

  @Test
  void state_whenALargeResponseIsInProcess_hasItsScalars() {
    String json = of("\"status\":\"ok\",", ",\"request_status\":\"process\"" + DT);
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", json));
        FreedomCardClient client = LargeStatement.client(server.baseUrl()).build()) {
      assertThat(LargeStatement.STATEMENT.call(client, false))
          .isInstanceOfSatisfying(
              StillInProcessException.class,
              e -> {
                RequestState state = requireNonNull(e.lastState());
                assertThat(state.requestStatus()).isEqualTo(RequestStatus.PROCESS);
                assertThat(state.dt()).isEqualTo(OffsetDateTime.parse("2024-05-17T10:15:30+05:00"));
              });
    }
  }
}
