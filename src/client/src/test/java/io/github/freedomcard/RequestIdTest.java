package io.github.freedomcard;

import static io.github.freedomcard.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRead;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.testing.Builders;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.ContractOperation;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.RawServer.Received;
import io.github.freedomcard.testing.Requests;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which requests have an id, how it is generated, and where it is sent. */
class RequestIdTest {

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"}";
  private static final UUID SET = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Record> identified() {
    return Requests.all().stream().filter(IdempotentRequest.class::isInstance);
  }

  static Stream<Operation<?, ?>> operations() {
    return Catalogue.operations().stream();
  }

  static Stream<Operation<?, ?>> repeatable() {
    return operations().filter(each -> IdentifiedRead.class.isAssignableFrom(each.requestType()));
  }

  @Test
  void catalogue_always_hasIdsWhereTheContractHas() {
    for (ContractOperation contract : ContractOperation.all()) {
      Class<?> request = Catalogue.operation(contract.name()).requestType();
      assertThat(IdempotentRequest.class.isAssignableFrom(request))
          .as(contract.name())
          .isEqualTo(contract.effect() == Effect.IDEMPOTENT_COMMAND);
      assertThat(
              IdempotentRequest.class.isAssignableFrom(request)
                  || IdentifiedRead.class.isAssignableFrom(request))
          .as(contract.name())
          .isEqualTo(contract.isIdentified());
    }
  }

  @ParameterizedTest
  @MethodSource("identified")
  void build_whenRepeatedOrCopied_isAnotherRequest(Record request) throws Exception {
    Object builder = call(request, "toBuilder");
    List<Record> stage = Builders.twiceFromOneStage(request);
    Set<UUID> ids = new HashSet<>();
    ids.add(idOf(request));
    ids.add(idOf(call(builder, "build")));
    ids.add(idOf(call(builder, "build")));
    ids.add(idOf(stage.get(0)));
    ids.add(idOf(stage.get(1)));
    assertThat(ids).hasSize(5);
  }

  @ParameterizedTest
  @MethodSource("identified")
  void build_whenTheIdIsSet_keepsIt(Record request) throws Exception {
    Object builder = call(request, "toBuilder");
    builder.getClass().getMethod("requestId", UUID.class).invoke(builder, SET);
    assertThat(idOf(call(builder, "build"))).isEqualTo(SET);
    assertThat(call(builder, "build")).isEqualTo(call(builder, "build"));
    builder.getClass().getMethod("requestId", UUID.class).invoke(builder, idOf(request));
    assertThat(call(builder, "build")).isEqualTo(request);
  }

  @ParameterizedTest
  @MethodSource("identified")
  void construct_whenThereIsNoId_generatesOne(Record request) throws Exception {
    assertThat(idOf(constructWithoutId(request)))
        .isNotNull()
        .isNotEqualTo(idOf(constructWithoutId(request)));
  }

  @Test
  @SuppressWarnings("NullAway") // A record's constructor generates the id.
  void blockCardRequest_whenConstructedWithoutId_canBeReadBeforeItIsSent() {
    BlockCardRequest request = new BlockCardRequest(null, "1", "lost", Map.of());
    assertThat(request.requestId()).isNotNull().isEqualTo(request.requestId());
  }

  @ParameterizedTest
  @MethodSource("operations")
  void attempt_ofEachOperation_hasTheIdOfTheBodyInTheHeaderOrAFreshOne(Operation<?, ?> operation)
      throws Exception {
    Object request = Requests.of(operation);
    List<Received> attempts = attempts(operation, request, 2);
    assertThat(attempts).hasSize(2);
    List<UUID> ids = new ArrayList<>();
    for (Received attempt : attempts) {
      UUID header = UUID.fromString(attempt.headers().get("request-id"));
      JsonNode body = JSON.readTree(attempt.body()).path("request_id");
      if (operation.requestType() == RequestStatusRequest.class) {
        // The body has the id of another request, which is queried.
        assertThat(body.textValue()).isNotEqualTo(header.toString());
        assertThat(body.textValue())
            .isEqualTo(((RequestStatusRequest) request).requestId().toString());
      } else if (body.isMissingNode()) {
        assertThat(request).isNotInstanceOfAny(IdempotentRequest.class, IdentifiedRead.class);
      } else {
        assertThat(body.textValue()).isEqualTo(header.toString());
      }
      ids.add(header);
    }
    if (request instanceof IdempotentRequest identified) {
      assertThat(ids).containsOnly(identified.requestId());
      assertThat(attempts.get(0).body()).isEqualTo(attempts.get(1).body());
    } else {
      assertThat(ids).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  void read_whenRetried_hasAFreshId(Operation<?, ?> operation) throws Exception {
    try (RawServer server =
            RawServer.start((n, request) -> n < 3 ? http("503 Busy", "") : http("200 OK", OK));
        FreedomCardClient client = client(server)) {
      call(client, operation, Requests.of(operation));
      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests())
          .allSatisfy(
              attempt -> assertThat(bodyId(attempt)).isEqualTo(attempt.headers().get("request-id")))
          .extracting(RequestIdTest::bodyId)
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @MethodSource("repeatable")
  void read_whenTheIdIsSet_keepsItInEachAttempt(Operation<?, ?> operation) throws Exception {
    Object request = ((IdentifiedRead<?>) Requests.of(operation)).withRequestId(SET);
    assertThat(attempts(operation, request, 2))
        .allSatisfy(
            attempt -> assertThat(attempt.headers()).containsEntry("request-id", SET.toString()))
        .allSatisfy(attempt -> assertThat(bodyId(attempt)).isEqualTo(SET.toString()));
  }

  @Test
  void idempotentCommand_whenResent_hasTheSameBytes() throws Exception {
    try (RawServer server =
            RawServer.start((n, request) -> http(n == 1 ? "429 Slow" : "200 OK", OK));
        FreedomCardClient client = client(server)) {
      client.blockCard(Requests.of(CardOperations.BLOCK_CARD));
      Received first = server.requests().get(0);
      assertThat(server.requests()).containsExactly(first, first);
    }
  }

  @Test
  void statusQuery_always_hasItsOwnHeader() throws Exception {
    BlockCardRequest request = Requests.of(CardOperations.BLOCK_CARD);
    try (RawServer server = RawServer.start((n, received) -> n == 1 ? null : http("200 OK", OK));
        FreedomCardClient client = client(server)) {
      RequestState state = client.blockCard(request);
      assertThat(state.requestId()).isEqualTo(request.requestId());
      Received query = server.requests().get(1);
      assertThat(query.line()).contains(RequestOperations.GET_REQUEST_STATUS.path());
      assertThat(bodyId(query)).isEqualTo(request.requestId().toString());
      assertThat(query.headers().get("request-id")).isNotEqualTo(bodyId(query));
    }
  }

  /** What is received if {@code request} is executed that many times. */
  private static List<Received> attempts(Operation<?, ?> operation, Object request, int times) {
    try (RawServer server =
            RawServer.start(
                (n, received) ->
                    http("200 OK", received.line().contains("/cards/") ? "{\"status\":0}" : OK));
        FreedomCardClient client = client(server)) {
      for (int i = 0; i < times; i++) {
        call(client, operation, request);
      }
      return server.requests();
    }
  }

  private static <Q> void call(
      FreedomCardClient client, Operation<Q, ?> operation, Object request) {
    client.execute(operation, operation.requestType().cast(request));
  }

  private static @Nullable String bodyId(Received attempt) {
    try {
      return JSON.readTree(attempt.body()).path("request_id").textValue();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UUID idOf(Object request) {
    return ((IdempotentRequest) request).requestId();
  }

  @SuppressWarnings("NullAway") // Neither method returns null.
  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }

  private static Record constructWithoutId(Record request) throws ReflectiveOperationException {
    RecordComponent[] components = request.getClass().getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] =
          components[i].getName().equals("requestId")
              ? null
              : components[i].getAccessor().invoke(request);
    }
    return request.getClass().getConstructor(types).newInstance(values);
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
