package io.github.freedomcard.gateway;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.Ledger;
import io.github.freedomcard.sandbox.SandboxOptions;
import io.github.freedomcard.testing.Requests;
import io.github.freedomcard.testing.TlsCertificate;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * Sends commands to the sandbox through a real nginx over TLS, at the client's defaults, and counts
 * how they end. Half of them are charges, half are gift cards, which have no idempotency key.
 *
 * <p>{@code mvn -q test-compile exec:java@gateway -pl src/acceptance -am} sends 20,000 commands
 * twice through a healthy nginx, then through one that reloads every second, over HTTP/1.1 and
 * HTTP/2; {@code -Dgateway.commands=1000} sets another number.
 */
public final class GatewayRun {

  private static final int THREADS = 16;

  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

  /**
   * A run.
   *
   * @param reloads whether nginx replaces its workers every second
   */
  record Load(int commands, List<Protocol> protocols, boolean reloads) {}

  private GatewayRun() {}

  /** Makes all runs. */
  public static void main(String[] args) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.log.io.github.freedomcard", "error");
    Path nginx = Nginx.program().orElse(null);
    if (nginx == null) {
      System.out.println("skipped: nginx is not installed");
      return;
    }
    int commands = Integer.getInteger("gateway.commands", 20_000);
    List<Protocol> http1 = List.of(Protocol.HTTP_1_1);
    List<Protocol> http2 = List.of(Protocol.HTTP_2, Protocol.HTTP_1_1);
    for (Load load :
        List.of(
            new Load(commands, http1, false),
            new Load(commands, http1, false),
            new Load(commands, http2, false),
            new Load(commands, http1, true),
            new Load(commands, http2, true))) {
      run(load, nginx, System.out);
    }
  }

  /** Returns how many commands ended in each way. */
  static Map<String, Integer> run(Load load, Path program, PrintStream out) throws Exception {
    GatewayRun run = new GatewayRun();
    long start = System.nanoTime();
    try (FreedomCardSandbox sandbox =
            FreedomCardSandbox.start(
                SandboxOptions.builder()
                    .deposit(new BigDecimal("1000000000000"))
                    .journalEntries(10)
                    .build());
        Nginx nginx = Nginx.start(program, sandbox.baseUrl().getPort());
        FreedomCardClient client =
            sandbox
                .newClientBuilder()
                .baseUrl(nginx.baseUrl())
                .configureHttp(http -> trusting(http).protocols(load.protocols()))
                .build()) {
      run.send(load, sandbox, nginx, client);
      Set<UUID> seen = new HashSet<>();
      for (Ledger.Entry entry : sandbox.ledger().entries()) {
        UUID id = entry.requestId();
        if (id != null && !seen.add(id)) {
          run.count("took effect more than once");
        }
      }
    }
    Map<String, Integer> result = new TreeMap<>();
    run.counts.forEach((how, count) -> result.put(how, count.get()));
    out.printf(
        "%,d commands, %s%s, %d s: %s%n",
        load.commands(),
        load.protocols().get(0),
        load.reloads() ? ", nginx reloads every second" : "",
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
        result);
    return result;
  }

  private static OkHttpClient.Builder trusting(OkHttpClient.Builder http) {
    return TlsCertificate.get().trust(http);
  }

  private void send(Load load, FreedomCardSandbox sandbox, Nginx nginx, FreedomCardClient client)
      throws Exception {
    ExecutorService workers = Executors.newFixedThreadPool(THREADS);
    ScheduledExecutorService reloading = Executors.newSingleThreadScheduledExecutor();
    try {
      if (load.reloads()) {
        var unused = reloading.scheduleAtFixedRate(nginx::reload, 1, 1, TimeUnit.SECONDS);
      }
      List<Future<?>> running = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        String cardId = sandbox.arrange().activeCard().balance("100000000.00", "KZT").add();
        int share = load.commands() / THREADS + (thread < load.commands() % THREADS ? 1 : 0);
        running.add(
            workers.submit(
                () -> {
                  for (int i = 0; i < share; i++) {
                    one(client, cardId, i);
                  }
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      reloading.shutdownNow();
      workers.shutdownNow();
    }
  }

  private void one(FreedomCardClient client, String cardId, int i) {
    try {
      count(
          i % 2 == 0
              ? "charge "
                  + client
                      .execute(
                          TransactionOperations.CREATE_TRANSACTION, Requests.charge(cardId, "1.00"))
                      .resolution()
              : "gift card "
                  + client.execute(GiftCardOperations.ISSUE_GIFT_CARD, giftCard()).resolution());
    } catch (FreedomCardException e) {
      Throwable cause = e.getCause();
      count(
          (i % 2 == 0 ? "charge " : "gift card ")
              + e.outcome()
              + (e.outcome() == Outcome.UNKNOWN
                  ? " ("
                      + e.getClass().getSimpleName()
                      + (cause == null ? "" : ", " + cause.getClass().getSimpleName())
                      + (cause == null || cause.getMessage() == null
                          ? ""
                          : ": " + cause.getMessage())
                      + ")"
                  : ""));
    }
  }

  private static IssueGiftCardRequest giftCard() {
    return IssueGiftCardRequest.builder()
        .cardholderName("AIGERIM SEITOVA")
        .phone("77011234567")
        .productCode(1)
        .build();
  }

  private void count(String how) {
    counts.computeIfAbsent(how, key -> new AtomicInteger()).incrementAndGet();
  }
}
