package io.github.freedomcard.jmh;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.github.freedomcard.FreedomCardClient;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Response;

/**
 * Makes many calls at a time with a response delay of 20 ms: rounds of this client and of the
 * baseline alternate in one JVM.
 */
final class Concurrency {

  static final String RATE = "rate";
  static final String P50 = "p50";
  static final String P99 = "p99";
  private static final int DELAY_MILLIS = 20;
  private static final int WARM_UP_ROUNDS = 6;

  private final Kind kind;
  private final int callers;
  private final int rounds;
  private final Duration round;
  private final ResponseServer.Running server;
  private final Map<String, Object> results = new LinkedHashMap<>();

  /** Who waits for the responses. */
  enum Kind {
    PLATFORM,
    VIRTUAL,
    ASYNC
  }

  /**
   * One setting.
   *
   * @param kind who waits
   * @param callers how many at a time
   * @param wire how the calls travel
   */
  record Setting(Kind kind, int callers, Wire wire) {

    static final List<Setting> ALL =
        Stream.of(Kind.values())
            .flatMap(
                kind ->
                    Stream.of(
                        new Setting(kind, 16, Wire.TLS),
                        new Setting(kind, 256, Wire.TLS),
                        new Setting(kind, 16, Wire.H2),
                        new Setting(kind, 256, Wire.H2)))
            .filter(setting -> setting.wire == Wire.TLS || setting.kind == Kind.PLATFORM)
            .toList();

    String file() {
      return "concurrency-" + kind + "-" + callers + "-" + wire;
    }

    String label() {
      String who =
          switch (kind) {
            case PLATFORM -> " threads";
            case VIRTUAL -> " virtual threads";
            case ASYNC -> " async calls";
          };
      return callers + who + (wire == Wire.H2 ? ", HTTP/2" : "");
    }
  }

  private Concurrency(Setting setting, int rounds, Duration round) throws Exception {
    this.kind = setting.kind;
    this.callers = setting.callers;
    this.rounds = rounds;
    this.round = round;
    this.server = ResponseServer.start(setting.wire);
  }

  /** Arguments: the kind, the callers, the wire, the rounds, milliseconds per round, the file. */
  public static void main(String[] args) throws Exception {
    Setting setting =
        new Setting(Kind.valueOf(args[0]), Integer.parseInt(args[1]), Wire.valueOf(args[2]));
    Concurrency concurrency =
        new Concurrency(
            setting, Integer.parseInt(args[3]), Duration.ofMillis(Long.parseLong(args[4])));
    // OkHttp's threads would keep the JVM alive for a minute.
    int exit = 1;
    try (concurrency.server) {
      concurrency.warmUp();
      concurrency.run();
      Files.writeString(
          Path.of(args[5]), new ObjectMapper().writeValueAsString(concurrency.results));
      exit = 0;
    } catch (Exception e) {
      e.printStackTrace();
    } finally {
      System.exit(exit);
    }
  }

  /** Makes the server's handshakes fast, before hundreds of connections open at once. */
  private void warmUp() throws IOException {
    ConnectionPool pool = new ConnectionPool();
    Baseline baseline =
        new Baseline(server.wire().http(1).connectionPool(pool), server.baseUrl(), Caller.KEY);
    for (int i = 0; i < 100; i++) {
      baseline.call();
      pool.evictAll();
    }
  }

  private void run() throws Exception {
    FreedomCardClient client =
        Caller.FreedomCard.builder(server.baseUrl())
            .httpClient(server.wire().http(callers).build())
            .build();
    Baseline baseline = new Baseline(server.wire().http(callers), server.baseUrl(), Caller.KEY);
    if (kind == Kind.ASYNC) {
      alternate(
          new AsyncRound(
              () ->
                  client
                      .async()
                      .createTransaction(Caller.FreedomCard.request())
                      .thenApply(state -> state)),
          new AsyncRound(() -> enqueue(baseline)));
      return;
    }
    ExecutorService threads = threads();
    Callable<Object> ours = () -> client.createTransaction(Caller.FreedomCard.request());
    alternate(new BlockingRound(threads, ours), new BlockingRound(threads, baseline::call));
    if (kind == Kind.VIRTUAL) {
      results.put("pinned", pinned(new BlockingRound(threads, ours)));
    }
  }

  private ExecutorService threads() throws ReflectiveOperationException {
    if (kind == Kind.PLATFORM) {
      return Executors.newFixedThreadPool(callers);
    }
    // By reflection, because the benchmarks are compiled for JDK 17.
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private static CompletableFuture<Object> enqueue(Baseline baseline) {
    CompletableFuture<Object> result = new CompletableFuture<>();
    try {
      baseline
          .newCall()
          .enqueue(
              new Callback() {
                @Override
                public void onResponse(Call call, Response response) {
                  try {
                    result.complete(baseline.read(response));
                  } catch (IOException e) {
                    result.completeExceptionally(e);
                  }
                }

                @Override
                public void onFailure(Call call, IOException e) {
                  result.completeExceptionally(e);
                }
              });
    } catch (IOException e) {
      result.completeExceptionally(e);
    }
    return result;
  }

  private void alternate(Callable<Latencies> ours, Callable<Latencies> baseline) throws Exception {
    Map<String, List<Double>> oursMeasured = new LinkedHashMap<>();
    Map<String, List<Double>> baselineMeasured = new LinkedHashMap<>();
    int connections = 0;
    // Without a delay, so that enough calls warm up the JVM.
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      baseline.call();
      ours.call();
    }
    server.delay(DELAY_MILLIS);
    for (int i = 0; i < rounds; i++) {
      measure(baseline, baselineMeasured);
      server.connections();
      measure(ours, oursMeasured);
      connections = Math.max(connections, server.connections());
    }
    results.put(Caller.OURS, oursMeasured);
    results.put(Caller.BASELINE, baselineMeasured);
    results.put("connections", connections);
  }

  private static void measure(Callable<Latencies> calls, Map<String, List<Double>> into)
      throws Exception {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long allocated = allocated();
    long started = System.nanoTime();
    Latencies latencies = calls.call();
    double seconds = (System.nanoTime() - started) / 1e9;
    long[] sorted = latencies.sorted();
    Map<String, Double> measured = new LinkedHashMap<>();
    measured.put(RATE, sorted.length / seconds);
    measured.put(ResultFiles.CPU, (system.getProcessCpuTime() - cpu) / 1e3 / sorted.length);
    measured.put(ResultFiles.ALLOCATED, (double) (allocated() - allocated) / sorted.length);
    measured.put(P50, sorted[sorted.length / 2] / 1e3);
    measured.put(P99, sorted[sorted.length * 99 / 100] / 1e3);
    measured.forEach(
        (name, value) -> into.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
  }

  /** Bytes allocated by the threads that exist; virtual threads count with their carriers. */
  private static long allocated() {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
        .filter(bytes -> bytes > 0)
        .sum();
  }

  /** The nanoseconds that calls took, for one caller at a time. */
  private static final class Latencies {

    private long[] nanos = new long[1024];
    private int count;

    void add(long taken) {
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = taken;
    }

    static Latencies of(List<Latencies> callers) {
      Latencies all = new Latencies();
      callers.forEach(caller -> Arrays.stream(caller.nanos, 0, caller.count).forEach(all::add));
      return all;
    }

    long[] sorted() {
      return Arrays.stream(nanos, 0, count).sorted().toArray();
    }
  }

  /** A round of threads that call in a loop. */
  private final class BlockingRound implements Callable<Latencies> {

    private final ExecutorService threads;
    private final Callable<?> call;

    BlockingRound(ExecutorService threads, Callable<?> call) {
      this.threads = threads;
      this.call = call;
    }

    @Override
    public Latencies call() throws Exception {
      long end = System.nanoTime() + round.toNanos();
      List<Future<Latencies>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        running.add(threads.submit(() -> until(end)));
      }
      List<Latencies> latencies = new ArrayList<>();
      for (Future<Latencies> caller : running) {
        latencies.add(caller.get());
      }
      return Latencies.of(latencies);
    }

    private Latencies until(long end) throws Exception {
      Latencies latencies = new Latencies();
      for (long now = System.nanoTime(); now < end; ) {
        call.call();
        long ended = System.nanoTime();
        latencies.add(ended - now);
        now = ended;
      }
      return latencies;
    }
  }

  /** A round of asynchronous calls, each of which starts the next when it ends. */
  private final class AsyncRound implements Callable<Latencies> {

    private final Supplier<CompletableFuture<Object>> call;

    AsyncRound(Supplier<CompletableFuture<Object>> call) {
      this.call = call;
    }

    @Override
    public Latencies call() throws Exception {
      long end = System.nanoTime() + round.toNanos();
      List<CompletableFuture<Latencies>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        CompletableFuture<Latencies> caller = new CompletableFuture<>();
        running.add(caller);
        next(end, new Latencies(), caller);
      }
      List<Latencies> latencies = new ArrayList<>();
      for (CompletableFuture<Latencies> caller : running) {
        latencies.add(caller.get());
      }
      return Latencies.of(latencies);
    }

    private void next(long end, Latencies latencies, CompletableFuture<Latencies> caller) {
      long started = System.nanoTime();
      if (started >= end) {
        caller.complete(latencies);
        return;
      }
      var unused =
          call.get()
              .whenComplete(
                  (response, failure) -> {
                    if (failure != null) {
                      caller.completeExceptionally(failure);
                      return;
                    }
                    latencies.add(System.nanoTime() - started);
                    next(end, latencies, caller);
                  });
    }
  }

  /** Counts the pinned virtual threads of a round by stack trace. */
  private static Map<String, Integer> pinned(Callable<Latencies> round) throws Exception {
    Path file = Files.createTempFile("pinned", ".jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
      recording.start();
      round.call();
      recording.stop();
      recording.dump(file);
    }
    Map<String, Integer> pinned = new LinkedHashMap<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      pinned.merge(String.valueOf(event.getStackTrace()), 1, Integer::sum);
    }
    Files.delete(file);
    return pinned;
  }
}
