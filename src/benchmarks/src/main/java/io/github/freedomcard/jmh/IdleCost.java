package io.github.freedomcard.jmh;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.RequestOptions;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import okhttp3.OkHttpClient;

/** Measures what clients cost that have made one call each and now do nothing. */
final class IdleCost {

  /** What is held. */
  enum Variant {
    ONE_CLIENT("one client", 1),
    ONE_BASELINE("one OkHttp client", 1),
    MANY_CLIENTS("1,000 clients", 1_000),
    MANY_VIEWS("one client, 1,000 accounts by withOptions", 1_000),
    MANY_BASELINES("1,000 OkHttp clients", 1_000);

    final String label;
    final int count;

    Variant(String label, int count) {
      this.label = label;
      this.count = count;
    }
  }

  private IdleCost() {}

  /** Arguments: the variant, the idle seconds, the file. */
  public static void main(String[] args) throws Exception {
    Variant variant = Variant.valueOf(args[0]);
    long idleMillis = Long.parseLong(args[1]) * 1000;
    Map<String, Object> results = new LinkedHashMap<>();
    try (ResponseServer.Running server = ResponseServer.start(Wire.TLS)) {
      // Loads the classes, so that they do not count.
      clients(variant, server.baseUrl(), 1).get(0).call();
      long before = usedHeap();
      List<Callable<?>> clients = clients(variant, server.baseUrl(), variant.count);
      for (Callable<?> client : clients) {
        client.call();
      }
      results.put("threads after the calls", ManagementFactory.getThreadMXBean().getThreadCount());
      // What ends by itself does so within 4 seconds, but the baseline's connections.
      Thread.sleep(5_000);
      results.put("heap KB each", (usedHeap() - before) / 1024.0 / variant.count);
      var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      long cpu = system.getProcessCpuTime();
      long switches = contextSwitches();
      Thread.sleep(idleMillis);
      results.put(
          "CPU ms per minute", (system.getProcessCpuTime() - cpu) / 1e6 * 60_000 / idleMillis);
      results.put("wake-ups per second", (contextSwitches() - switches) * 1000.0 / idleMillis);
      results.put("threads when idle", ManagementFactory.getThreadMXBean().getThreadCount());
      results.put("clients", clients.size());
    }
    Files.writeString(Path.of(args[2]), new ObjectMapper().writeValueAsString(results));
    System.exit(0);
  }

  private static List<Callable<?>> clients(Variant variant, String baseUrl, int count) {
    FreedomCardClient one = Caller.FreedomCard.builder(baseUrl).build();
    List<Callable<?>> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(
          switch (variant) {
            case ONE_CLIENT, MANY_CLIENTS -> calling(Caller.FreedomCard.builder(baseUrl).build());
            case MANY_VIEWS ->
                calling(
                    one.withOptions(
                        RequestOptions.builder()
                            .credentials(Credentials.of("account-" + i, Caller.KEY))
                            .build()));
            case ONE_BASELINE, MANY_BASELINES ->
                new Baseline(
                        new OkHttpClient.Builder().protocols(Wire.TLS.protocols()),
                        baseUrl,
                        Caller.KEY)
                    ::call;
          });
    }
    return clients;
  }

  private static Callable<?> calling(FreedomCardClient client) {
    return () -> client.createTransaction(Caller.FreedomCard.request());
  }

  private static long usedHeap() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** How often threads of this process went to sleep. */
  private static long contextSwitches() throws IOException {
    long sum = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        sum +=
            Files.readAllLines(thread.resolve("status")).stream()
                .filter(line -> line.startsWith("voluntary_ctxt_switches:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .sum();
      }
    }
    return sum;
  }
}
