package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.Environment;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.internal.transport.FakeNetwork.Exchanged;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Calls one operation under every schedule, blocking or asynchronous, and checks each result. */
final class ScheduleRunner {

  /** A call that is over; its result is an {@link ApiResponse} or a {@link Throwable}. */
  record CompletedCall(
      ScheduleCase scheduleCase,
      ScheduleExtent extent,
      boolean async,
      long began,
      long ended,
      Object result,
      List<Exchanged> exchanges) {

    String describeResult() {
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
      return scheduleCase
          + (async ? " async " : " sync ")
          + exchanges
          + " -> "
          + what
          + describeResult();
    }
  }

  private final ScheduleCase scheduleCase;
  private final ScheduleExtent extent;
  private final boolean async;
  private final ScheduleExplorer explorer = new ScheduleExplorer();
  private final FakeNetwork network;
  private final RequestIdHistory history = new RequestIdHistory();
  private final RequestIdHistory historyOfAnother = new RequestIdHistory();
  private final RecordedEvents events = new RecordedEvents();
  private final Transport transport;
  private final Transport another;
  private final CallSettings settings;
  private final ScheduleCounters counters = new ScheduleCounters();
  private final ScheduleChecks checks = new ScheduleChecks(counters);
  private int nextDuplicate;
  private int repeats;

  ScheduleRunner(ScheduleCase scheduleCase, ScheduleExtent extent, boolean async) {
    this.scheduleCase = scheduleCase;
    this.extent = extent;
    this.async = async;
    this.network = new FakeNetwork(scheduleCase, extent, explorer);
    this.transport = transport(network, history, events);
    this.another = transport(network, historyOfAnother, events);
    this.settings = settings(extent, scheduleCase, network::rotatingCredentials);
  }

  static Transport transport(
      FakeNetwork network, RequestIdHistory history, CallHooks.Observer observer) {
    return new Transport(
        network,
        Environment.of(URI.create("https://card.example")),
        JwsAlgorithm.HS512,
        Map.of(),
        1_000_000,
        () -> {},
        new CallHooks(observer, Runnable::run, UnaryOperator.identity()),
        network.scheduler,
        () -> 0.5,
        history);
  }

  static CallSettings settings(
      ScheduleExtent extent, ScheduleCase scheduleCase, CredentialsProvider credentials) {
    return settings(extent, scheduleCase.policy(), credentials)
        .with(RequestOptions.builder().mayHaveBeenSent(scheduleCase.resumed()).build());
  }

  static CallSettings settings(
      ScheduleExtent extent, RetryPolicy policy, CredentialsProvider credentials) {
    return new CallSettings(
        extent.timeout(), extent.attemptTimeout(), policy, credentials, Map.of(), false);
  }

  /** Runs all schedules. */
  ScheduleCounters run() {
    do {
      network.reset();
      history.clear();
      runOne();
    } while (explorer.next());
    return counters;
  }

  private void runOne() {
    CompletedCall call = call(transport, settings);
    int faults = extent.faults() - network.faultsLeft();
    drain();
    if (network.exchanges().size() != call.exchanges().size()) {
      counters.violation("d", () -> "sent after the response: " + call + " " + network.exchanges());
    }
    checks.check(call, network.server, network.credentialsCalls());
    if (scheduleCase.isIdempotentCommand()) {
      repeat(call);
    }
    count(call, faults);
  }

  /**
   * Repeats the request with the same credentials and no faults, in turn with a new client and with
   * the same one, which remembers whether the first call is unresolved.
   */
  private void repeat(CompletedCall first) {
    int kinds = network.server.hasRefusedDuplicate() ? 1 : extent.duplicates();
    int runs = extent.allRepeats() ? kinds : 1;
    for (int i = 0; i < runs; i++) {
      network.stopFaults();
      network.server.respondToDuplicatesWith(nextDuplicate++ % kinds);
      network.server.decideSuccess();
      String id = scheduleCase.requestId();
      boolean sameClient = i == 0 && repeats++ % 2 == 0;
      historyOfAnother.clear();
      FakeServer.@Nullable Decision before = network.server.accepted(credentials().authId(), id);
      CompletedCall again =
          call(
              sameClient ? transport : another,
              settings(extent, ScheduleCase.POLICY, credentials()));
      drain();
      checks.checkRepeat(first, again, sameClient, before, network.server);
      counters.repeated();
    }
  }

  private static Credentials credentials() {
    return FakeNetwork.firstCredentials();
  }

  private void drain() {
    while (network.scheduler.runNext()) {
      // A task may schedule another.
    }
    network.server.drain();
  }

  private void count(CompletedCall call, int faults) {
    List<Exchanged> exchanges = call.exchanges();
    long undecided = network.server.undecided();
    int length = exchanges.size();
    long placements =
        extent.placements(extent.faults() - faults, ScheduleExtent.MAX_EXCHANGES - length);
    long sequences = 0;
    if (exchanges.stream().limit(faults).allMatch(each -> each.fault() != InjectedFault.NONE)) {
      sequences = length == faults ? extent.sequences(extent.faults() - faults) : 1;
    }
    counters.visited(sequences * undecided, placements * undecided, length, call.describeResult());
  }

  private CompletedCall call(Transport transport, CallSettings settings) {
    long began = network.scheduler.nanos();
    events.clear();
    Object result =
        async
            ? resultOf(callAsync(transport, scheduleCase.operation(), settings))
            : callSync(transport, scheduleCase.operation(), settings);
    CompletedCall call =
        new CompletedCall(
            scheduleCase,
            extent,
            async,
            began,
            network.scheduler.nanos(),
            result,
            List.copyOf(network.exchanges()));
    if (!events.areAsExpected(call)) {
      counters.violation("event", () -> events + " of " + call);
    }
    return call;
  }

  private <Q, R> Object callSync(
      Transport transport, Operation<Q, R> operation, CallSettings settings) {
    try {
      return transport.call(
          operation, operation.requestType().cast(scheduleCase.request()), settings);
    } catch (RuntimeException e) {
      return e;
    }
  }

  private <Q, R> CompletableFuture<ApiResponse<R>> callAsync(
      Transport transport, Operation<Q, R> operation, CallSettings settings) {
    return transport.callAsync(
        operation, operation.requestType().cast(scheduleCase.request()), settings);
  }

  private Object resultOf(CompletableFuture<? extends ApiResponse<?>> future) {
    while (!future.isDone()) {
      if (!network.scheduler.runNext()) {
        return new IllegalStateException("the future is never completed");
      }
    }
    return resultNow(future);
  }

  /** What the future was completed with: the response, or the failure itself. */
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
