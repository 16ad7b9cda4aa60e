package io.github.freedomcard.jmh;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.freedomcard.FreedomCardClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/**
 * Makes 256 concurrent calls with a response delay of 20 ms: rounds of this client and of the
 * baseline alternate in one JVM.
 */
final class Concurrency {

  static final int CALLS = 256;
  private static final int DELAY_MILLIS = 20;

  private final int rounds;
  private final Duration round;
  private final ResponseServer.Running server = ResponseServer.start(DELAY_MILLIS);
  private final Map<String, Object> results = new LinkedHashMap<>();

  private Concurrency(int rounds, Duration round) throws IOException {
    this.rounds = rounds;
    this.round = round;
  }

  /** Arguments: virtual or async, number of rounds, milliseconds per round, result file. */
  public static void main(String[] args) throws Exception {
    Concurrency concurrency =
        new Concurrency(Integer.parseInt(args[1]), Duration.ofMillis(Long.parseLong(args[2])));
    try (concurrency.server) {
      if (args[0].equals("virtual")) {
        concurrency.virtual();
      } else {
        concurrency.async();
      }
    }
    Files.writeString(Path.of(args[3]), new ObjectMapper().writeValueAsString(concurrency.results));
    // OkHttp's threads would keep the JVM alive for a minute.
    System.exit(0);
  }

  private static OkHttpClient http() {
    Dispatcher dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(CALLS);
    dispatcher.setMaxRequestsPerHost(CALLS);
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .connectionPool(new ConnectionPool(CALLS, 5, TimeUnit.MINUTES))
        .build();
  }

  private FreedomCardClient client() {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials("123456", "0123456789abcdef0123456789abcdef")
        .httpClient(http())
        .build();
  }

  private void virtual() throws Exception {
    FreedomCardClient client = client();
    Baseline baseline = new Baseline(http(), server.baseUrl());
    Callable<Object> ours = () -> client.createTransaction(Caller.FreedomCard.request());
    alternate(() -> blocking(ours), () -> blocking(baseline::call));
    results.put("pinned", pinned(() -> blocking(ours)));
  }

  private void async() throws Exception {
    FreedomCardClient client = client();
    Baseline baseline = new Baseline(http(), server.baseUrl());
    alternate(
        () ->
            nonBlocking(
                () ->
                    client
                        .async()
                        .createTransaction(Caller.FreedomCard.request())
                        .thenApply(state -> state)),
        () -> nonBlocking(() -> enqueue(baseline)));
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

  private void alternate(Callable<Double> ours, Callable<Double> baseline) throws Exception {
    List<Double> oursPerSecond = new ArrayList<>();
    List<Double> baselinePerSecond = new ArrayList<>();
    int oursConnections = 0;
    int baselineConnections = 0;
    // The first two rounds of each warm up.
    for (int i = -2; i < rounds; i++) {
      server.connections();
      double baselineRate = baseline.call();
      baselineConnections = Math.max(baselineConnections, server.connections());
      double ourRate = ours.call();
      oursConnections = Math.max(oursConnections, server.connections());
      if (i >= 0) {
        baselinePerSecond.add(baselineRate);
        oursPerSecond.add(ourRate);
      }
    }
    results.put(Caller.OURS, oursPerSecond);
    results.put(Caller.BASELINE, baselinePerSecond);
    results.put("connections of " + Caller.OURS, oursConnections);
    results.put("connections of " + Caller.BASELINE, baselineConnections);
  }

  /** Calls per second of threads that call in a loop. */
  private double blocking(Callable<?> call) throws Exception {
    // By reflection, because the benchmarks are compiled for JDK 17.
    ExecutorService executor =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    LongAdder done = new LongAdder();
    long started = System.nanoTime();
    long end = started + round.toNanos();
    List<Future<?>> threads = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      threads.add(
          executor.submit(
              () -> {
                while (System.nanoTime() < end) {
                  call.call();
                  done.increment();
                }
                return null;
              }));
    }
    for (Future<?> thread : threads) {
      thread.get();
    }
    executor.shutdown();
    return done.sum() * 1e9 / (System.nanoTime() - started);
  }

  /** Calls per second of asynchronous calls, each of which starts the next when it ends. */
  private double nonBlocking(Supplier<CompletableFuture<Object>> call) throws Exception {
    LongAdder done = new LongAdder();
    CountDownLatch ended = new CountDownLatch(CALLS);
    CompletableFuture<Void> failed = new CompletableFuture<>();
    long started = System.nanoTime();
    long end = started + round.toNanos();
    for (int i = 0; i < CALLS; i++) {
      callUntil(call, end, done, ended, failed);
    }
    ended.await();
    double perSecond = done.sum() * 1e9 / (System.nanoTime() - started);
    if (failed.isCompletedExceptionally()) {
      failed.get();
    }
    return perSecond;
  }

  private static void callUntil(
      Supplier<CompletableFuture<Object>> call,
      long end,
      LongAdder done,
      CountDownLatch ended,
      CompletableFuture<Void> failed) {
    if (System.nanoTime() >= end) {
      ended.countDown();
      return;
    }
    var unused =
        call.get()
            .whenComplete(
                (response, failure) -> {
                  if (failure != null) {
                    failed.completeExceptionally(failure);
                    ended.countDown();
                    return;
                  }
                  done.increment();
                  callUntil(call, end, done, ended, failed);
                });
  }

  /** Counts the pinned virtual threads of a round by stack trace. */
  private static Map<String, Integer> pinned(Callable<Double> round) throws Exception {
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
