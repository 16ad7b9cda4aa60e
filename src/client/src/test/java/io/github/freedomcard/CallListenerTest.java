package io.github.freedomcard;

import static io.github.freedomcard.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.testing.RawServer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The events of calls over a real connection; the schedules check them for each failure. */
@Timeout(60)
class CallListenerTest {

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"}";
  private static final BlockCardRequest COMMAND =
      BlockCardRequest.builder().cardId("1").description("lost").build();
  private static final BalanceRequest READ = BalanceRequest.builder().cardId("1").build();
  private static final IssueGiftCardRequest GIFT =
      IssueGiftCardRequest.builder()
          .cardholderName("A B")
          .phone("77011234567")
          .productCode(1)
          .build();

  private final List<CallEvent> events = new CopyOnWriteArrayList<>();

  private FreedomCardClientBuilder builder(RawServer server) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials("1", "secret")
        .retryPolicy(
            RetryPolicy.builder().backoff(Duration.ofMillis(1), Duration.ofMillis(1)).build())
        .listener(events::add);
  }

  private CallEvent onlyEvent() {
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void event_whenTheResponseWasLost_hasTheStatusQueryAndTheResolution(boolean async) {
    try (RawServer server = RawServer.start((n, request) -> n == 1 ? null : http("200 OK", OK));
        FreedomCardClient client = builder(server).build()) {
      if (async) {
        client.async().blockCard(COMMAND).join();
      } else {
        client.blockCard(COMMAND);
      }
    }
    CallEvent event = onlyEvent();
    assertThat(event.operation()).isEqualTo(CardOperations.BLOCK_CARD);
    assertThat(event.requestId()).isEqualTo(COMMAND.requestId());
    assertThat(event.attempts()).isEqualTo(1);
    assertThat(event.statusQueries()).isEqualTo(1);
    assertThat(event.outcome()).isNull();
    assertThat(event.resolution()).isEqualTo(Resolution.RECOVERED);
    assertThat(event.httpStatus()).isEqualTo(200);
    assertThat(event.errorCode()).isNull();
    assertThat(event.duration()).isPositive();
  }

  @Test
  void event_whenTheApiRefusesWithHttp200_isAFailureWithTheCode() {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", "{\"status\":-3}"));
        FreedomCardClient client = builder(server).build()) {
      assertThatThrownBy(() -> client.issueGiftCard(GIFT)).isInstanceOf(ApiErrorException.class);
    }
    CallEvent event = onlyEvent();
    assertThat(event.operation()).isEqualTo(GiftCardOperations.ISSUE_GIFT_CARD);
    assertThat(event.outcome()).isEqualTo(Outcome.NOT_PROCESSED);
    assertThat(event.resolution()).isNull();
    assertThat(event.errorCode()).isEqualTo("-3");
    assertThat(event.httpStatus()).isEqualTo(200);
  }

  @Test
  void event_whenTheCodeMayBePersonalData_hasNone() {
    String refusal =
        "{\"status\":\"error\",\"error_code\":\"4400430012345678\",\"error_description\":\"Aliya\"}";
    try (RawServer server = RawServer.start((n, request) -> http("400 Bad Request", refusal));
        FreedomCardClient client = builder(server).build()) {
      assertThatThrownBy(() -> client.getBalance(READ)).isInstanceOf(ApiErrorException.class);
    }
    assertThat(onlyEvent().errorCode()).isNull();
    assertThat(onlyEvent().httpStatus()).isEqualTo(400);
    assertThat(onlyEvent().outcome()).isEqualTo(Outcome.READ_ONLY);
    assertThat(onlyEvent().toString()).doesNotContain("4400", "Aliya");
  }

  @Test
  void event_whenTheFutureIsCancelledInFlight_hasAnUnknownOutcome() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    try (RawServer server =
            RawServer.start(
                (n, request) -> {
                  arrived.countDown();
                  end.await();
                  return null;
                });
        FreedomCardClient client = builder(server).build()) {
      CompletableFuture<?> future = client.async().blockCard(COMMAND);
      arrived.await();
      future.cancel(true);
      end.countDown();
    }
    assertThat(onlyEvent().outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(onlyEvent().attempts()).isEqualTo(1);
    assertThat(onlyEvent().httpStatus()).isNull();
  }

  @Test
  void event_whenTheFutureIsCancelledAsTheResponseArrives_neverSaysNotProcessed() throws Exception {
    Semaphore arrived = new Semaphore(0);
    Random random = new Random(7);
    try (RawServer server =
            RawServer.start(
                (n, request) -> {
                  arrived.release();
                  return http("200 OK", OK);
                });
        FreedomCardClient client = builder(server).build()) {
      for (int i = 0; i < 3_000; i++) {
        CompletableFuture<?> future = client.async().blockCard(COMMAND.toBuilder().build());
        arrived.acquire();
        long end = System.nanoTime() + random.nextInt(300_000);
        while (System.nanoTime() < end) {
          Thread.onSpinWait();
        }
        future.cancel(true);
      }
    }
    assertThat(events).extracting(CallEvent::outcome).containsOnly(null, Outcome.UNKNOWN);
    assertThat(events).hasSize(3_000);
  }

  @Test
  void event_ofAwaitCompletion_countsItsQueriesAsAttempts() {
    String process = "{\"status\":\"ok\",\"request_status\":\"process\"}";
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", n == 1 ? process : OK));
        FreedomCardClient client = builder(server).build()) {
      client.awaitCompletion(COMMAND.requestId(), Duration.ofSeconds(30));
    }
    assertThat(onlyEvent().operation()).isEqualTo(RequestOperations.GET_REQUEST_STATUS);
    assertThat(onlyEvent().requestId()).isEqualTo(COMMAND.requestId());
    assertThat(onlyEvent().attempts()).isEqualTo(2);
    assertThat(onlyEvent().statusQueries()).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void event_whenTheCallIsRejectedBeforeItIsSent_saysThatNothingWasProcessed(boolean async) {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client =
            builder(server)
                .credentials(
                    () -> {
                      throw new IllegalStateException("vault is sealed");
                    })
                .build()) {
      Throwable failure =
          catchThrowable(
              () -> {
                if (async) {
                  client.async().blockCard(COMMAND).join();
                } else {
                  client.blockCard(COMMAND);
                }
              });
      assertThat(failure instanceof CompletionException ? failure.getCause() : failure)
          .hasMessage("vault is sealed");
      assertThat(server.requests()).isEmpty();
    }
    assertThat(onlyEvent().outcome()).isEqualTo(Outcome.NOT_PROCESSED);
    assertThat(onlyEvent().attempts()).isZero();
  }

  static Stream<Throwable> failures() {
    return Stream.of(
        new IllegalStateException("full"), new AssertionError("no"), new StackOverflowError());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void call_whenAListenerFails_hasItsResultAndTheOtherListenersTheirEvent(Throwable failure) {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client =
            FreedomCardClient.builder()
                .baseUrl(server.baseUrl())
                .credentials("1", "secret")
                .listener(event -> CallListenerTest.<RuntimeException>sneakilyThrow(failure))
                .listener(events::add)
                .build()) {
      assertThatCode(() -> client.blockCard(COMMAND)).doesNotThrowAnyException();
      assertThatCode(() -> client.async().getBalance(READ).join()).doesNotThrowAnyException();
    }
    assertThat(events).hasSize(2);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneakilyThrow(Throwable failure) throws T {
    throw (T) failure;
  }
}
