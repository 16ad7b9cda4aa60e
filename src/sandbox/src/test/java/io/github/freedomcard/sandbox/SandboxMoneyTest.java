package io.github.freedomcard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.sandbox.ModelRunner.Mode;
import io.github.freedomcard.sandbox.ModelStep.StepKind;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Money is conserved: for any sequence of commands, all sums of the sandbox match an independent
 * reference ledger.
 */
class SandboxMoneyTest {

  private static final BigDecimal DEPOSIT = new BigDecimal("35000");

  /** Counts steps by result: a property that exercises hardly anything proves nothing. */
  private static final Map<String, Integer> COUNTS = new TreeMap<>();

  private static final String SEQUENCE = "sequence";
  private static final int SEQUENCES = 10_000;

  private static final List<String> REQUIRED_RESULTS =
      List.of(
          "ActivateCardRequest done",
          "ActivateCardRequest refused",
          "BlockCardRequest done",
          "BlockCardRequest refused",
          "UnblockCardRequest done",
          "UnblockCardRequest refused",
          "CloseCardRequest done",
          "CloseCardRequest refused",
          "CreateTransactionRequest done",
          "CreateTransactionRequest refused",
          "ClearTransactionRequest done",
          "ClearTransactionRequest refused",
          "RefundTransactionRequest done",
          "RefundTransactionRequest refused",
          "issueGiftCard done",
          "issueGiftCard -4",
          "issueGiftCard -6",
          "issueGiftCard -7",
          "confirmGiftCard done",
          "confirmGiftCard -8",
          "confirmGiftCard -10",
          "resendGiftCard done",
          "resendGiftCardCode done",
          "resendGiftCardCode -10");

  private static final Map<Mode, FreedomCardSandbox> SANDBOXES = new EnumMap<>(Mode.class);
  private static final Map<Mode, FreedomCardClient> CLIENTS = new EnumMap<>(Mode.class);

  @AfterContainer
  static void close() {
    CLIENTS.values().forEach(FreedomCardClient::close);
    SANDBOXES.values().forEach(FreedomCardSandbox::close);
    SANDBOXES.clear();
    CLIENTS.clear();
    if (COUNTS.getOrDefault(SEQUENCE, 0) >= SEQUENCES) {
      for (String what : REQUIRED_RESULTS) {
        assertThat(COUNTS).hasEntrySatisfying(what, count -> assertThat(count).isGreaterThan(50));
      }
    }
  }

  @Provide
  Arbitrary<List<ModelStep>> steps() {
    return Combinators.combine(
            Arbitraries.of(
                    Stream.of(StepKind.values())
                        .flatMap(action -> Collections.nCopies(action.weight, action).stream())
                        .toList())
                .withoutEdgeCases(),
            numbers(59),
            numbers(59),
            numbers(20_000))
        .as(ModelStep::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(50)
        .withSizeDistribution(RandomDistribution.uniform());
  }

  private static Arbitrary<Integer> numbers(int largest) {
    return Arbitraries.integers()
        .between(0, largest)
        .withDistribution(RandomDistribution.uniform())
        .withoutEdgeCases();
  }

  @Property(tries = SEQUENCES)
  void money_whenAnySteps_matchesReferenceLedger(
      @ForAll("steps") List<ModelStep> steps, @ForAll Mode mode) {
    run(SandboxAdapter.inProcess(options(mode)), mode, steps);
  }

  /** The same property with the client over HTTP. */
  @Property(tries = 100)
  void money_whenAnyStepsOverHttp_matchesReferenceLedger(
      @ForAll("steps") List<ModelStep> steps, @ForAll Mode mode) {
    FreedomCardSandbox sandbox =
        SANDBOXES.computeIfAbsent(mode, each -> FreedomCardSandbox.start(options(each)));
    // Without retries the client passes every response on.
    FreedomCardClient client =
        CLIENTS.computeIfAbsent(
            mode, each -> sandbox.newClientBuilder().retryPolicy(RetryPolicy.none()).build());
    sandbox.reset();
    run(SandboxAdapter.over(sandbox, client), mode, steps);
  }

  private static SandboxOptions options(Mode mode) {
    return SandboxOptions.builder()
        .deposit(DEPOSIT)
        .processing(mode.processing())
        .journalEntries(1)
        .build();
  }

  private static void run(SandboxAdapter bank, Mode mode, List<ModelStep> steps) {
    ModelRunner runner =
        new ModelRunner(bank, mode, DEPOSIT, what -> COUNTS.merge(what, 1, Integer::sum));
    runner.setUp();
    steps.forEach(runner::perform);
    runner.finishAndCheck();
    COUNTS.merge(SEQUENCE, 1, Integer::sum);
  }
}
