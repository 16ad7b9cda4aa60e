package io.github.freedomcard;

import static io.github.freedomcard.testing.RawServer.http;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.SetPinRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.testing.RawServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program needs that keeps its commands over a restart: to resume one, and its account. */
class ResumeTest {

  private static final String OK = "{\"status\":\"ok\",\"request_status\":\"success\"}";
  private static final BlockCardRequest COMMAND =
      BlockCardRequest.builder().cardId("1").description("lost").build();
  private static final RequestOptions RESUME =
      RequestOptions.builder().mayHaveBeenSent(true).build();

  private final List<CallEvent> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger credentialsCalls = new AtomicInteger();

  private FreedomCardClient client(RawServer server) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials(() -> Credentials.of("merchant-" + credentialsCalls.incrementAndGet(), "key"))
        .listener(events::add)
        .build();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void execute_whenTheCommandWasSentBefore_queriesItsStatusAndSendsNothing(boolean async) {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = client(server)) {
      // The view of a view keeps the option.
      FreedomCardClient view =
          client
              .withOptions(RESUME)
              .withOptions(RequestOptions.builder().timeout(Duration.ofSeconds(30)).build());
      ApiResponse<?> response =
          async
              ? view.async().execute(CardOperations.BLOCK_CARD, COMMAND).join()
              : view.execute(CardOperations.BLOCK_CARD, COMMAND);
      assertThat(response.resolution()).isEqualTo(Resolution.RECOVERED);
      assertThat(response.attempts()).isZero();
      assertThat(server.requests())
          .extracting(RawServer.Received::line)
          .containsExactly("POST " + RequestOperations.GET_REQUEST_STATUS.path() + " HTTP/1.1");
      client.blockCard(COMMAND);
      assertThat(server.requests())
          .last()
          .extracting(RawServer.Received::line)
          .asString()
          .contains(CardOperations.BLOCK_CARD.path());
    }
    assertThat(events).extracting(CallEvent::attempts).containsExactly(0, 1);
    assertThat(events).extracting(CallEvent::statusQueries).containsExactly(1, 0);
  }

  @Test
  void execute_whenTheCommandIsNotIdempotent_isRejectedAndSendsNothing() {
    SetPinRequest pin = SetPinRequest.builder().cardId("1").build();
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = client(server)) {
      FreedomCardClient view = client.withOptions(RESUME);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> view.setPin(pin))
          .withMessageStartingWith("setPin: mayHaveBeenSent")
          .withMessageEndingWith("check its effect instead");
      assertThatThrownBy(view.async().setPin(pin)::join)
          .hasCauseInstanceOf(IllegalArgumentException.class);
      assertThat(server.requests()).isEmpty();
      assertThat(credentialsCalls).hasValue(0);
    }
    // The call did nothing, but the command may have taken effect before.
    assertThat(events)
        .extracting(CallEvent::outcome)
        .containsExactly(Outcome.UNKNOWN, Outcome.UNKNOWN);
  }

  @Test
  void execute_whenItIsARead_ignoresTheOption() {
    try (RawServer server = RawServer.start((n, request) -> http("503 Busy", ""));
        FreedomCardClient client = client(server)) {
      FreedomCardClient view = client.withOptions(RESUME);
      BalanceRequest read = BalanceRequest.builder().cardId("1").build();
      assertThatThrownBy(() -> view.getBalance(read)).hasMessageContaining("READ_ONLY");
      assertThat(server.requests())
          .extracting(RawServer.Received::line)
          .containsOnly("POST " + CardOperations.GET_BALANCE.path() + " HTTP/1.1");
    }
  }

  @Test
  void account_always_isHostPortAndAuthIdOfTheView() {
    try (RawServer server = RawServer.start((n, request) -> http("200 OK", OK));
        FreedomCardClient client = client(server)) {
      String host = server.baseUrl().substring("http://".length());
      assertThat(client.account()).isEqualTo(new MerchantAccount(host, "merchant-1"));
      assertThat(credentialsCalls).hasValue(1);
      RequestOptions other = RequestOptions.builder().credentials("other", "key").build();
      assertThat(client.withOptions(other).account()).isEqualTo(new MerchantAccount(host, "other"));
      assertThat(server.requests()).isEmpty();
    }
  }
}
