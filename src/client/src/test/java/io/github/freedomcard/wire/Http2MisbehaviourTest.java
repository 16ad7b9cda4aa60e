package io.github.freedomcard.wire;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.testing.Http2Peer;
import io.github.freedomcard.wire.PeerMisbehaviour.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@link PeerMisbehaviour} against every {@link WireCall}, blocking and asynchronous: what
 * arrived, what took effect, what the client said, and when. The runs share no state and mostly
 * wait, so they run side by side, before the tests that look at them.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Http2MisbehaviourTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration ATTEMPT_TIMEOUT = Duration.ofMillis(600);

  /** How far a call may outlive its time-out. */
  private static final long OVERSHOOT_MILLIS = 500;

  /** When a call counts as hanging; far above any delay of a busy machine. */
  private static final Duration HANG = Duration.ofSeconds(10);

  private static final int SIDE_BY_SIDE = 24;

  /** By the name of the misbehaviour. */
  private final Map<String, List<Run>> runs = new LinkedHashMap<>();

  /**
   * The input of a run.
   *
   * @param processes whether the peer processes the requests at which it misbehaves
   * @param always whether the peer misbehaves at every request, or only at the first
   */
  private record Scenario(
      PeerMisbehaviour misbehaviour,
      boolean processes,
      boolean always,
      WireCall call,
      boolean async) {

    /** More than the window that a peer grants before its SETTINGS arrive. */
    int padding() {
      return misbehaviour.kind() == Kind.NO_REQUEST ? 100_000 : 0;
    }

    String peer() {
      return misbehaviour.name()
          + (misbehaviour.kind() != Kind.NO_RESPONSE
              ? ""
              : processes ? ", processed" : ", not processed")
          + (always ? ", always" : ", once");
    }
  }

  /**
   * The result of a run.
   *
   * @param said the resolution of a success, or class and outcome of an exception
   * @param overshootMillis the time beyond the time-out; negative if the call ended earlier
   * @param released whether the connections and threads ended after the client was closed
   */
  private record Run(
      Scenario scenario,
      long attempts,
      long queries,
      long effects,
      Object result,
      String said,
      long overshootMillis,
      boolean released) {

    /** Whether the call, or a correct response to it, came too late. */
    boolean isLate() {
      return overshootMillis > OVERSHOOT_MILLIS
          || (scenario.misbehaviour.kind() == Kind.CORRECT_RESPONSE
              && !(result instanceof ApiResponse<?>));
    }

    List<String> violations() {
      List<String> broken = new ArrayList<>();
      boolean command = scenario.call.isCommand();
      require(broken, !command || effects <= 1, "took effect more than once");
      require(broken, overshootMillis <= OVERSHOOT_MILLIS, "outlived its time-out");
      require(broken, released, "left a connection or a thread after close");
      if (result instanceof ApiResponse<?>) {
        require(broken, !command || effects == 1, "a success without its effect");
      } else if (result instanceof FreedomCardException e) {
        boolean correct = scenario.misbehaviour.kind() == Kind.CORRECT_RESPONSE;
        require(broken, !correct, "no success, though the response is correct");
        require(
            broken, (e.outcome() == Outcome.READ_ONLY) == !command, "outcome of another effect");
        require(
            broken,
            e.outcome() != Outcome.NOT_PROCESSED || effects == 0,
            "NOT_PROCESSED, but it took effect");
      } else {
        broken.add("neither a response nor an exception of the client");
      }
      return broken.stream().map(rule -> rule + ": " + this).toList();
    }

    private static void require(List<String> broken, boolean kept, String rule) {
      if (!kept) {
        broken.add(rule);
      }
    }

    @Override
    public String toString() {
      return "%s, %s, %s: %d attempts, %d queries, %d effects, %s, %d ms past the time-out"
          .formatted(
              scenario.peer(),
              scenario.call,
              scenario.async ? "async" : "blocking",
              attempts,
              queries,
              effects,
              said,
              overshootMillis);
    }
  }

  @BeforeAll
  void runAll() throws IOException, InterruptedException, ExecutionException {
    // The first handshakes of a JVM are too slow for the time-outs.
    scenarios().limit(16).forEach(Http2MisbehaviourTest::run);
    // Mixed, so that those that wait and those that compute share the processors evenly.
    List<Scenario> all = scenarios().toList();
    List<Scenario> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(20260104));
    ExecutorService executor = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    try {
      List<Future<Run>> pending =
          shuffled.stream().map(each -> executor.submit(() -> run(each))).toList();
      Map<Scenario, Run> results = new HashMap<>();
      for (Future<Run> each : pending) {
        results.put(each.get().scenario, each.get());
      }
      for (Scenario each : all) {
        runs.computeIfAbsent(each.misbehaviour.name(), key -> new ArrayList<>())
            .add(requireNonNull(results.get(each)));
      }
    } finally {
      executor.shutdownNow();
    }
    // A late call is run once more by itself: a busy machine delays it once, a defect always.
    for (List<Run> each : runs.values()) {
      each.replaceAll(run -> run.isLate() && !run.said.equals("hang") ? run(run.scenario) : run);
    }
    Files.writeString(Path.of("target", "failures-table.md"), table());
  }

  @ParameterizedTest
  @MethodSource("misbehaviours")
  void call_whenThePeerMisbehaves_keepsTheRules(String misbehaviour) {
    assertThat(runs.get(misbehaviour))
        .isNotEmpty()
        .allSatisfy(run -> assertThat(run.violations()).isEmpty());
  }

  static Stream<String> misbehaviours() {
    return PeerMisbehaviour.all().stream().map(PeerMisbehaviour::name);
  }

  private static Stream<Scenario> scenarios() {
    return PeerMisbehaviour.all().stream()
        .flatMap(
            misbehaviour ->
                misbehaviour.kind().processes().stream()
                    .flatMap(
                        processes ->
                            Stream.of(false, true)
                                .flatMap(always -> calls(misbehaviour, processes, always))));
  }

  private static Stream<Scenario> calls(
      PeerMisbehaviour misbehaviour, boolean processes, boolean always) {
    return WireCall.ALL.stream()
        .flatMap(
            call ->
                Stream.of(false, true)
                    .map(async -> new Scenario(misbehaviour, processes, always, call, async)));
  }

  private static Run run(Scenario scenario) {
    OkHttpClient http = Http2Peer.client().build();
    MisbehavingPeer script =
        new MisbehavingPeer(
            scenario.misbehaviour, scenario.processes, scenario.always, scenario.call.success());
    try (Http2Peer peer = Http2Peer.start(script)) {
      FreedomCardClient client =
          FreedomCardClient.builder()
              .baseUrl(peer.baseUrl())
              .credentials("id", "key")
              .timeout(TIMEOUT)
              .attemptTimeout(ATTEMPT_TIMEOUT)
              .retryPolicy(
                  RetryPolicy.builder().backoff(Duration.ofMillis(1), Duration.ofMillis(5)).build())
              .httpClient(http)
              .build();
      long began = System.nanoTime();
      Object result = result(scenario, client);
      long elapsed = System.nanoTime() - began;
      client.close();
      boolean released = isReleased(http);
      long queries = peer.requests().stream().filter(Http2Peer::isStatusQuery).count();
      return new Run(
          scenario,
          peer.requests().size() - queries,
          queries,
          peer.effects().size(),
          result,
          describe(result),
          Duration.ofNanos(elapsed).minus(TIMEOUT).toMillis(),
          released);
    }
  }

  /** What the call returned or threw; an exception of another type if it does not end. */
  private static Object result(Scenario scenario, FreedomCardClient client) {
    CompletableFuture<Object> result = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> result.complete(scenario.call.call(client, scenario.async, scenario.padding())),
            "caller");
    caller.setDaemon(true);
    caller.start();
    try {
      return result.get(HANG.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    }
  }

  private static String describe(Object result) {
    if (result instanceof ApiResponse<?> response) {
      return "success, " + response.resolution();
    }
    if (result instanceof FreedomCardException e) {
      return e.outcome() + ", " + e.getClass().getSimpleName().replace("Exception", "");
    }
    return result instanceof TimeoutException ? "hang" : String.valueOf(result);
  }

  /** Whether the threads and connections of an HTTP client end once it is not used any more. */
  private static boolean isReleased(OkHttpClient http) {
    http.dispatcher().executorService().shutdown();
    long deadline = System.nanoTime() + HANG.toNanos();
    while (System.nanoTime() < deadline) {
      http.connectionPool().evictAll();
      if (http.connectionPool().connectionCount() == 0
          && http.dispatcher().executorService().isTerminated()) {
        return true;
      }
      LockSupport.parkNanos(1_000_000);
    }
    return false;
  }

  /** One row for each behaviour of the peer, as Markdown. */
  private String table() {
    StringBuilder table = new StringBuilder("| the peer |");
    StringBuilder line = new StringBuilder("|---|");
    for (WireCall call : WireCall.ALL) {
      table.append(' ').append(call).append(" |");
      line.append("---|");
    }
    table.append(" longest time past the time-out |\n").append(line).append("---|\n");
    Map<String, List<Run>> rows =
        runs.values().stream()
            .flatMap(List::stream)
            .collect(groupingBy(run -> run.scenario.peer(), LinkedHashMap::new, toList()));
    rows.forEach(
        (peer, row) -> {
          table.append("| ").append(peer).append(" |");
          for (WireCall call : WireCall.ALL) {
            table.append(' ').append(cell(row, call)).append(" |");
          }
          table.append(' ').append(overshoot(row)).append(" |\n");
        });
    return table
        .append("\nEach cell: attempts that arrived + status queries that arrived → effects: ")
        .append("what the client said; blocking and asynchronous if they differ.\n")
        .toString();
  }

  private static String cell(List<Run> row, WireCall call) {
    return row.stream()
        .filter(run -> run.scenario.call.equals(call))
        .map(run -> "%d + %d → %d: %s".formatted(run.attempts, run.queries, run.effects, run.said))
        .distinct()
        .collect(joining("; "));
  }

  private static String overshoot(List<Run> row) {
    long longest = row.stream().mapToLong(Run::overshootMillis).max().orElseThrow();
    return longest <= 0 ? "-" : longest + " ms";
  }
}
