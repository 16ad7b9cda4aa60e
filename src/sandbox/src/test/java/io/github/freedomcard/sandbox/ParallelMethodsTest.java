package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.JupiterRun.CONCURRENT_METHODS;
import static io.github.freedomcard.sandbox.JupiterRun.run;
import static io.github.freedomcard.sandbox.SandboxAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Test methods that JUnit runs concurrently do not share a sandbox; others do. */
class ParallelMethodsTest {

  private static final Set<FreedomCardSandbox> SANDBOXES = ConcurrentHashMap.newKeySet();
  private static final Set<FreedomCardClient> CLIENTS = ConcurrentHashMap.newKeySet();

  @BeforeEach
  @AfterEach
  void forget() {
    SANDBOXES.clear();
    CLIENTS.clear();
  }

  /** Charges a card whose response is lost; fails if another test uses the same sandbox. */
  private static void charge(FreedomCardSandbox sandbox, FreedomCardClient client) {
    SANDBOXES.add(sandbox);
    CLIENTS.add(client);
    String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
    sandbox.faults().next("createTransaction", Fault.responseLost());
    client.createTransaction(
        CreateTransactionRequest.builder()
            .orderId("order-1")
            .cardId(cardId)
            .type(TransactionType.DEBIT)
            .amount(new BigDecimal("10.50"))
            .currency("KZT")
            .build());
    assertThat(sandbox.ledger()).card(cardId).chargedOnce("10.50", "KZT").nothingElse();
    assertThat(sandbox.ledger().entries()).hasSize(1);
  }

  private static void assertAllPass(Class<?> tests, Map<String, String> parameters, int count) {
    assertThat(run(tests, parameters)).hasSize(count).values().containsOnly("passed");
    assertThat(SANDBOXES).allSatisfy(each -> assertThat(each.toString()).contains("[closed,"));
    assertThat(CLIENTS)
        .allSatisfy(
            each ->
                assertThatIllegalStateException()
                    .isThrownBy(
                        () ->
                            each.listGiftCardProducts(
                                ListGiftCardProductsRequest.builder().build()))
                    .withMessage("client: closed"));
  }

  @FreedomCardTest
  static class Hundred {

    @RepeatedTest(value = 100, name = "{currentRepetition}")
    void test(FreedomCardSandbox sandbox, FreedomCardClient client) {
      charge(sandbox, client);
    }
  }

  @Test
  void methods_whenConcurrent_haveSandboxEach() {
    assertAllPass(Hundred.class, CONCURRENT_METHODS, 100);
    assertThat(SANDBOXES).hasSize(100);
    assertThat(CLIENTS).hasSize(100);
  }

  @FreedomCardTest
  @Execution(ExecutionMode.CONCURRENT)
  static class Injected {

    private final FreedomCardSandbox ofTheInstance;
    private final FreedomCardClient clientOfTheInstance;

    Injected(FreedomCardSandbox sandbox, FreedomCardClient client) {
      this.ofTheInstance = sandbox;
      this.clientOfTheInstance = client;
    }

    @BeforeEach
    void beforeEach(FreedomCardSandbox sandbox, FreedomCardClient client) {
      assertSame(sandbox, client);
    }

    @AfterEach
    void afterEach(FreedomCardSandbox sandbox, FreedomCardClient client) {
      assertSame(sandbox, client);
      assertThat(sandbox.ledger().entries()).hasSize(1);
    }

    @RepeatedTest(value = 4, name = "{currentRepetition}")
    void test(FreedomCardSandbox sandbox, FreedomCardClient client) {
      assertSame(sandbox, client);
      charge(ofTheInstance, clientOfTheInstance);
    }

    private void assertSame(FreedomCardSandbox sandbox, FreedomCardClient client) {
      assertThat(sandbox).isSameAs(ofTheInstance);
      assertThat(client).isSameAs(clientOfTheInstance);
    }

    @Nested
    class Inner {

      private final FreedomCardSandbox ofTheInnerInstance;

      Inner(FreedomCardSandbox sandbox) {
        this.ofTheInnerInstance = sandbox;
      }

      @RepeatedTest(value = 4, name = "inner {currentRepetition}")
      void test(FreedomCardSandbox sandbox, FreedomCardClient client) {
        assertThat(sandbox).isSameAs(ofTheInnerInstance);
        assertSame(sandbox, client);
        charge(sandbox, client);
      }
    }
  }

  @Test
  void parameters_ofConstructorAndMethodsOfOneTest_areTheSame() {
    assertAllPass(Injected.class, CONCURRENT_METHODS, 8);
    assertThat(SANDBOXES).hasSize(8);
  }

  @Test
  void methods_whenParallelExecutionIsOff_shareOneSandbox() {
    assertAllPass(Injected.class, Map.of(), 8);
    assertThat(SANDBOXES).hasSize(1);
    assertThat(CLIENTS).hasSize(8);
  }

  @FreedomCardTest
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  @Execution(ExecutionMode.CONCURRENT)
  static class OneInstance {

    private final FreedomCardSandbox ofTheInstance;
    private final FreedomCardClient clientOfTheInstance;

    OneInstance(FreedomCardSandbox sandbox, FreedomCardClient client) {
      this.ofTheInstance = sandbox;
      this.clientOfTheInstance = client;
    }

    @BeforeAll
    @AfterAll
    void all(FreedomCardSandbox sandbox, FreedomCardClient client) {
      assertThat(sandbox).isSameAs(ofTheInstance);
      assertThat(client).isSameAs(clientOfTheInstance);
      charge(sandbox, client);
      sandbox.reset();
    }

    @RepeatedTest(value = 4, name = "{currentRepetition}")
    void test(FreedomCardSandbox sandbox, FreedomCardClient client) {
      assertThat(sandbox).isNotSameAs(ofTheInstance);
      charge(sandbox, client);
    }
  }

  @Test
  void class_whenOneInstanceForAllTests_hasSandboxOfItsOwn() {
    assertAllPass(OneInstance.class, CONCURRENT_METHODS, 4);
    assertThat(SANDBOXES).hasSize(5);
    assertThat(CLIENTS).hasSize(5);
  }

  @FreedomCardTest
  static class InOrder {

    @Nested
    @TestMethodOrder(MethodOrderer.DisplayName.class)
    class One {

      @RepeatedTest(value = 3, name = "one {currentRepetition}")
      @Execution(ExecutionMode.SAME_THREAD)
      void test(FreedomCardSandbox sandbox, FreedomCardClient client) {
        charge(sandbox, client);
      }
    }

    @Nested
    @TestMethodOrder(MethodOrderer.DisplayName.class)
    class Other {

      @Test
      void first(FreedomCardSandbox sandbox, FreedomCardClient client) {
        charge(sandbox, client);
      }

      @Test
      void second(FreedomCardSandbox sandbox, FreedomCardClient client) {
        charge(sandbox, client);
      }
    }
  }

  @Test
  void nestedClasses_whenConcurrentWithMethodsInSequence_haveSandboxEach() {
    assertAllPass(InOrder.class, CONCURRENT_METHODS, 5);
    assertThat(SANDBOXES).hasSize(2);
    assertThat(CLIENTS).hasSize(5);
  }

  static class Registered {

    @RegisterExtension
    static final FreedomCardExtension OF_THE_CLASS =
        new FreedomCardExtension(SandboxOptions.builder().tls(false).build());

    private final FreedomCardSandbox ofTheInstance = OF_THE_CLASS.sandbox();

    @BeforeAll
    static void beforeAll(FreedomCardSandbox sandbox) {
      assertThat(OF_THE_CLASS.sandbox()).isSameAs(sandbox);
    }

    @RepeatedTest(value = 4, name = "{currentRepetition}")
    void test(FreedomCardSandbox sandbox, FreedomCardClient client) {
      assertThat(OF_THE_CLASS.sandbox()).isSameAs(sandbox).isSameAs(ofTheInstance);
      charge(sandbox, client);
    }

    @Test
    void elsewhere(FreedomCardSandbox sandbox) {
      assertThat(CompletableFuture.supplyAsync(OF_THE_CLASS::sandbox).join()).isSameAs(sandbox);
    }
  }

  @Test
  void sandbox_always_isThatOfTheRunningTest() {
    assertThatIllegalStateException().isThrownBy(Registered.OF_THE_CLASS::sandbox);
    assertAllPass(Registered.class, Map.of(), 5);
    assertThat(SANDBOXES).hasSize(1);
    assertThatIllegalStateException().isThrownBy(Registered.OF_THE_CLASS::sandbox);
  }

  @Test
  void sandbox_whenTestsRunConcurrently_isThatOfTheTestOnThisThread() {
    assertThat(run(Registered.class, CONCURRENT_METHODS))
        .hasSize(5)
        .hasEntrySatisfying(
            "elsewhere",
            failure -> assertThat(failure).contains("no test of this extension runs on this"))
        .containsEntry("1", "passed")
        .containsEntry("2", "passed")
        .containsEntry("3", "passed")
        .containsEntry("4", "passed");
    assertThat(SANDBOXES).hasSize(4);
  }

  static class RegisteredPerInstance {

    @RegisterExtension final FreedomCardExtension ofTheTest = new FreedomCardExtension();

    @RepeatedTest(value = 4, name = "{currentRepetition}")
    void test(FreedomCardSandbox sandbox, FreedomCardClient client) {
      assertThat(ofTheTest.sandbox()).isSameAs(sandbox);
      assertThat(CompletableFuture.supplyAsync(ofTheTest::sandbox).join()).isSameAs(sandbox);
      charge(sandbox, client);
    }
  }

  @Test
  void extension_whenInInstanceField_hasSandboxPerTest() {
    assertAllPass(RegisteredPerInstance.class, Map.of(), 4);
    assertAllPass(RegisteredPerInstance.class, CONCURRENT_METHODS, 4);
    assertThat(SANDBOXES).hasSize(8);
  }

  @FreedomCardTest
  static class Armed {

    @Test
    void notTriggered(FreedomCardSandbox sandbox) {
      sandbox.faults().next("blockCard", Fault.responseLost());
    }

    @RepeatedTest(value = 4, name = "{currentRepetition}")
    void triggered(FreedomCardSandbox sandbox, FreedomCardClient client) {
      charge(sandbox, client);
    }
  }

  @Test
  void fault_whenNotTriggeredInConcurrentTest_failsThatTest() {
    assertThat(run(Armed.class, CONCURRENT_METHODS))
        .hasSize(5)
        .hasEntrySatisfying(
            "notTriggered",
            failure -> assertThat(failure).contains("not triggered: [blockCard: responseLost]"))
        .containsEntry("1", "passed")
        .containsEntry("2", "passed")
        .containsEntry("3", "passed")
        .containsEntry("4", "passed");
  }
}
