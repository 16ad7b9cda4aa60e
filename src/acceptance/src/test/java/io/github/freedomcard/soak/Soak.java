package io.github.freedomcard.soak;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.sandbox.Faults;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import io.github.freedomcard.soak.Command.Result;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * Makes very many commands while a tenth of them meets a fault, and compares what the client says
 * with what the sandbox's ledger says:
 *
 * <ul>
 *   <li>no command has a second effect;
 *   <li>one that succeeded has had its effect, one that is {@code NOT_PROCESSED} has not;
 *   <li>each keyed one, made again by another client, gives what the first came to, and still has
 *       one effect at most;
 *   <li>threads, connections and heap do not grow.
 * </ul>
 *
 * <p>{@code mvn -q test-compile exec:java -Dexample=io.github.freedomcard.soak.Soak} makes 100,000;
 * {@code -Dsoak.commands=10000} sets another number, {@code -Dsoak.seed=7} another course.
 */
public final class Soak {

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofMillis(500);
  private static final int ASYNC_CALLS = 64;
  private static final int AT_ONCE_PER_THREAD = 3;
  private static final int STRUCK_PERCENT = 10;

  /** How much more heap may be in use at the end than after the second round. */
  private static final long HEAP_LEEWAY = 4L << 20;

  private final Plan plan;
  private final PrintStream out;
  private final Counters tally = new Counters();
  private final List<Gauge> gauges = new ArrayList<>();
  private final ConnectionPool pool = new ConnectionPool(ASYNC_CALLS * 2, 5, TimeUnit.MINUTES);

  /** How much, by how many, and in which course. */
  record Plan(int commands, int threads, int perRound, long seed) {}

  /** A command and what came of it. */
  private record Made(Command<?, ?> command, Result result) {}

  /** What the client holds when all is quiet. */
  private record Gauge(int threads, int all, int pooled, int left, long heap) {}

  private Soak(Plan plan, PrintStream out) {
    this.plan = plan;
    this.out = out;
  }

  /** Runs the soak; ends with 1 if anything was wrong. */
  public static void main(String[] args) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.log.io.github.freedomcard", "error");
    int commands = Integer.getInteger("soak.commands", 100_000);
    Plan plan = new Plan(commands, 64, Math.min(commands, 10_000), Long.getLong("soak.seed", 1));
    if (run(plan, System.out).violated() > 0) {
      System.exit(1);
    }
  }

  static Counters run(Plan plan, PrintStream out) throws Exception {
    Soak soak = new Soak(plan, out);
    soak.run();
    return soak.tally;
  }

  private void run() throws Exception {
    long start = System.nanoTime();
    out.printf(
        "%,d commands over %d threads, %d %% of them struck, seed %d%n",
        plan.commands(), plan.threads(), STRUCK_PERCENT, plan.seed());
    SandboxOptions options =
        SandboxOptions.builder()
            .deposit(new BigDecimal("1000000000000"))
            .journalEntries(10)
            .build();
    ExecutorService workers = Executors.newFixedThreadPool(plan.threads());
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(ASYNC_CALLS);
    dispatcher.setMaxRequestsPerHost(ASYNC_CALLS);
    OkHttpClient http =
        new OkHttpClient.Builder().connectionPool(pool).dispatcher(dispatcher).build();
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start(options);
        FreedomCardClient client = client(sandbox, http, ResendPolicy.DOCUMENTED_ONLY);
        FreedomCardClient bold = client(sandbox, http, ResendPolicy.ALWAYS)) {
      int rounds = (plan.commands() + plan.perRound() - 1) / plan.perRound();
      for (int round = 0; round < rounds; round++) {
        int commands = Math.min(plan.perRound(), plan.commands() - round * plan.perRound());
        round(round, commands, sandbox, round % 2 == 0 ? client : bold, workers);
      }
    } finally {
      workers.shutdown();
      dispatcher.executorService().shutdown();
    }
    checkGrowth();
    report(Duration.ofNanos(System.nanoTime() - start));
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
    Workload world;
    try (FreedomCardClient plain = sandbox.newClient()) {
      world = new Workload(sandbox, plain, plan.threads(), commands / 8 + 100);
    }

    FaultInjector chaos = new FaultInjector(faults, ATTEMPT_TIMEOUT);
    chaos.settle(round);
    List<Made> made = Collections.synchronizedList(new ArrayList<>());
    inParallel(
        workers,
        thread -> {
          Random random = new Random(plan.seed() * 1_000_003 + round * 1_009L + thread);
          int share = share(commands, thread);
          made.addAll(work(share, thread, random, world, chaos, faults, client));
        });
    int pooled = pool.connectionCount();
    faults.triggered().forEach(happened -> tally.count("fault " + kind(happened.fault())));
    faults.clear();
    awaitQuiet(sandbox);
    int left = pool.connectionCount();
    Map<String, Integer> effects = effects(sandbox);
    made.forEach(each -> checkFirst(each, effects));

    OkHttpClient fresh =
        new OkHttpClient.Builder()
            .connectionPool(new ConnectionPool(plan.threads(), 1, TimeUnit.MINUTES))
            .build();
    try (FreedomCardClient other = sandbox.newClientBuilder().httpClient(fresh).build()) {
      List<List<Made>> shares = new ArrayList<>();
      for (int thread = 0; thread < plan.threads(); thread++) {
        int from = Math.min(made.size(), made.size() / plan.threads() * thread);
        boolean last = thread == plan.threads() - 1;
        shares.add(
            List.copyOf(
                made.subList(from, last ? made.size() : from + made.size() / plan.threads())));
      }
      List<Made> again = Collections.synchronizedList(new ArrayList<>());
      inParallel(
          workers,
          thread -> {
            for (Made each : shares.get(thread)) {
              if (each.command().isKeyed()) {
                Result result = each.command().call(other);
                checkAgain(each, result, effects.getOrDefault(each.command().key(), 0));
                again.add(new Made(each.command(), result));
              }
            }
          });
      Map<String, Integer> effectsNow = effects(sandbox);
      again.forEach(each -> checkEffectsAgain(each, effects, effectsNow));
      effectsNow.forEach(this::checkOnlyOne);
    } finally {
      fresh.connectionPool().evictAll();
    }
    awaitQuiet(sandbox);
    sandbox.reset();
    Gauge gauge = gauge(pooled, left);
    gauges.add(gauge);
    out.printf(
        "round %2d: %,d commands, %d s, client threads %d (all %d), connections %d,"
            + " after eviction %d, heap %.1f MB%n",
        round + 1,
        commands,
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
        gauge.threads(),
        gauge.all(),
        gauge.pooled(),
        gauge.left(),
        gauge.heap() / (double) (1 << 20));
  }

  private int share(int commands, int thread) {
    return commands / plan.threads() + (thread < commands % plan.threads() ? 1 : 0);
  }

  private interface Task {
    void run(int thread);
  }

  private void inParallel(ExecutorService workers, Task task)
      throws InterruptedException, ExecutionException {
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < plan.threads(); i++) {
      int thread = i;
      running.add(workers.submit(() -> task.run(thread)));
    }
    for (Future<?> each : running) {
      each.get();
    }
  }

  /** What one thread does in a round: a third of it asynchronously, several calls at once. */
  private static List<Made> work(
      int commands,
      int thread,
      Random random,
      Workload world,
      FaultInjector chaos,
      Faults faults,
      FreedomCardClient client) {
    record Flying(Command<?, ?> command, CompletableFuture<Result> result) {
      Made land() {
        return new Made(command, result.join());
      }
    }
    List<Made> made = new ArrayList<>(commands);
    Deque<Flying> flying = new ArrayDeque<>();
    for (int i = 0; i < commands; i++) {
      Command<?, ?> command = world.command(thread, random);
      if (random.nextInt(100) < STRUCK_PERCENT) {
        chaos.strike(command.operation(), random);
      }
      boolean refuse = random.nextInt(5_000) == 0;
      if (refuse) {
        faults.refuseConnections();
      }
      if (random.nextInt(3) == 0) {
        flying.add(new Flying(command, command.callAsync(client)));
        if (flying.size() >= AT_ONCE_PER_THREAD) {
          made.add(flying.remove().land());
        }
      } else {
        made.add(new Made(command, command.call(client)));
      }
      if (refuse) {
        faults.acceptConnections();
      }
    }
    flying.forEach(each -> made.add(each.land()));
    return made;
  }

  /** Waits until nothing that was sent can still have an effect: no connection is left. */
  private void awaitQuiet(FreedomCardSandbox sandbox) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (sandbox.openConnections() > 0) {
      pool.evictAll();
      if (System.nanoTime() > deadline) {
        tally.violate("connection growth", sandbox.openConnections() + " not let go");
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

  private void checkFirst(Made made, Map<String, Integer> allEffects) {
    Result result = made.result();
    int effects = allEffects.getOrDefault(made.command().key(), 0);
    tally.count("command");
    if (result.answer() != null) {
      Resolution resolution = result.answer().resolution();
      if (!(result.answer().body() instanceof RequestState state) || state.isSuccess()) {
        tally.count("answer " + resolution);
        expect(effects == 1, made, "succeeded", effects);
      } else {
        // An answer whose request_status is of no dictionary counts as in process.
        tally.count("answer " + resolution + ", in process");
        expect(state.isInProcess() && effects <= 1, made, state.toString(), effects);
      }
      return;
    }
    if (result.failure() instanceof FreedomCardException failure) {
      tally.count("failure " + failure.outcome() + " " + failure.getClass().getSimpleName());
      boolean right =
          switch (failure.outcome()) {
            case NOT_PROCESSED -> effects == 0;
            case UNKNOWN -> effects <= 1;
            case READ_ONLY -> false;
          };
      expect(right, made, failure.toString(), effects);
      return;
    }
    tally.count("failure " + result.failure());
    expect(false, made, String.valueOf(result.failure()), effects);
  }

  /** The same request, made again when nothing goes wrong: what the first came to, or the first. */
  private void checkAgain(Made first, Result again, int effectsBefore) {
    if (again.answer() != null && again.answer().body() instanceof RequestState state) {
      tally.count("again " + again.answer().resolution());
      Resolution due = effectsBefore == 1 ? Resolution.DEDUPLICATED : Resolution.DIRECT;
      expect(
          state.isSuccess() && again.answer().resolution() == due,
          first,
          "again: " + again.answer() + " " + state,
          effectsBefore);
      if (first.result().answer() != null
          && first.result().answer().body() instanceof RequestState told) {
        expect(isSame(told, state), first, "again: other ids: " + state, effectsBefore);
      }
      return;
    }
    if (again.failure() instanceof ApiErrorException failure) {
      RequestState told = failure.reportedState();
      tally.count("again " + failure.outcome() + ", told " + status(told));
      // A duplicate of a command that makes nothing can't be told from another error, but what is
      // told of it is what it came to.
      boolean right =
          effectsBefore == 1
              ? failure.outcome() == Outcome.UNKNOWN && told != null && told.isSuccess()
              : failure.outcome() == Outcome.NOT_PROCESSED;
      expect(right, first, "again: " + failure + ", told " + told, effectsBefore);
      return;
    }
    expect(false, first, "again: " + again.failure(), effectsBefore);
  }

  private void checkEffectsAgain(
      Made again, Map<String, Integer> before, Map<String, Integer> after) {
    String key = again.command().key();
    int effectsBefore = before.getOrDefault(key, 0);
    int effectsNow = after.getOrDefault(key, 0);
    boolean done = effectsBefore == 1 || again.result().answer() != null;
    expect(
        effectsNow == (done ? 1 : 0),
        again,
        "again: " + effectsBefore + " effects before",
        effectsNow);
  }

  private void checkOnlyOne(String key, int effects) {
    if (effects > 1) {
      tally.violate("double effect", key + " took effect " + effects + " times");
    }
  }

  private void expect(boolean right, Made made, String what, int effects) {
    if (!right) {
      tally.violate("outcome", made.command() + ", " + effects + " effects: " + what);
    }
  }

  private static boolean isSame(RequestState first, RequestState again) {
    return isSame(first.transactionId(), again.transactionId())
        && isSame(first.clientId(), again.clientId())
        && (first.cards().isEmpty()
            || first.cards().get(0).cardId() == null
            || isSame(first.cards().get(0).cardId(), again.cards().get(0).cardId()));
  }

  private static boolean isSame(@Nullable String first, @Nullable String again) {
    return first == null || first.equals(again);
  }

  private static String status(@Nullable RequestState told) {
    return told == null ? "nothing" : String.valueOf(told.requestStatus());
  }

  /** The fault without what was set of it. */
  private static String kind(Object fault) {
    return fault.toString().replaceAll("\\.retryAfter\\(.*?\\)", "").replaceAll("PT.*\\)", "…)");
  }

  private static Gauge gauge(int pooled, int left) {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    int threads = 0;
    int all = 0;
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      all++;
      if (thread.getName().startsWith("OkHttp") || thread.getName().startsWith("freedom-card")) {
        threads++;
      }
    }
    return new Gauge(threads, all, pooled, left, runtime.totalMemory() - runtime.freeMemory());
  }

  private void checkGrowth() {
    for (Gauge gauge : gauges) {
      // The dispatcher's, and a few of OkHttp's own and the timers'.
      if (gauge.threads() > ASYNC_CALLS + 8) {
        tally.violate("thread growth", gauge.toString());
      }
      if (gauge.pooled() > ASYNC_CALLS + plan.threads() || gauge.left() > 0) {
        tally.violate("connection growth", gauge.toString());
      }
    }
    // The first round loads classes and fills caches.
    if (gauges.size() > 2) {
      long grown = gauges.get(gauges.size() - 1).heap() - gauges.get(1).heap();
      if (grown > HEAP_LEEWAY) {
        tally.violate("memory growth", grown + " bytes");
      }
    }
  }

  private void report(Duration time) {
    out.printf("%ncommands: %,d in %d s%n", tally.of("command"), time.toSeconds());
    print("faults", "fault ");
    print("answers", "answer ");
    print("failures", "failure ");
    print("made again", "again ");
    out.printf("double effects: %d%n", tally.of("wrong: double effect"));
    out.printf("wrong outcomes: %d%n", tally.of("wrong: outcome"));
    out.printf("growth of threads: %d%n", tally.of("wrong: thread growth"));
    out.printf("growth of connections: %d%n", tally.of("wrong: connection growth"));
    out.printf("growth of memory: %d%n", tally.of("wrong: memory growth"));
    tally.violations().forEach(out::println);
  }

  private void print(String title, String prefix) {
    Map<String, Integer> counts = tally.beginning(prefix);
    out.printf("%s: %,d%n", title, counts.values().stream().mapToInt(Integer::intValue).sum());
    counts.forEach((what, count) -> out.printf("  %-48s %,8d%n", what, count));
  }
}
