package io.github.freedomcard.cost;

import static io.github.freedomcard.sandbox.SandboxAssertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import io.github.freedomcard.testing.Requests;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints what the sandbox costs a test suite, once the JVM is warm: a restart, and a test with a
 * client of its own, as {@code @FreedomCardTest} runs it.
 */
public final class SandboxCost {

  private static final int WARM_UP = 1_000;
  private static final int RUNS = 500;

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private SandboxCost() {}

  public static void main(String[] args) {
    System.out.println("JDK " + Runtime.version() + ", medians of " + RUNS + " runs");
    SandboxOptions clearText = SandboxOptions.defaults();
    measure("restart", () -> FreedomCardSandbox.start(clearText).close());
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start()) {
      measure("reset", sandbox::reset);
      measure("test: new client, card, charge, ledger, reset", () -> test(sandbox));
      try (FreedomCardClient client = sandbox.newClient()) {
        String cardId = sandbox.arrange().activeCard().balance("9000000.00", "KZT").add();
        measure("charge", () -> client.createTransaction(Requests.charge(cardId, "10.50")));
      }
    }
  }

  private static void test(FreedomCardSandbox sandbox) {
    try (FreedomCardClient client = sandbox.newClient()) {
      String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
      client.createTransaction(Requests.charge(cardId, "10.50"));
      assertThat(sandbox.ledger()).card(cardId).chargedOnce("10.50", "KZT").nothingElse();
    }
    sandbox.reset();
  }

  private static void measure(String what, Runnable run) {
    for (int i = 0; i < WARM_UP; i++) {
      run.run();
    }
    long[] nanos = new long[RUNS];
    long cpu = SYSTEM.getProcessCpuTime();
    for (int i = 0; i < RUNS; i++) {
      long started = System.nanoTime();
      run.run();
      nanos[i] = System.nanoTime() - started;
    }
    cpu = SYSTEM.getProcessCpuTime() - cpu;
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%s: %.2f ms, 90th percentile %.2f ms, CPU time %.2f ms%n",
        what,
        nanos[RUNS / 2] / 1e6,
        nanos[RUNS * 9 / 10] / 1e6,
        cpu / 1e6 / RUNS);
  }
}
