package examples;

import io.github.freedomcard.CallEvent;
import io.github.freedomcard.CallListener;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Counts and times calls by operation and result, with a {@code CallListener}.
 *
 * <p>A call is one method of the client with all its attempts and status queries. A declined charge
 * is a failed call, although its HTTP status is 200; a charge whose response was lost is a
 * successful one, if a status query reports it.
 *
 * <p>It runs on the embedded sandbox.
 */
public final class Metrics {

  private Metrics() {}

  public static void main(String[] args) {
    CallMetrics metrics = new CallMetrics();
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start();
        FreedomCardClient client = sandbox.newClientBuilder().listener(metrics).build()) {
      System.out.println("On the embedded sandbox, " + sandbox.baseUrl() + ":");
      String cardId = sandbox.arrange().activeCard().balance("100.00", "KZT").add();

      client.createTransaction(charge(cardId, "10.00"));

      sandbox.faults().next("createTransaction", Fault.responseLost());
      client.createTransaction(charge(cardId, "20.00"));

      try {
        client.createTransaction(charge(cardId, "1000.00"));
      } catch (ApiErrorException declined) {
        // The listener has its outcome and its code.
      }

      client.blockCard(BlockCardRequest.builder().cardId(cardId).description("lost").build());
    }
    metrics.print();
  }

  private static CreateTransactionRequest charge(String cardId, String amount) {
    return CreateTransactionRequest.builder()
        .orderId("order of " + amount)
        .cardId(cardId)
        .type(TransactionType.DEBIT)
        .amount(new BigDecimal(amount))
        .currency("KZT")
        .build();
  }

  /** Keeps the metrics; a metrics library would have a timer with two labels here. */
  private static final class CallMetrics implements CallListener {

    private final Map<String, CallCounts> counts = new ConcurrentSkipListMap<>();

    @Override
    public void callFinished(CallEvent call) {
      String result =
          call.outcome() == null
              ? "returned, " + call.resolution()
              : call.outcome() + (call.errorCode() == null ? "" : ", " + call.errorCode());
      counts.merge(
          "%-20s %-36s".formatted(call.operation().name(), result),
          new CallCounts(
              1, call.attempts(), call.statusQueries(), call.duration().toNanos() / 1_000_000.0),
          CallCounts::plus);
    }

    void print() {
      System.out.printf(
          "  %-20s %-36s %5s %8s %7s %8s%n",
          "operation", "result", "calls", "attempts", "queries", "mean ms");
      counts.forEach(
          (name, sum) ->
              System.out.printf(
                  "  %s %5d %8d %7d %8.1f%n",
                  name, sum.calls, sum.attempts, sum.queries, sum.millis / sum.calls));
    }
  }

  private record CallCounts(int calls, int attempts, int queries, double millis) {

    CallCounts plus(CallCounts other) {
      return new CallCounts(
          calls + other.calls,
          attempts + other.attempts,
          queries + other.queries,
          millis + other.millis);
    }
  }
}
