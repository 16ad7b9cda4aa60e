package io.github.freedomcard.soak;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.Wire;
import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.sandbox.Faults;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import io.github.freedomcard.soak.Command.Result;
import io.github.freedomcard.soak.OutcomeChecks.Executed;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * Sends many commands, injects a fault into a tenth of them, and compares the client's results with
 * the sandbox's ledger:
 *
 * <ul>
 *   <li>no command takes effect twice;
 *   <li>a command that succeeded took effect, one that is {@code NOT_PROCESSED} did not;
 *   <li>each idempotent command, retried by another client, gives the result of the first call and
 *       still takes effect at most once;
 *   <li>threads, connections and heap do not grow.
 * </ul>
 *
 * <p>{@code mvn -q test-compile exec:java@soak -pl src/acceptance -am} sends 100,000 commands;
 * {@code -Dsoak.commands=10000} sets another number, {@code -Dsoak.seed=7} another sequence, and
 * {@code -Dsoak.wire=TLS_HTTP_2} another {@link Wire}.
 */
public final class Soak {

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofMillis(500);
  private static final int MAX_ASYNC_CALLS = 64;
  private static final int PENDING_PER_THREAD = 3;
  private static final int FAULT_PERCENT = 10;

  /** How many bytes of heap may be added between the second round and the last. */
  private static final long MAX_HEAP_GROWTH = 4L << 20;

  private final Load load;
  private final PrintStream out;
  private final Counters counters = new Counters();
  private final OutcomeChecks checks = new OutcomeChecks(counters);
  private final List<Footprint> footprints = new ArrayList<>();
  private final ConnectionPool pool = new ConnectionPool(MAX_ASYNC_CALLS * 2, 5, TimeUnit.MINUTES);

  /** The number of commands and threads, the seed of the random sequence, and the wire. */
  record Load(int commands, int threads, int perRound, long seed, Wire wire) {}

  /** The resources that the client holds between two rounds. */
  private record Footprint(int threads, int allThreads, int pooled, int afterEviction, long heap) {}

  private Soak(Load load, PrintStream out) {
    this.load = load;
    this.out = out;
  }

  /** Runs the soak; exits with 1 if it finds a violation. */
  public static void main(String[] args) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.log.io.github.freedomcard", "error");
    // The JDK keeps 20,480 TLS sessions, so that the heap would grow for longer than the soak runs.
    System.setProperty("javax.net.ssl.sessionCacheSize", "100");
    int commands = Integer.getInteger("soak.commands", 100_000);
    Load load =
        new Load(
            commands,
            64,
            Math.min(commands, 10_000),
            Long.getLong("soak.seed", 1),
            Wire.valueOf(System.getProperty("soak.wire", Wire.HTTP_1_1.name())));
    if (run(load, System.out).violationCount() > 0) {
      System.exit(1);
    }
  }

  static Counters run(Load load, PrintStream out) throws Exception {
    Soak soak = new Soak(load, out);
    soak.run();
    return soak.counters;
  }

  private void run() throws Exception {
    long start = System.nanoTime();
    out.printf(
        "%,d commands over %d threads, %d %% of them with a fault, seed %d, %s%n",
        load.commands(), load.threads(), FAULT_PERCENT, load.seed(), load.wire());
    SandboxOptions options =
        load.wire().sandbox().deposit(new BigDecimal("1000000000000")).journalEntries(10).build();
    ExecutorService workers = Executors.newFixedThreadPool(load.threads());
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(MAX_ASYNC_CALLS);
    dispatcher.setMaxRequestsPerHost(MAX_ASYNC_CALLS);
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start(options)) {
      OkHttpClient http =
          load.wire().http(sandbox).connectionPool(pool).dispatcher(dispatcher).build();
      rounds(sandbox, http, workers);
    } finally {
      workers.shutdown();
      dispatcher.executorService().shutdown();
    }
    checkGrowth();
    report(Duration.ofNanos(System.nanoTime() - start));
  }

  private void rounds(FreedomCardSandbox sandbox, OkHttpClient http, ExecutorService workers)
      throws Exception {
    try (FreedomCardClient client = client(sandbox, http, ResendPolicy.DOCUMENTED_ONLY);
        FreedomCardClient resending = client(sandbox, http, ResendPolicy.ALWAYS)) {
      int rounds = (load.commands() + load.perRound() - 1) / load.perRound();
      for (int round = 0; round < rounds; round++) {
        int commands = Math.min(load.perRound(), load.commands() - round * load.perRound());
        round(round, commands, sandbox, round % 2 == 0 ? client : resending, workers);
      }
    }
  }

  private static FreedomCardClient client(
      FreedomCardSandbox sandbox, OkHttpClient http, ResendPolicy resend) {
    return sandbox
        .newClientBuilder()
        .httpClient(http)
        .timeout(ATTEMPT_TIMEOUT.multipliedBy(6))
        .attemptTimeout(ATTEMPT_TIMEOUT)
        .retryPolicy(
            RetryPolicy.builder()
                .backoff(Duration.ofMillis(1), Duration.ofMillis(5))
                .resend(resend)
                // The sandbox's code: without it, no command would be resent.
                .unknownRequestCodes(Set.of("request_not_found"))
                .build())
        .build();
  }

  private void round(
      int round,
      int commands,
      FreedomCardSandbox sandbox,
      FreedomCardClient client,
      ExecutorService workers)
      throws Exception {
    long start = System.nanoTime();
    Faults faults = sandbox.faults();
    Workload workload;
    OkHttpClient faultFreeHttp = load.wire().http(sandbox).build();
    try (FreedomCardClient faultFree =
        sandbox.newClientBuilder().httpClient(faultFreeHttp).build()) {
      workload = new Workload(sandbox, faultFree, load.threads(), commands / 8 + 100);
    } finally {
      faultFreeHttp.connectionPool().evictAll();
    }

    FaultInjector injector = new FaultInjector(faults, ATTEMPT_TIMEOUT);
    injector.configureRound(round);
    List<Executed> executed = Collections.synchronizedList(new ArrayList<>());
    inParallel(
        workers,
        thread -> {
          Random random = new Random(load.seed() * 1_000_003 + round * 1_009L + thread);
          int share = share(commands, thread);
          executed.addAll(work(share, thread, random, workload, injector, faults, client));
        });
    int pooled = pool.connectionCount();
    faults.triggered().forEach(triggered -> counters.count("fault " + kind(triggered.fault())));
    faults.clear();
    awaitIdle(sandbox);
    int afterEviction = pool.connectionCount();
    Map<String, Integer> effects = effects(sandbox);
    executed.forEach(each -> checks.checkFirstCall(each, effects));

    OkHttpClient separateHttp =
        load.wire()
            .http(sandbox)
            .connectionPool(new ConnectionPool(load.threads(), 1, TimeUnit.MINUTES))
            .build();
    try (FreedomCardClient otherClient =
        sandbox.newClientBuilder().httpClient(separateHttp).build()) {
      List<List<Executed>> shares = new ArrayList<>();
      for (int thread = 0; thread < load.threads(); thread++) {
        int from = Math.min(executed.size(), executed.size() / load.threads() * thread);
        boolean last = thread == load.threads() - 1;
        shares.add(
            List.copyOf(
                executed.subList(
                    from, last ? executed.size() : from + executed.size() / load.threads())));
      }
      List<Executed> retried = Collections.synchronizedList(new ArrayList<>());
      inParallel(
          workers,
          thread -> {
            for (Executed each : shares.get(thread)) {
              if (each.command().isIdempotent()) {
                Result result = each.command().call(otherClient);
                checks.checkRetry(each, result, effects.getOrDefault(each.command().key(), 0));
                retried.add(new Executed(each.command(), result));
              }
            }
          });
      Map<String, Integer> effectsAfter = effects(sandbox);
      retried.forEach(each -> checks.checkEffectsAfterRetry(each, effects, effectsAfter));
      effectsAfter.forEach(checks::checkAtMostOneEffect);
    } finally {
      separateHttp.connectionPool().evictAll();
    }
    awaitIdle(sandbox);
    sandbox.reset();
    Footprint footprint = footprint(pooled, afterEviction);
    footprints.add(footprint);
    out.printf(
        "round %2d: %,d commands, %d s, client threads %d (of %d), connections %d,"
            + " after eviction %d, heap %.1f MB%n",
        round + 1,
        commands,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
        footprint.threads(),
        footprint.allThreads(),
        footprint.pooled(),
        footprint.afterEviction(),
        footprint.heap() / (double) (1 << 20));
  }

  private int share(int commands, int thread) {
    return commands / load.threads() + (thread < commands % load.threads() ? 1 : 0);
  }

  private interface Task {
    void run(int thread);
  }

  private void inParallel(ExecutorService workers, Task task)
      throws InterruptedException, ExecutionException {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < load.threads(); i++) {
      int thread = i;
      running.add(workers.submit(() -> task.run(thread)));
    }
    for (Future<?> each : running) {
      each.get();
    }
  }

  /** Executes one thread's commands of a round; a third of them asynchronously, several at once. */
  private static List<Executed> work(
      int commands,
      int thread,
      Random random,
      Workload workload,
      FaultInjector injector,
      Faults faults,
      FreedomCardClient client) {
    record Pending(Command<?, ?> command, CompletableFuture<Result> result) {
      Executed await() {
        return new Executed(command, result.join());
      }
    }
    List<Executed> executed = new ArrayList<>(commands);
    Deque<Pending> pending = new ArrayDeque<>();
    for (int i = 0; i < commands; i++) {
      Command<?, ?> command = workload.command(thread, random);
      if (random.nextInt(100) < FAULT_PERCENT) {
        injector.inject(command.operation(), random);
      }
      boolean refuseConnections = random.nextInt(5_000) == 0;
      if (refuseConnections) {
        faults.refuseConnections();
      }
      if (random.nextInt(3) == 0) {
        pending.add(new Pending(command, command.callAsync(client)));
        if (pending.size() >= PENDING_PER_THREAD) {
          executed.add(pending.remove().await());
        }
      } else {
        executed.add(new Executed(command, command.call(client)));
      }
      if (refuseConnections) {
        faults.acceptConnections();
      }
    }
    pending.forEach(each -> executed.add(each.await()));
    return executed;
  }

  /** Waits until no request can still take effect: no connection is left. */
  private void awaitIdle(FreedomCardSandbox sandbox) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (sandbox.openConnections() > 0) {
      pool.evictAll();
      if (System.nanoTime() > deadline) {
        counters.violation("connection growth", sandbox.openConnections() + " still open");
        return;
      }
      Thread.onSpinWait();
    }
  }

  private static Map<String, Integer> effects(FreedomCardSandbox sandbox) {
    Map<String, Integer> effects = new HashMap<>();
    sandbox.ledger().entries().forEach(entry -> effects.merge(Command.key(entry), 1, Integer::sum));
    return effects;
  }

  /** Returns the fault without its parameters. */
  private static String kind(Object fault) {
    return fault.toString().replaceAll("\\.retryAfter\\(.*?\\)", "").replaceAll("PT.*\\)", "…)");
  }

  private static Footprint footprint(int pooled, int afterEviction) {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    int threads = 0;
    int allThreads = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      allThreads++;
      if (thread.getName().startsWith("OkHttp") || thread.getName().startsWith("freedom-card")) {
        threads++;
      }
    }
    return new Footprint(
        threads, allThreads, pooled, afterEviction, runtime.totalMemory() - runtime.freeMemory());
  }

  private void checkGrowth() {
    for (Footprint footprint : footprints) {
      // The dispatcher's threads, a few of OkHttp's own, and the timers. OkHttp 5 connects on
      // threads of its own, at most one for each call; over HTTP/2 they then read.
      int connecting = MAX_ASYNC_CALLS + load.threads();
      if (footprint.threads() > MAX_ASYNC_CALLS + 8 + connecting) {
        counters.violation("thread growth", footprint.toString());
      }
      if (footprint.pooled() > MAX_ASYNC_CALLS + load.threads() || footprint.afterEviction() > 0) {
        counters.violation("connection growth", footprint.toString());
      }
    }
    // The first round loads classes and fills caches, so it does not count.
    if (footprints.size() > 2) {
      long growth = footprints.get(footprints.size() - 1).heap() - footprints.get(1).heap();
      if (growth > MAX_HEAP_GROWTH) {
        counters.violation("memory growth", growth + " bytes");
      }
    }
  }

  private void report(Duration time) {
    out.printf("%ncommands: %,d in %d s%n", counters.get("command"), time.toSeconds());
    print("faults", "fault ");
    print("responses", "response ");
    print("failures", "failure ");
    print("retried", "retry ");
    out.printf("double effects: %d%n", counters.get("violation: double effect"));
    out.printf("wrong outcomes: %d%n", counters.get("violation: outcome"));
    out.printf("growth of threads: %d%n", counters.get("violation: thread growth"));
    out.printf("growth of connections: %d%n", counters.get("violation: connection growth"));
    out.printf("growth of memory: %d%n", counters.get("violation: memory growth"));
    counters.violations().forEach(out::println);
  }

  private void print(String title, String prefix) {
    Map<String, Integer> counts = counters.withPrefix(prefix);
    out.printf("%s: %,d%n", title, counts.values().stream().mapToInt(Integer::intValue).sum());
    counts.forEach((what, count) -> out.printf("  %-48s %,8d%n", what, count));
  }
}
