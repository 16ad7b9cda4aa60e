package examples;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.ActivateCardRequest;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.BulkIssueCardsRequest;
import io.github.freedomcard.model.card.UnblockCardRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Counts and times attempts by operation, through an injected {@code OkHttpClient}.
 *
 * <p>The path identifies the operation: it has no ids in it, so it makes a good label. Status
 * queries that the client makes after a lost response count as {@code getRequestStatus}. If {@code
 * FreedomCardClientBuilder.path} overrides a path, the attempt has that path here.
 *
 * <p>It runs on the embedded sandbox, whose first {@code unblockCard} fails.
 */
public final class Metrics {

  private Metrics() {}

  public static void main(String[] args) {
    AttemptMetrics metrics =
        new AttemptMetrics(
            CardOperations.BULK_ISSUE_CARDS,
            CardOperations.ACTIVATE_CARD,
            CardOperations.BLOCK_CARD,
            CardOperations.UNBLOCK_CARD,
            CardOperations.GET_BALANCE,
            RequestOperations.GET_REQUEST_STATUS);
    OkHttpClient http = new OkHttpClient.Builder().eventListenerFactory(metrics).build();
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start();
        FreedomCardClient card = sandbox.newClientBuilder().httpClient(http).build()) {
      System.out.println("On the embedded sandbox, " + sandbox.baseUrl() + ":");
      failOnce(sandbox, CardOperations.UNBLOCK_CARD);
      run(card);
      metrics.print();
    } catch (FreedomCardException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void run(FreedomCardClient card) {
    BulkIssueCardsRequest bulk =
        BulkIssueCardsRequest.builder().productId(ProductId.INSTANT_CARD).quantity(3).build();
    card.bulkIssueCards(bulk);
    RequestState issued = card.awaitCompletion(bulk.requestId(), Duration.ofMinutes(1));
    step("cards issued", issued.requestStatus() + ", " + issued.cards().size());

    for (RequestState.Card newCard : issued.cards()) {
      card.getBalance(BalanceRequest.builder().cardId(newCard.cardId()).build());
    }
    step("balances read", String.valueOf(issued.cards().size()));

    String cardId = issued.cards().get(0).cardId();
    RequestState activated =
        card.activateCard(ActivateCardRequest.builder().cardId(cardId).build());
    step("card activated", activated.requestStatus().toString());
    RequestState blocked =
        card.blockCard(BlockCardRequest.builder().cardId(cardId).description("lost").build());
    step("card blocked", blocked.requestStatus().toString());

    ApiResponse<RequestState> unblocked =
        card.execute(
            CardOperations.UNBLOCK_CARD,
            UnblockCardRequest.builder().cardId(cardId).description("found").build());
    step("card unblocked", unblocked.body().requestStatus() + ", attempts " + unblocked.attempts());
  }

  /** Makes the sandbox reject the operation's first request with 503, unprocessed. */
  private static void failOnce(FreedomCardSandbox sandbox, Operation<?, ?> operation) {
    sandbox
        .wireMock()
        .stubFor(
            post(operation.path())
                .inScenario("busy")
                .whenScenarioStateIs(STARTED)
                .willReturn(serviceUnavailable())
                .willSetStateTo("ready"));
  }

  private static void step(String step, String text) {
    System.out.printf("  %-24s %s%n", step, text);
  }

  /** Creates a listener for each attempt and keeps the metrics. */
  private static final class AttemptMetrics implements EventListener.Factory {

    private final Map<String, String> namesByPath;
    private final Map<String, OperationMetrics> metricsByName = new ConcurrentSkipListMap<>();

    AttemptMetrics(Operation<?, ?>... operations) {
      namesByPath =
          Stream.of(operations).collect(Collectors.toMap(Operation::path, Operation::name));
    }

    @Override
    public EventListener create(Call call) {
      String path = call.request().url().encodedPath();
      OperationMetrics operation =
          metricsByName.computeIfAbsent(
              namesByPath.getOrDefault(path, path), name -> new OperationMetrics());
      return new EventListener() {

        private final long started = System.nanoTime();
        private int status;

        @Override
        public void responseHeadersEnd(Call call, Response response) {
          status = response.code();
        }

        // The whole response has been read by now; when an interceptor returns it has not.
        @Override
        public void callEnd(Call call) {
          operation.add(System.nanoTime() - started, status >= 200 && status < 300);
        }

        @Override
        public void callFailed(Call call, IOException e) {
          operation.add(System.nanoTime() - started, false);
        }
      };
    }

    void print() {
      System.out.printf(
          "  %-24s %5s %6s %8s %8s%n", "attempts", "count", "failed", "mean ms", "max ms");
      metricsByName.forEach((name, operation) -> operation.print(name));
    }
  }

  /** The metrics of one operation; a metrics library would have a timer and a counter here. */
  private static final class OperationMetrics {

    private int count;
    private int failed;
    private long sumNanos;
    private long maxNanos;

    synchronized void add(long nanos, boolean success) {
      count++;
      failed += success ? 0 : 1;
      sumNanos += nanos;
      maxNanos = Math.max(maxNanos, nanos);
    }

    synchronized void print(String name) {
      System.out.printf(
          "  %-24s %5d %6d %8d %8d%n",
          name,
          count,
          failed,
          TimeUnit.NANOSECONDS.toMillis(sumNanos / count),
          TimeUnit.NANOSECONDS.toMillis(maxNanos));
    }
  }
}
