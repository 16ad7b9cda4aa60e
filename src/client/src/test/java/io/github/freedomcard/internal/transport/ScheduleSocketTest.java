package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.internal.transport.FakeServer.Decision;
import io.github.freedomcard.internal.transport.ScheduleRunner.CompletedCall;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.ScriptedServer.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A sample of the schedules of {@link ScheduleTest} on real sockets, with kept-alive connections
 * and the HTTP client of a caller, whose own retries must have no effect.
 */
@Tag("slow")
class ScheduleSocketTest {

  private static final int SAMPLE = 120;

  /** Fewer, since each run begins with a handshake. */
  private static final int TLS_SAMPLE = 40;

  private static final ScheduleExtent EXTENT =
      new ScheduleExtent(
          3,
          FakeServer.DUPLICATE_KINDS,
          FakeServer.UNKNOWN_KINDS,
          FakeServer.LAGS,
          false,
          false,
          false,
          InjectedFault.ALL,
          Duration.ofMinutes(1),
          Duration.ofMillis(600),
          true);

  /** After these faults, an HTTP client retries by itself. */
  private static final List<InjectedFault> RETRIED_FAULTS =
      List.of(
          InjectedFault.RESET_BEFORE_PROCESSING,
          InjectedFault.RESPONSE_LOST,
          InjectedFault.HTTP_303,
          InjectedFault.HTTP_408,
          InjectedFault.HTTP_503_RETRY_AFTER);

  private static final List<ScheduleCase> RETRIED_CASES =
      List.of(
          ScheduleCase.REFUND,
          ScheduleCase.BLOCK_CARD,
          ScheduleCase.SET_PIN,
          ScheduleCase.CARD_INFO);

  /** The runs share nothing and mostly wait. */
  private static final int SIDE_BY_SIDE = 8;

  /** A run to be made. */
  private record Drawn(
      ScheduleCase scheduleCase, List<InjectedFault> faults, boolean resending, long seed) {}

  @ParameterizedTest
  @EnumSource
  void call_underSampledSchedulesOnSockets_keepsTheRules(Transport transport) throws Exception {
    Random random = new Random(20260101);
    List<Drawn> drawn = new ArrayList<>();
    int sample = transport == Transport.CLEAR ? SAMPLE : TLS_SAMPLE;
    for (int i = 0; i < sample; i++) {
      ScheduleCase scheduleCase = ScheduleCase.ALL.get(random.nextInt(ScheduleCase.ALL.size()));
      drawn.add(new Drawn(scheduleCase, randomFaults(random), false, random.nextLong()));
    }
    ScheduleCounters counters = run(transport, drawn);
    if (transport == Transport.CLEAR) {
      assertThat(counters.results())
          .containsOnlyKeys("DIRECT", "RECOVERED", "NOT_PROCESSED", "READ_ONLY", "UNKNOWN");
    }
  }

  @ParameterizedTest
  @EnumSource
  void call_whenTheHttpClientWouldRetry_keepsTheRules(Transport transport) throws Exception {
    Random random = new Random(20260102);
    List<Drawn> drawn = new ArrayList<>();
    for (InjectedFault fault : RETRIED_FAULTS) {
      for (ScheduleCase each : RETRIED_CASES) {
        drawn.add(new Drawn(each, List.of(fault), false, random.nextLong()));
        drawn.add(
            new Drawn(each, List.of(InjectedFault.RESPONSE_LOST, fault), false, random.nextLong()));
      }
    }
    run(transport, drawn);
  }

  @ParameterizedTest
  @EnumSource
  void call_whenAnInterceptorResends_keepsTheRules(Transport transport) throws Exception {
    Random random = new Random(20260103);
    List<Drawn> drawn = new ArrayList<>();
    for (InjectedFault fault :
        List.of(
            InjectedFault.RESET_BEFORE_PROCESSING,
            InjectedFault.RESPONSE_LOST,
            InjectedFault.HTTP_408,
            InjectedFault.HTTP_502_BEFORE,
            InjectedFault.HTTP_502_AFTER)) {
      for (ScheduleCase each : RETRIED_CASES) {
        drawn.add(new Drawn(each, List.of(fault), true, random.nextLong()));
        drawn.add(new Drawn(each, List.of(fault, fault), true, random.nextLong()));
      }
    }
    run(transport, drawn);
  }

  private static ScheduleCounters run(Transport transport, List<Drawn> drawn) throws Exception {
    ScheduleCounters counters = new ScheduleCounters();
    ExecutorService threads = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    try {
      List<Future<ScheduleCounters>> parts =
          drawn.stream().map(each -> threads.submit(() -> run(transport, each))).toList();
      for (Future<ScheduleCounters> part : parts) {
        counters.add(part.get());
      }
    } finally {
      threads.shutdownNow();
    }
    System.out.println("Schedules on sockets: " + counters);
    assertThat(counters.violations()).as(counters.samples()).isEmpty();
    return counters;
  }

  /** At most three faults, the first most often at the first exchange. */
  private static List<InjectedFault> randomFaults(Random random) {
    List<InjectedFault> faults = new ArrayList<>();
    int faultsLeft = EXTENT.faults();
    for (int i = 0; i < ScheduleExtent.MAX_EXCHANGES; i++) {
      boolean fault = faultsLeft > 0 && random.nextInt(10) < (i == 0 ? 9 : 4);
      faults.add(
          fault
              ? InjectedFault.ALL.get(1 + random.nextInt(InjectedFault.ALL.size() - 1))
              : InjectedFault.NONE);
      faultsLeft -= fault ? 1 : 0;
    }
    return faults;
  }

  private static ScheduleCounters run(Transport transport, Drawn drawn) {
    ScheduleCounters counters = new ScheduleCounters();
    ScheduleChecks checks = new ScheduleChecks(counters);
    Random random = new Random(drawn.seed());
    ScheduleCase scheduleCase = drawn.scheduleCase().with(quick(drawn.scheduleCase().policy()));
    FakeServer server = new FakeServer(scheduleCase, EXTENT, new ScheduleExplorer(random));
    boolean async = random.nextBoolean();
    AtomicInteger credentialsCalls = new AtomicInteger();
    try (SocketNetwork network =
        new SocketNetwork(transport, server, drawn.faults(), drawn.resending())) {
      CredentialsProvider rotating =
          () ->
              FakeNetwork.CREDENTIALS.get(
                  credentialsCalls.getAndIncrement() % FakeNetwork.CREDENTIALS.size());
      CompletedCall call =
          call(network, scheduleCase, async, true, () -> credentialsCalls.set(0), rotating);
      network.whileQuiet(server::drain);
      checks.check(call, server, credentialsCalls.get());
      counters.visited(1, 1, call.exchanges().size(), call.describeResult());
      if (scheduleCase.isIdempotentCommand()) {
        network.stopFaults();
        server.decideSuccess();
        server.respondToDuplicatesWith(random.nextInt(FakeServer.DUPLICATE_KINDS));
        CredentialsProvider first = FakeNetwork.firstCredentials();
        Decision before = accepted(server, scheduleCase);
        CompletedCall again =
            call(
                network,
                scheduleCase.with(quick(ScheduleCase.POLICY)),
                async,
                false,
                () -> {},
                first);
        checks.checkRepeat(call, again, false, before, server);
        counters.repeated();
      }
    }
    return counters;
  }

  private static @Nullable Decision accepted(FakeServer server, ScheduleCase scheduleCase) {
    return server.accepted(FakeNetwork.firstCredentials().authId(), scheduleCase.requestId());
  }

  private static RetryPolicy quick(RetryPolicy policy) {
    return RetryPolicy.builder()
        .maxAttempts(policy.maxAttempts())
        .queryStatus(policy.queryStatus())
        .resend(policy.resend())
        .unknownRequestCodes(policy.unknownRequestCodes())
        .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
        .build();
  }

  private static CompletedCall call(
      SocketNetwork network,
      ScheduleCase scheduleCase,
      boolean async,
      boolean warmUp,
      Runnable warmedUp,
      CredentialsProvider credentials) {
    OkHttpClient http = network.httpClient();
    try (FreedomCardClient client =
        FreedomCardClient.builder()
            .baseUrl(network.baseUrl())
            .credentials(credentials)
            .retryPolicy(scheduleCase.policy())
            .timeout(EXTENT.timeout())
            .attemptTimeout(EXTENT.attemptTimeout())
            .httpClient(http)
            .build()) {
      if (warmUp) {
        var unused =
            client.execute(
                CardOperations.GET_BALANCE, BalanceRequest.builder().cardId("1").build());
        network.warmedUp();
        warmedUp.run();
      }
      long began = System.nanoTime();
      Object result = result(client, scheduleCase.operation(), scheduleCase.request(), async);
      return new CompletedCall(
          scheduleCase, EXTENT, async, began, System.nanoTime(), result, network.exchanges());
    } finally {
      http.dispatcher().executorService().shutdown();
      http.connectionPool().evictAll();
    }
  }

  private static <Q, R> Object result(
      FreedomCardClient client, Operation<Q, R> operation, Object request, boolean async) {
    Q typed = operation.requestType().cast(request);
    try {
      return async
          ? client.async().execute(operation, typed).join()
          : client.execute(operation, typed);
    } catch (CompletionException e) {
      return e.getCause() == null ? e : e.getCause();
    } catch (FreedomCardException e) {
      return e;
    }
  }
}
