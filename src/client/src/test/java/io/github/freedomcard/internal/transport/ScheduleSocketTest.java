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

  private final ScheduleCounters counters = new ScheduleCounters();
  private final ScheduleChecks checks = new ScheduleChecks(counters);

  @ParameterizedTest
  @EnumSource
  void call_underSampledSchedulesOnSockets_keepsTheRules(Transport transport) {
    Random random = new Random(20260101);
    int sample = transport == Transport.CLEAR ? SAMPLE : TLS_SAMPLE;
    for (int i = 0; i < sample; i++) {
      ScheduleCase scheduleCase = ScheduleCase.ALL.get(random.nextInt(ScheduleCase.ALL.size()));
      run(transport, scheduleCase, randomFaults(random), false, random);
    }
    report();
    if (transport == Transport.CLEAR) {
      assertThat(counters.results())
          .containsOnlyKeys("DIRECT", "RECOVERED", "NOT_PROCESSED", "READ_ONLY", "UNKNOWN");
    }
  }

  @ParameterizedTest
  @EnumSource
  void call_whenTheHttpClientWouldRetry_keepsTheRules(Transport transport) {
    Random random = new Random(20260102);
    for (InjectedFault fault : RETRIED_FAULTS) {
      for (ScheduleCase each : RETRIED_CASES) {
        run(transport, each, List.of(fault), false, random);
        run(transport, each, List.of(InjectedFault.RESPONSE_LOST, fault), false, random);
      }
    }
    report();
  }

  @ParameterizedTest
  @EnumSource
  void call_whenAnInterceptorResends_keepsTheRules(Transport transport) {
    Random random = new Random(20260103);
    for (InjectedFault fault :
        List.of(
            InjectedFault.RESET_BEFORE_PROCESSING,
            InjectedFault.RESPONSE_LOST,
            InjectedFault.HTTP_408,
            InjectedFault.HTTP_502_BEFORE,
            InjectedFault.HTTP_502_AFTER)) {
      for (ScheduleCase each : RETRIED_CASES) {
        run(transport, each, List.of(fault), true, random);
        run(transport, each, List.of(fault, fault), true, random);
      }
    }
    report();
  }

  private void report() {
    System.out.println("Schedules on sockets: " + counters);
    assertThat(counters.violations()).as(counters.samples()).isEmpty();
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

  private void run(
      Transport transport,
      ScheduleCase drawn,
      List<InjectedFault> faults,
      boolean resending,
      Random random) {
    ScheduleCase scheduleCase = drawn.with(quick(drawn.policy()));
    FakeServer server = new FakeServer(scheduleCase, EXTENT, new ScheduleExplorer(random));
    boolean async = random.nextBoolean();
    AtomicInteger credentialsCalls = new AtomicInteger();
    try (SocketNetwork network = new SocketNetwork(transport, server, faults, resending)) {
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
