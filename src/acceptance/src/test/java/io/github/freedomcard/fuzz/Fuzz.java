package io.github.freedomcard.fuzz;

import java.io.PrintStream;
import java.util.List;

/**
 * Feeds malformed responses to the client and malformed signatures to the verifier.
 *
 * <p>Arguments: the number of responses (a fifth as many signatures follow), the seed, and
 * optionally the first index; {@code 1 SEED INDEX} repeats one call.
 */
public final class Fuzz {

  static final int WARM_UP = 1_000;

  /**
   * The maximum CPU time of one call. The maximum measured is 30 ms, before compilation; a regular
   * expression that backtracks takes seconds.
   */
  private static final long MAX_NANOS = 250_000_000;

  private Fuzz() {}

  /** Runs the fuzz; exits with 1 if it finds a violation. */
  public static void main(String[] args) {
    System.setProperty("org.slf4j.simpleLogger.log.io.github.freedomcard", "error");
    long count = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    long first = args.length > 2 ? Long.parseLong(args[2]) : 0;
    PrintStream out = System.out;
    out.printf(
        "%,d responses from index %,d, seed %d, heap of at most %,d MiB%n",
        count, first, seed, Runtime.getRuntime().maxMemory() >> 20);
    // Warm up: loading a class allocates more than parsing a response.
    responses(0, WARM_UP, seed + 1, new FuzzReport());
    signatures(0, WARM_UP, seed + 1, new FuzzReport());
    long start = System.nanoTime();
    FuzzReport responses = new FuzzReport();
    responses(first, count, seed, responses);
    out.printf("Responses, %d s%n%s", seconds(start), responses.text());
    long signaturesStart = System.nanoTime();
    FuzzReport signatures = new FuzzReport();
    signatures(first, Math.max(1, count / 5), seed, signatures);
    out.printf("Signatures, %d s%n%s", seconds(signaturesStart), signatures.text());
    boolean failed = !responses.violations().isEmpty() || !signatures.violations().isEmpty();
    failed |= fails("a response took too long", responses.maxNanos() > MAX_NANOS);
    if (count > 10_000) {
      long scalingStart = System.nanoTime();
      List<ScalingCheck.Scaling> scalings = new ScalingCheck(1 << 19, 2).measure();
      out.printf("Scaling, %d s%n%s", seconds(scalingStart), ScalingCheck.report(scalings));
      for (ScalingCheck.Scaling each : scalings) {
        failed |= fails("time grows too fast: " + each, each.takesTooLong());
        failed |= fails("memory grows too fast: " + each, each.allocatesTooMuch());
      }
    }
    if (failed) {
      System.exit(1);
    }
  }

  private static boolean fails(String rule, boolean failed) {
    if (failed) {
      System.out.println("  VIOLATION " + rule);
    }
    return failed;
  }

  static void responses(long first, long count, long seed, FuzzReport report) {
    try (ResponseFuzz fuzz = new ResponseFuzz(seed, report)) {
      for (long i = first; i < first + count; i++) {
        fuzz.run(i);
      }
    }
    checkAverage(report);
  }

  static void signatures(long first, long count, long seed, FuzzReport report) {
    SignatureFuzz fuzz = new SignatureFuzz(seed, report);
    for (long i = first; i < first + count; i++) {
      fuzz.run(i);
    }
    checkAverage(report);
  }

  private static void checkAverage(FuzzReport report) {
    long average = report.averageAllocation();
    if (average > AllocationBudget.AVERAGE) {
      report.violation(average + " bytes allocated on average for accepted input", "all calls");
    }
  }

  private static long seconds(long start) {
    return (System.nanoTime() - start) / 1_000_000_000;
  }
}
