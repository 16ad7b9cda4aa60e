package io.github.freedomcard.spring.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.CallListener;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxAssertions;
import io.github.freedomcard.sandbox.SandboxOptions;
import io.github.freedomcard.spring.FreedomCardAutoConfiguration;
import io.github.freedomcard.spring.FreedomCardObservationAutoConfiguration;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** What observations, listeners and callbacks see of calls of the sandbox. */
class ObservationTest {

  private final FreedomCardSandbox sandbox = FreedomCardSandbox.start();
  private final String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
  private final SpanTree spans = new SpanTree();
  private final TestObservationRegistry registry = TestObservationRegistry.create();

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  FreedomCardAutoConfiguration.class,
                  FreedomCardObservationAutoConfiguration.class))
          .withBean(ObservationRegistry.class, () -> registry)
          .withPropertyValues(
              "freedom-card.base-url=" + sandbox.baseUrl(),
              "freedom-card.auth-id=" + SandboxOptions.DEFAULT_AUTH_ID,
              "freedom-card.secret-key=" + SandboxOptions.DEFAULT_SECRET_KEY,
              "freedom-card.retry.max-backoff=200ms",
              "freedom-card.retry.unknown-request-codes=request_not_found");

  ObservationTest() {
    registry.observationConfig().observationHandler(spans);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private void run(Consumer<FreedomCardClient> test) {
    application.run(context -> test.accept(context.getBean(FreedomCardClient.class)));
  }

  private CreateTransactionRequest charge(String amount) {
    return charge(amount, UUID.randomUUID());
  }

  private CreateTransactionRequest charge(String amount, UUID requestId) {
    return CreateTransactionRequest.builder()
        .orderId("order-1")
        .cardId(cardId)
        .type(TransactionType.DEBIT)
        .amount(new BigDecimal(amount))
        .currency("KZT")
        .requestId(requestId)
        .build();
  }

  private RequestState charge(FreedomCardClient client, boolean async) {
    CreateTransactionRequest charge = charge("10.50");
    return async
        ? client.async().createTransaction(charge).join()
        : client.createTransaction(charge);
  }

  private static final String RECOVERED =
      """
      freedom-card createTransaction {error.code=none, outcome=SUCCESS, resolution=RECOVERED}
        attempt createTransaction {status=none} ERROR
        status query {status=200}
      """;

  @Test
  void charge_whenTheResponseIsLost_hasAttemptAndStatusQueryAsChildren() {
    sandbox.faults().next("createTransaction", Fault.responseLost());
    run(client -> client.createTransaction(charge("10.50")));
    assertThat(spans).hasToString(RECOVERED);
    assertThat(Path.of("../docs/spring-boot.md")).content().contains(RECOVERED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "io.micrometer.context"})
  void asyncCharge_whenTheResponseIsLost_hasTheSameChildren(String absent) {
    sandbox.faults().next("createTransaction", Fault.responseLost());
    application
        .withClassLoader(new FilteredClassLoader(absent.isEmpty() ? "none" : absent))
        .run(
            context ->
                context
                    .getBean(FreedomCardClient.class)
                    .async()
                    .createTransaction(charge("10.50"))
                    .join());
    assertThat(spans).hasToString(RECOVERED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void charge_whenResent_hasEachAttemptAsChild(boolean async) {
    sandbox.faults().next("createTransaction", Fault.requestReset());
    RequestOptions resend =
        RequestOptions.builder()
            .retryPolicy(
                RetryPolicy.builder()
                    .backoff(Duration.ofMillis(1), Duration.ofMillis(2))
                    .resend(ResendPolicy.ALWAYS)
                    .unknownRequestCodes(Set.of("request_not_found"))
                    .build())
            .build();
    run(client -> charge(client.withOptions(resend), async));
    assertThat(spans)
        .hasToString(
            """
            freedom-card createTransaction {error.code=none, outcome=SUCCESS, resolution=DIRECT}
              attempt createTransaction {status=none} ERROR
              status query {status=200}
              status query {status=200}
              attempt createTransaction {status=200}
            """);
  }

  @Test
  void charge_whenDeclined_isAnErrorWithOutcomeAndCode() {
    CreateTransactionRequest charge = charge("2000.00");
    run(
        client ->
            assertThatThrownBy(() -> client.createTransaction(charge))
                .isInstanceOf(FreedomCardException.class));
    assertThat(spans)
        .hasToString(
            """
            freedom-card createTransaction {error.code=insufficient_funds, outcome=NOT_PROCESSED, resolution=none} ERROR
              attempt createTransaction {status=200}
              status query {status=200}
            """);
    TestObservationRegistryAssert.assertThat(registry)
        .hasObservationWithNameEqualTo("freedom.card.call")
        .that()
        .hasHighCardinalityKeyValue("request_id", charge.requestId().toString())
        .hasError();
  }

  @Test
  void wait_forAChargeThatIsDeclinedLater_isAnError() {
    sandbox.faults().next("createTransaction", Fault.requestInProcess());
    CreateTransactionRequest charge = charge("10.50");
    run(
        client -> {
          client.createTransaction(charge);
          sandbox.fail(charge.requestId(), "insufficient_funds");
          client.awaitCompletion(charge.requestId(), Duration.ofSeconds(10));
        });
    assertThat(spans)
        .hasToString(
            """
            freedom-card createTransaction {error.code=none, outcome=IN_PROCESS, resolution=DIRECT}
              attempt createTransaction {status=200}
            freedom-card awaitCompletion {error.code=insufficient_funds, outcome=NOT_PROCESSED, resolution=none} ERROR
              status query {status=200}
            """);
  }

  @Test
  void call_fromEachViewOfTheClient_isObservedOnce() {
    BalanceRequest read = BalanceRequest.builder().cardId(cardId).build();
    RequestOptions options = RequestOptions.builder().timeout(Duration.ofSeconds(30)).build();
    run(
        client -> {
          client.getBalance(read);
          client.execute(CardOperations.GET_BALANCE, read);
          client.withOptions(options).getBalance(read);
          client.async().getBalance(read).join();
          client.async().withOptions(options).getBalance(read).join();
          client.withOptions(options).async().execute(CardOperations.GET_BALANCE, read).join();
          assertThat(client.withOptions(options).account().authId())
              .isEqualTo(sandbox.credentials().authId());
        });
    TestObservationRegistryAssert.assertThat(registry)
        .hasNumberOfObservationsWithNameEqualTo("freedom.card.call", 6)
        .hasNumberOfObservationsWithNameEqualTo("freedom.card.request", 6);
  }

  @Test
  void asyncCall_whenCancelled_endsWithAnError() {
    sandbox.faults().next("createTransaction", Fault.responseTimeout());
    run(
        client -> {
          CompletableFuture<?> future = client.async().createTransaction(charge("10.50"));
          future.cancel(true);
          assertThat(spans.stopped())
              .filteredOn(FreedomCardCallContext.class::isInstance)
              .singleElement()
              .satisfies(
                  call ->
                      assertThat(call.getLowCardinalityKeyValue("outcome"))
                          .isEqualTo(KeyValue.of("outcome", "UNKNOWN")));
        });
  }

  @Test
  void invalidRequest_always_isNotProcessed() {
    CreateTransactionRequest charge = charge("10.50");
    run(
        client -> {
          client.createTransaction(charge);
          CreateTransactionRequest other = charge("20.00", charge.requestId());
          assertThatThrownBy(() -> client.createTransaction(other))
              .isInstanceOf(IllegalArgumentException.class);
        });
    assertThat(spans.toString())
        .endsWith(
            "freedom-card createTransaction {error.code=none, outcome=NOT_PROCESSED,"
                + " resolution=none} ERROR\n");
  }

  @Test
  void requests_always_carryTheHeadersOfTheTrace() {
    registry
        .observationConfig()
        .observationHandler(
            new ObservationHandler<FreedomCardRequestContext>() {
              @Override
              public boolean supportsContext(Observation.Context context) {
                return context instanceof FreedomCardRequestContext;
              }

              @Override
              public void onStart(FreedomCardRequestContext context) {
                context.getSetter().set(context.getCarrier(), "traceparent", "00-1-2-01");
              }
            });
    run(client -> client.getBalance(BalanceRequest.builder().cardId(cardId).build()));
    assertThat(sandbox.wireMock().getAllServeEvents())
        .singleElement()
        .extracting(event -> event.getRequest().getHeader("traceparent"))
        .isEqualTo("00-1-2-01");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void charge_whenAnObservationHandlerFails_hasItsResult(boolean async) {
    registry.observationConfig().observationHandler(new FailingHandler());
    sandbox.faults().next("createTransaction", Fault.responseLost());
    run(client -> assertThat(charge(client, async).isSuccess()).isTrue());
    SandboxAssertions.assertThat(sandbox.ledger()).card(cardId).chargedOnce("10.50", "KZT");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void charge_whenAnObservationPredicateFails_hasItsResult(boolean async) {
    registry
        .observationConfig()
        .observationPredicate(
            (name, context) -> {
              throw new IllegalStateException("predicate");
            });
    sandbox.faults().next("createTransaction", Fault.responseLost());
    run(client -> assertThat(charge(client, async).isSuccess()).isTrue());
  }

  @Test
  void convention_ofTheApplication_namesTheCall() {
    application
        .withBean(
            FreedomCardCallObservationConvention.class,
            () ->
                new DefaultFreedomCardCallObservationConvention() {
                  @Override
                  public String getName() {
                    return "bank.call";
                  }
                })
        .run(
            context ->
                context
                    .getBean(FreedomCardClient.class)
                    .getBalance(BalanceRequest.builder().cardId(cardId).build()));
    TestObservationRegistryAssert.assertThat(registry).hasObservationWithNameEqualTo("bank.call");
  }

  @Test
  void callback_ofAnAsyncCall_runsInTheCallersContext() {
    Observation order = Observation.start("order", registry);
    List<Object> seen = Collections.synchronizedList(new ArrayList<>());
    sandbox.faults().next("createTransaction", Fault.responseLost());
    run(
        client -> {
          CompletableFuture<?> done;
          try (Observation.Scope scope = order.openScope();
              MDC.MDCCloseable key = MDC.putCloseable("order", "order-1")) {
            assertThat(scope).isNotNull();
            assertThat(key).isNotNull();
            done =
                client
                    .async()
                    .createTransaction(charge("10.50"))
                    .thenAccept(
                        state -> {
                          seen.add(String.valueOf(MDC.get("order")));
                          seen.add(String.valueOf(registry.getCurrentObservation() == order));
                          seen.add(Thread.currentThread());
                        });
          }
          done.join();
        });
    assertThat(seen).startsWith("order-1", "true").doesNotContain(Thread.currentThread());
    order.stop();
  }

  @Test
  @EnabledForJreRange(min = JRE.JAVA_21)
  void callback_whenVirtualThreadsAreOn_runsOnOne() {
    application
        .withPropertyValues("spring.threads.virtual.enabled=true")
        .run(
            context -> {
              CompletableFuture<String> thread =
                  context
                      .getBean(FreedomCardClient.class)
                      .async()
                      .getBalance(BalanceRequest.builder().cardId(cardId).build())
                      .thenApply(balance -> Thread.currentThread().toString());
              assertThat(thread.join()).contains("VirtualThread", "freedom-card-");
            });
  }

  @Test
  void listeners_inOrder_getTheEventOfACall() {
    List<String> events = new ArrayList<>();
    application
        .withBean("one", CallListener.class, () -> event -> events.add("1 " + event.attempts()))
        .withBean("two", CallListener.class, () -> event -> events.add("2 " + event.requestId()))
        .run(
            context -> {
              CreateTransactionRequest charge = charge("10.50");
              context.getBean(FreedomCardClient.class).createTransaction(charge);
              UUID requestId = charge.requestId();
              assertThat(events).containsExactly("1 1", "2 " + requestId);
            });
  }
}
