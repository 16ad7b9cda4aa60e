package io.github.freedomcard.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardAsyncClient;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.Statement;
import io.github.freedomcard.model.card.StatementRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ApiResponseTest {

  private static final Statement STATEMENT = new Statement(null, null, null, List.of(), Map.of());

  @Test
  void constructor_whenGivenValues_copiesThem() {
    Map<String, List<String>> headers = new HashMap<>();
    List<String> values = new ArrayList<>(List.of("1"));
    headers.put("x", values);
    byte[] raw = {1};
    var response = new ApiResponse<>("body", 200, headers, raw, 2, Resolution.RECOVERED);
    values.add("2");
    headers.clear();
    raw[0] = 9;
    response.rawBody()[0] = 9;
    assertThat(response.headers()).isEqualTo(Map.of("x", List.of("1"))).isUnmodifiable();
    assertThat(response.rawBody()).containsExactly(1);
    assertThat(response.attempts()).isEqualTo(2);
    assertThat(response).hasToString("ApiResponse[status=200, attempts=2, resolution=RECOVERED]");
  }

  @Test
  void typedMethod_ofTheClient_makesNeitherHeadersNorRawBody() {
    AtomicInteger made = new AtomicInteger();
    FreedomCardClient client = new Counting(made);
    StatementRequest request = StatementRequest.builder().cardId("1").build();
    assertThat(client.getStatement(request).operations()).isEmpty();
    assertThat(made).hasValue(0);
    ApiResponse<?> response = client.execute(CardOperations.GET_STATEMENT, request);
    assertThat(response.headers()).isEmpty();
    assertThat(response.rawBody()).isEmpty();
    assertThat(made).hasValue(2);
  }

  /** A client whose responses count how often their headers or bytes are made. */
  private record Counting(AtomicInteger made) implements FreedomCardClient {

    @Override
    public <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q request) {
      return new ApiResponse<>(
          operation.responseType().cast(STATEMENT),
          200,
          () -> {
            made.incrementAndGet();
            return Map.of();
          },
          () -> {
            made.incrementAndGet();
            return new byte[0];
          },
          1,
          Resolution.DIRECT);
    }

    @Override
    public FreedomCardClient withOptions(RequestOptions options) {
      throw new UnsupportedOperationException();
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
}
