package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.Environment;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.internal.transport.FakeWorld.Exchanged;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Calls one operation under every schedule there is, blocking or not, and has each result checked.
 */
final class ScheduleRunner {

  /** A call that was made: the result is an {@link ApiResponse} or a {@link Throwable}. */
  record Made(
      ScheduleCase schedules,
      ScheduleExtent extent,
      boolean async,
      long began,
      long ended,
      Object result,
      List<Exchanged> exchanges) {

    String resultInWords() {
      if (result instanceof ApiResponse<?> response) {
        return response.resolution().toString();
      }
      return result instanceof FreedomCardException e
          ? e.outcome().toString()
          : result.getClass().getSimpleName();
    }

    @Override
    public String toString() {
      String what =
          result instanceof FreedomCardException e ? e.getClass().getSimpleName() + " " : "";
      return schedules
          + (async ? " async " : " sync ")
          + exchanges
          + " -> "
          + what
          + resultInWords();
    }
  }

  private final ScheduleCase schedules;
  private final ScheduleExtent extent;
  private final boolean async;
  private final ScheduleExplorer choices = new ScheduleExplorer();
  private final FakeWorld world;
  private final Transport transport;
  private final Transport another;
  private final CallSettings settings;
  private final ScheduleTally tally = new ScheduleTally();
  private final ScheduleChecks checks = new ScheduleChecks(tally);
  private int nextDuplicate;

  ScheduleRunner(ScheduleCase schedules, ScheduleExtent extent, boolean async) {
    this.schedules = schedules;
    this.extent = extent;
    this.async = async;
    this.world = new FakeWorld(schedules, extent, choices);
    this.transport = transport(world);
    this.another = transport(world);
    this.settings = settings(extent, schedules.policy(), world::rotatingCredentials);
  }

  static Transport transport(FakeWorld world) {
    return new Transport(
        world,
        Environment.of(URI.create("https://card.example")),
        JwsAlgorithm.HS512,
        Map.of(),
        1_000_000,
        () -> {},
        world.time,
        () -> 0.5);
  }

  static CallSettings settings(
      ScheduleExtent extent, RetryPolicy policy, CredentialsProvider credentials) {
    return new CallSettings(
        extent.timeout(), extent.attemptTimeout(), policy, credentials, Map.of());
  }

  /** Runs all schedules. */
  ScheduleTally run() {
    do {
      world.reset();
      runOne();
    } while (choices.next());
    return tally;
  }

  private void runOne() {
    Made made = call(transport, settings);
    int faults = extent.faults() - world.faultsLeft();
    quiet();
    if (world.exchanges().size() != made.exchanges().size()) {
      tally.violation("d", () -> "sent after the answer: " + made + " " + world.exchanges());
    }
    checks.check(made, world.server, world.asksForCredentials());
    if (schedules.isKeyed()) {
      repeat(made);
    }
    count(made, faults);
  }

  /** The same request once more, with a new client that is in the same name, and no faults. */
  private void repeat(Made first) {
    int kinds = world.server.hasToldDuplicate() ? 1 : extent.duplicates();
    int runs = extent.allRepeats() ? kinds : 1;
    for (int i = 0; i < runs; i++) {
      world.calm();
      world.server.tellDuplicates(nextDuplicate++ % kinds);
      world.server.ruleSuccess();
      String id = schedules.requestId();
      FakeServer.@Nullable Ruling before = world.server.taken(name().authId(), id);
      Made again = call(another, settings(extent, RetryPolicy.standard(), name()));
      quiet();
      checks.checkRepeat(first, again, before, world.server);
      tally.repeated();
    }
  }

  private static Credentials name() {
    return FakeWorld.firstCredentials();
  }

  private void quiet() {
    while (world.time.runNext()) {
      // What is due may add to what is due.
    }
    world.server.quiet();
  }

  private void count(Made made, int faults) {
    List<Exchanged> exchanges = made.exchanges();
    long undecided = world.server.undecided();
    int length = exchanges.size();
    long placements =
        ScheduleExtent.placements(extent.faults() - faults, ScheduleExtent.MAX_EXCHANGES - length);
    long sequences = 0;
    if (exchanges.stream().limit(faults).allMatch(each -> each.fault() != InjectedFault.NONE)) {
      sequences = length == faults ? ScheduleExtent.sequences(extent.faults() - faults) : 1;
    }
    tally.visited(sequences * undecided, placements * undecided, length, made.resultInWords());
  }

  private Made call(Transport transport, CallSettings settings) {
    long began = world.time.nanos();
    Object result =
        async
            ? resultOf(callAsync(transport, schedules.operation(), settings))
            : callSync(transport, schedules.operation(), settings);
    return new Made(
        schedules,
        extent,
        async,
        began,
        world.time.nanos(),
        result,
        List.copyOf(world.exchanges()));
  }

  private <Q, R> Object callSync(
      Transport transport, Operation<Q, R> operation, CallSettings settings) {
    try {
      return transport.call(operation, operation.requestType().cast(schedules.request()), settings);
    } catch (RuntimeException e) {
      return e;
    }
  }

  private <Q, R> CompletableFuture<ApiResponse<R>> callAsync(
      Transport transport, Operation<Q, R> operation, CallSettings settings) {
    return transport.callAsync(
        operation, operation.requestType().cast(schedules.request()), settings);
  }

  private Object resultOf(CompletableFuture<? extends ApiResponse<?>> future) {
    while (!future.isDone()) {
      if (!world.time.runNext()) {
        return new IllegalStateException("the future is never completed");
      }
    }
    return resultNow(future);
  }

  /** What the future was completed with: the answer, or the failure itself. */
  static Object resultNow(CompletableFuture<?> future) {
    Object[] result = {"null"};
    var unused =
        future.whenComplete(
            (response, failure) -> {
              if (failure != null) {
                result[0] = failure;
              } else if (response != null) {
                result[0] = response;
              }
            });
    return result[0];
  }
}
