package io.github.freedomcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatus;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A caller's test replaces the client with a class of a few lines, without a mocking library. */
@Tag("slow")
class MockabilityTest {

  /** The class under test: it blocks a card and reports the result. */
  private record LostCardDesk(FreedomCardClient client) {

    String report(String cardId) {
      BlockCardRequest request =
          BlockCardRequest.builder().cardId(cardId).description("lost").build();
      try {
        return client.blockCard(request).isSuccess() ? "blocked" : "being blocked";
      } catch (FreedomCardException e) {
        return e.outcome() == Outcome.UNKNOWN ? "query " + e.requestId() : "not blocked";
      }
    }
  }

  /** The fake: only the abstract methods. */
  private record Fake(BiFunction<Operation<?, ?>, Object, Object> responses)
      implements FreedomCardClient {

    @Override
    public <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q request) {
      R body = operation.responseType().cast(responses.apply(operation, request));
      return new ApiResponse<>(body, 200, Map.of(), new byte[0], 1, Resolution.DIRECT);
    }

    @Override
    public FreedomCardClient withOptions(RequestOptions options) {
      return this;
    }

    @Override
    public FreedomCardAsyncClient async() {
      throw new UnsupportedOperationException();
    }

    @Override
    public RequestState awaitCompletion(UUID requestId, Duration timeout) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  @Test
  void account_ofAFakeWithoutIt_saysWhatToReturn() {
    assertThatThrownBy(new Fake((operation, request) -> request)::account)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("Fake: account() must return the host and auth id");
  }

  @Test
  void service_whenTheFakeResponds_works() {
    List<Object> requests = new ArrayList<>();
    Fake fake =
        new Fake(
            (operation, request) -> {
              assertThat(operation).isSameAs(CardOperations.BLOCK_CARD);
              requests.add(request);
              return state(RequestStatus.SUCCESS);
            });
    assertThat(new LostCardDesk(fake).report("card-1")).isEqualTo("blocked");
    assertThat(requests)
        .singleElement()
        .isInstanceOfSatisfying(
            BlockCardRequest.class, request -> assertThat(request.cardId()).isEqualTo("card-1"));
  }

  @Test
  void service_whenTheFakeIsStillInProcess_works() {
    Fake fake = new Fake((operation, request) -> state(RequestStatus.PROCESS));
    assertThat(new LostCardDesk(fake).report("card-1")).isEqualTo("being blocked");
  }

  @Test
  void service_whenTheFakeFails_works() {
    UUID requestId = UUID.randomUUID();
    Fake fake =
        new Fake(
            (operation, request) -> {
              throw new ConnectionException(
                  "no response",
                  null,
                  new FreedomCardException.CallContext(operation, requestId, 1, Outcome.UNKNOWN));
            });
    assertThat(new LostCardDesk(fake).report("card-1")).isEqualTo("query " + requestId);
  }

  private static RequestState state(RequestStatus status) {
    return RequestState.builder().requestStatus(status).build();
  }
}
