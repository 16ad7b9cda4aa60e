package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.internal.transport.FakeServer.Ruling;
import io.github.freedomcard.internal.transport.ScheduleRunner.Made;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A sample of the schedules of {@link ScheduleTest} on real sockets, on connections that are kept
 * alive, with the HTTP client that a user would have: what it does on its own must not show.
 */
@Tag("slow")
class ScheduleSocketTest {

  private static final int SAMPLE = 120;

  private static final ScheduleExtent EXTENT =
      new ScheduleExtent(
          3,
          FakeServer.DUPLICATE_KINDS,
          FakeServer.UNKNOWN_KINDS,
          FakeServer.LAGS,
          false,
          false,
          false,
          Duration.ofMinutes(1),
          Duration.ofMillis(250),
          true);

  /** On these an HTTP client that is left to itself sends again. */
  private static final List<InjectedFault> INVITATIONS =
      List.of(
          InjectedFault.RESET_BEFORE_PROCESSING,
          InjectedFault.ANSWER_LOST,
          InjectedFault.HTTP_303,
          InjectedFault.HTTP_408,
          InjectedFault.HTTP_503_RETRY_AFTER);

  private static final List<ScheduleCase> INVITED =
      List.of(
          ScheduleCase.REFUND,
          ScheduleCase.BLOCK_CARD,
          ScheduleCase.SET_PIN,
          ScheduleCase.CARD_INFO);

  private final ScheduleTally tally = new ScheduleTally();
  private final ScheduleChecks checks = new ScheduleChecks(tally);

  @Test
  void call_underSampledSchedulesOnSockets_keepsTheRules() {
    Random random = new Random(20260101);
    for (int i = 0; i < SAMPLE; i++) {
      ScheduleCase schedules = ScheduleCase.ALL.get(random.nextInt(ScheduleCase.ALL.size()));
      run(schedules, someFaults(random), false, random);
    }
    report();
    assertThat(tally.results())
        .containsOnlyKeys("DIRECT", "RECOVERED", "NOT_PROCESSED", "READ_ONLY", "UNKNOWN");
  }

  @Test
  void call_whenTheHttpClientIsInvitedToSendAgain_keepsTheRules() {
    Random random = new Random(20260102);
    for (InjectedFault invitation : INVITATIONS) {
      for (ScheduleCase each : INVITED) {
        run(each, List.of(invitation), false, random);
        run(each, List.of(InjectedFault.ANSWER_LOST, invitation), false, random);
      }
    }
    report();
  }

  @Test
  void call_whenAnInterceptorSendsAgain_keepsTheRules() {
    Random random = new Random(20260103);
    for (InjectedFault fault :
        List.of(
            InjectedFault.RESET_BEFORE_PROCESSING,
            InjectedFault.ANSWER_LOST,
            InjectedFault.HTTP_408,
            InjectedFault.HTTP_502_BEFORE,
            InjectedFault.HTTP_502_AFTER)) {
      for (ScheduleCase each : INVITED) {
        run(each, List.of(fault), true, random);
        run(each, List.of(fault, fault), true, random);
      }
    }
    report();
  }

  private void report() {
    System.out.println("Schedules on sockets: " + tally);
    assertThat(tally.violations()).as(tally.samples()).isEmpty();
  }

  /** At most three, the first of them most often at once. */
  private static List<InjectedFault> someFaults(Random random) {
    List<InjectedFault> faults = new ArrayList<>();
    int left = EXTENT.faults();
    for (int i = 0; i < ScheduleExtent.MAX_EXCHANGES; i++) {
      boolean fault = left > 0 && random.nextInt(10) < (i == 0 ? 9 : 4);
      faults.add(
          fault
              ? InjectedFault.of(1 + random.nextInt(InjectedFault.count() - 1))
              : InjectedFault.NONE);
      left -= fault ? 1 : 0;
    }
    return faults;
  }

  private void run(ScheduleCase drawn, List<InjectedFault> faults, boolean pushy, Random random) {
    ScheduleCase schedules = drawn.with(quick(drawn.policy()));
    FakeServer server = new FakeServer(schedules, EXTENT, new ScheduleExplorer(random));
    boolean async = random.nextBoolean();
    AtomicInteger asks = new AtomicInteger();
    try (SocketWorld world = new SocketWorld(server, faults, pushy)) {
      CredentialsProvider rotating =
          () -> FakeWorld.NAMES.get(asks.getAndIncrement() % FakeWorld.NAMES.size());
      Made made = call(world, schedules, async, true, () -> asks.set(0), rotating);
      world.whileQuiet(server::quiet);
      checks.check(made, server, asks.get());
      tally.visited(1, 1, made.exchanges().size(), made.resultInWords());
      if (schedules.isKeyed()) {
        world.calm();
        server.ruleSuccess();
        server.tellDuplicates(random.nextInt(FakeServer.DUPLICATE_KINDS));
        CredentialsProvider first = FakeWorld.firstCredentials();
        Ruling before = taken(server, schedules);
        Made again =
            call(
                world,
                schedules.with(quick(RetryPolicy.standard())),
                async,
                false,
                () -> {},
                first);
        checks.checkRepeat(made, again, before, server);
        tally.repeated();
      }
    }
  }

  private static @Nullable Ruling taken(FakeServer server, ScheduleCase schedules) {
    return server.taken(FakeWorld.firstCredentials().authId(), schedules.requestId());
  }

  private static RetryPolicy quick(RetryPolicy policy) {
    return RetryPolicy.builder()
        .maxAttempts(policy.maxAttempts())
        .queryStatus(policy.queryStatus())
        .resend(policy.resend())
        .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
        .build();
  }

  private static Made call(
      SocketWorld world,
      ScheduleCase schedules,
      boolean async,
      boolean warmUp,
      Runnable warmedUp,
      CredentialsProvider credentials) {
    OkHttpClient http = world.httpClient();
    try (FreedomCardClient client =
        FreedomCardClient.builder()
            .baseUrl(world.baseUrl())
            .credentials(credentials)
            .retryPolicy(schedules.policy())
            .timeout(EXTENT.timeout())
            .attemptTimeout(EXTENT.attemptTimeout())
            .httpClient(http)
            .build()) {
      if (warmUp) {
        var unused =
            client.execute(
                CardOperations.GET_BALANCE, BalanceRequest.builder().cardId("1").build());
        world.warmedUp();
        warmedUp.run();
      }
      long began = System.nanoTime();
      Object result = result(client, schedules.operation(), schedules.request(), async);
      return new Made(
          schedules, EXTENT, async, began, System.nanoTime(), result, world.exchanges());
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
