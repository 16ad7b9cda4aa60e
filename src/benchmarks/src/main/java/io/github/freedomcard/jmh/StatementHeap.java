package io.github.freedomcard.jmh;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.card.Statement;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.operation.CardOperations;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Finds the least heap, in MB, with which a JVM reads a statement of 100,000 operations by a call,
 * and with which it only holds the records.
 */
final class StatementHeap {

  static final String CALL = "by a call";
  static final String RECORDS = "records alone";

  private StatementHeap() {}

  static Map<String, Double> measure(Path jdk) throws IOException, InterruptedException {
    Map<String, Double> heaps = new LinkedHashMap<>();
    try (ResponseServer.Running server = ResponseServer.start(Wire.CLEAR)) {
      for (String held : List.of(RECORDS, CALL)) {
        int tooSmall = 16;
        int enough = 144;
        while (enough - tooSmall > 1) {
          int middle = (tooSmall + enough) / 2;
          if (succeeds(jdk, middle, held, server.baseUrl())) {
            enough = middle;
          } else {
            tooSmall = middle;
          }
        }
        heaps.put(held, (double) enough);
      }
    }
    return heaps;
  }

  private static boolean succeeds(Path jdk, int megabytes, String held, String baseUrl)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                jdk.resolve("bin/java").toString(),
                "-Xmx" + megabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                StatementHeap.class.getName(),
                held,
                baseUrl)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    // With too small a heap, a JVM may collect garbage for minutes before it gives up.
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return false;
    }
    return process.exitValue() == 0;
  }

  /** Arguments: what to hold, the base URL. */
  public static void main(String[] args) throws Exception {
    FreedomCardClient client = Caller.FreedomCard.builder(args[1]).build();
    // A small statement first, so that both variants have loaded the same classes.
    StatementRequest small = StatementRequest.builder().cardId("card-0123456789").build();
    Statement held = client.getStatement(small);
    if (args[0].equals(CALL)) {
      held =
          Caller.FreedomCard.builder(args[1])
              .path(CardOperations.GET_STATEMENT, SampleMessages.LARGE_STATEMENT)
              .build()
              .getStatement(small);
    } else {
      held =
          Baseline.mapper()
              .readerFor(Statement.class)
              .readValue(URI.create(args[1] + SampleMessages.LARGE_STATEMENT).toURL());
    }
    if (held.operations().size() != SampleMessages.LARGE) {
      throw new IllegalStateException("not the whole statement");
    }
    Runtime.getRuntime().halt(0);
  }
}
