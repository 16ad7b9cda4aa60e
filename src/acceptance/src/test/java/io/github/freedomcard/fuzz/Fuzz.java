package io.github.freedomcard.fuzz;

import java.io.PrintStream;
import java.util.List;

/**
 * Throws spoilt answers at the client and spoilt signatures at the verifier.
 *
 * <p>Arguments: how many answers (a fifth as many signatures follow), the seed, and optionally the
 * number to begin at, so that one call can be made again: {@code 1 SEED NUMBER}.
 */
public final class Fuzz {

  static final int WARM_UP = 1_000;

  /**
   * The time on the CPU that one call may take, its answer being short or not read. Measured were
   * 30 ms, before the code was compiled; a pattern that backtracks takes seconds.
   */
  private static final long MOST_NANOS = 250_000_000;

  private Fuzz() {}

  /** Runs; ends with 1 if anything was wrong. */
  public static void main(String[] args) {
    System.setProperty("org.slf4j.simpleLogger.log.io.github.freedomcard", "error");
    long count = args.length > 0 ? Long.parseLong(args[0]) : 1_000_000;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    long first = args.length > 2 ? Long.parseLong(args[2]) : 0;
    PrintStream out = System.out;
    out.printf(
        "%,d answers from number %,d, seed %d, heap of at most %,d MiB%n",
        count, first, seed, Runtime.getRuntime().maxMemory() >> 20);
    // Loading a class costs more memory than reading an answer.
    answers(0, WARM_UP, seed + 1, new Violations());
    signatures(0, WARM_UP, seed + 1, new Violations());
    long start = System.nanoTime();
    Violations answers = new Violations();
    answers(first, count, seed, answers);
    out.printf("Answers, %d s%n%s", seconds(start), answers.report());
    long signaturesStart = System.nanoTime();
    Violations signatures = new Violations();
    signatures(first, Math.max(1, count / 5), seed, signatures);
    out.printf("Signatures, %d s%n%s", seconds(signaturesStart), signatures.report());
    boolean wrong = !answers.violations().isEmpty() || !signatures.violations().isEmpty();
    wrong |= fails("an answer took too long", answers.mostNanos() > MOST_NANOS);
    if (count > 10_000) {
      long growthStart = System.nanoTime();
      List<ScalingCheck.Growing> growth = new ScalingCheck(1 << 19, 2).measure();
      out.printf("Growth, %d s%n%s", seconds(growthStart), ScalingCheck.report(growth));
      for (ScalingCheck.Growing each : growth) {
        wrong |= fails("grows too much in time: " + each, each.takesTooLong());
        wrong |= fails("grows too much in memory: " + each, each.allocatesTooMuch());
      }
    }
    if (wrong) {
      System.exit(1);
    }
  }

  private static boolean fails(String what, boolean failed) {
    if (failed) {
      System.out.println("  VIOLATION " + what);
    }
    return failed;
  }

  static void answers(long first, long count, long seed, Violations findings) {
    try (ResponseFuzz fuzz = new ResponseFuzz(seed, findings)) {
      for (long i = first; i < first + count; i++) {
        fuzz.run(i);
      }
    }
    checkAverage(findings);
  }

  static void signatures(long first, long count, long seed, Violations findings) {
    SignatureFuzz fuzz = new SignatureFuzz(seed, findings);
    for (long i = first; i < first + count; i++) {
      fuzz.run(i);
    }
    checkAverage(findings);
  }

  private static void checkAverage(Violations findings) {
    long average = findings.allocatedOnAverage();
    if (average > AllocationBudget.ON_AVERAGE) {
      findings.violation(
          average + " bytes allocated on average for what could be read", "all together");
    }
  }

  private static long seconds(long start) {
    return (System.nanoTime() - start) / 1_000_000_000;
  }
}
