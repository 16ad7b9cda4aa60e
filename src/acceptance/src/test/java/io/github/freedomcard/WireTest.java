package io.github.freedomcard;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.testing.Requests;
import io.github.freedomcard.testing.Wait;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each fault has the same consequences on every wire. */
@Timeout(120)
class WireTest {

  private static final Duration FIRST_ATTEMPT = Duration.ofSeconds(2);

  private static final List<Fault> FAULTS =
      List.of(
          Fault.requestReset(),
          Fault.requestTimeout(),
          Fault.requestDelayed(1),
          Fault.requestDelayedUntilResend(),
          Fault.requestInProcess(),
          Fault.requestInProcess(1),
          Fault.responseLost(),
          Fault.responseTruncated(),
          Fault.responseMalformed(),
          Fault.responseTimeout(),
          Fault.responseDelayed(Duration.ofMillis(10)),
          Fault.responseUnexpectedValues(),
          Fault.responseUnknownRequestStatus(),
          Fault.httpStatus(503),
          Fault.httpStatus(503).afterProcessing());

  /** What a test on clear text shows, and on every wire must. */
  private record Observed(
      String result, int attempts, @Nullable Object resolution, int effects, List<String> faults) {}

  @Test
  void faults_always_areAllThatExist() {
    Set<String> factories =
        Arrays.stream(Fault.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .map(Method::getName)
            .collect(toSet());
    assertThat(
            FAULTS.stream().map(fault -> fault.toString().replaceAll("\\(.*", "")).collect(toSet()))
        .isEqualTo(factories);
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "HTTP_1_1")
  void fault_overTls_asInClearText(Wire wire) {
    assertThat(observeAll(wire)).isEqualTo(observeAll(Wire.HTTP_1_1)).hasSize(FAULTS.size() + 1);
  }

  /** With the default of a socket, requests that share a connection wait for each other. */
  @ParameterizedTest
  @EnumSource
  void request_always_isSentWithoutWaitingForAnAcknowledgement(Wire wire) {
    Set<String> spoken = new ConcurrentSkipListSet<>();
    List<Boolean> noDelay = new ArrayList<>();
    try (FreedomCardSandbox sandbox = wire.start()) {
      OkHttpClient http =
          wire.http(sandbox, spoken).eventListener(new NoDelayListener(noDelay)).build();
      try (FreedomCardClient client = client(sandbox, http)) {
        String cardId = sandbox.arrange().activeCard().add();
        client.getBalance(BalanceRequest.builder().cardId(cardId).build());
      }
      awaitNoConnection(sandbox, http);
    }
    assertThat(spoken).containsExactly(wire.spoken());
    assertThat(noDelay).isNotEmpty().containsOnly(true);
  }

  /** Notes the option of the socket when a request begins to leave. */
  private static final class NoDelayListener extends EventListener {

    private final List<Boolean> noDelay;
    private @Nullable Connection acquired;

    NoDelayListener(List<Boolean> noDelay) {
      this.noDelay = noDelay;
    }

    @Override
    public void connectionAcquired(Call call, Connection connection) {
      acquired = connection;
    }

    @Override
    public void requestHeadersStart(Call call) {
      try {
        noDelay.add(requireNonNull(acquired).socket().getTcpNoDelay());
      } catch (SocketException e) {
        throw new AssertionError(e);
      }
    }
  }

  private static Map<String, Observed> observeAll(Wire wire) {
    Map<String, Observed> observed = new LinkedHashMap<>();
    Set<String> spoken = new ConcurrentSkipListSet<>();
    try (FreedomCardSandbox sandbox = wire.start()) {
      OkHttpClient http = wire.http(sandbox, spoken).build();
      try (FreedomCardClient client = client(sandbox, http)) {
        for (Fault fault : FAULTS) {
          observed.put(fault.toString(), observe(sandbox, client, fault));
        }
        observed.put("resetConnections", observe(sandbox, client, null));
      }
      awaitNoConnection(sandbox, http);
    }
    assertThat(spoken).containsExactly(wire.spoken());
    return observed;
  }

  /** Charges a new card once, with a fault. */
  private static Observed observe(
      FreedomCardSandbox sandbox, FreedomCardClient client, @Nullable Fault fault) {
    sandbox.reset();
    String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
    // The connection is in use already when the fault strikes.
    client.getBalance(BalanceRequest.builder().cardId(cardId).build());
    CreateTransactionRequest charge = Requests.charge(cardId, "10.50");
    boolean isTimeout = fault == Fault.requestTimeout() || fault == Fault.responseTimeout();
    FreedomCardClient caller =
        isTimeout
            ? client.withOptions(RequestOptions.builder().attemptTimeout(FIRST_ATTEMPT).build())
            : client;
    if (fault == null) {
      sandbox.faults().resetConnections(1);
    } else {
      sandbox.faults().next(TransactionOperations.CREATE_TRANSACTION, fault);
    }
    String result;
    int attempts;
    Resolution resolution = null;
    Outcome outcome = null;
    try {
      ApiResponse<RequestState> response =
          caller.execute(TransactionOperations.CREATE_TRANSACTION, charge);
      result = String.valueOf(response.body().requestStatus());
      attempts = response.attempts();
      resolution = response.resolution();
    } catch (FreedomCardException e) {
      result = e.getClass().getSimpleName() + " " + e.outcome();
      attempts = e.attempts();
      outcome = e.outcome();
    }
    int effects = sandbox.ledger().effects(charge.requestId());
    assertThat(outcome == Outcome.NOT_PROCESSED && effects > 0).as(fault + ": " + result).isFalse();
    assertThat(sandbox.ledger().charged(cardId))
        .isEqualByComparingTo(new BigDecimal("10.50").multiply(BigDecimal.valueOf(effects)));
    assertThat(sandbox.faults().pending()).isEmpty();
    return new Observed(
        result,
        attempts,
        resolution,
        effects,
        sandbox.faults().triggered().stream().map(each -> each.fault().toString()).toList());
  }

  @ParameterizedTest
  @EnumSource
  void refusedConnections_whenAcceptedAgain_clientRecovers(Wire wire) {
    try (FreedomCardSandbox sandbox = wire.start()) {
      OkHttpClient http = wire.http(sandbox).build();
      String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
      BalanceRequest balance = BalanceRequest.builder().cardId(cardId).build();
      try (FreedomCardClient client = client(sandbox, http)) {
        client.getBalance(balance);
        sandbox.faults().refuseConnections();
        FreedomCardException refused =
            catchThrowableOfType(FreedomCardException.class, () -> client.getBalance(balance));
        assertThat(refused.outcome()).isEqualTo(Outcome.READ_ONLY);
        sandbox.faults().acceptConnections();
        assertThat(client.getBalance(balance).accounts()).hasSize(1);
      }
      awaitNoConnection(sandbox, http);
    }
  }

  /** A response that is late or lost has no influence on the others of its connection. */
  @Test
  void http2_whenManyCallsAtOnce_fewConnectionsAndEachItsResponse() {
    try (FreedomCardSandbox sandbox = Wire.TLS_HTTP_2.start()) {
      OkHttpClient http = Wire.TLS_HTTP_2.http(sandbox).build();
      http.dispatcher().setMaxRequestsPerHost(64);
      String cardId = sandbox.arrange().activeCard().balance("1000.00", "KZT").add();
      try (FreedomCardClient client = client(sandbox, http)) {
        client.getBalance(BalanceRequest.builder().cardId(cardId).build());
        for (int i = 1; i <= 50; i += 5) {
          sandbox
              .faults()
              .on(TransactionOperations.CREATE_TRANSACTION, i, Fault.responseLost())
              .on(
                  TransactionOperations.CREATE_TRANSACTION,
                  i + 1,
                  Fault.responseDelayed(Duration.ofMillis(100)));
        }
        List<CompletableFuture<RequestState>> calls = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          calls.add(client.async().createTransaction(Requests.charge(cardId, "1.00")));
        }
        assertThat(calls)
            .allSatisfy(call -> assertThat(requireNonNull(call.join()).isSuccess()).isTrue())
            .extracting(call -> call.join().transactionId())
            .doesNotHaveDuplicates();
        // OkHttp opens another connection after a stream was reset, which ten streams were.
        assertThat(sandbox.openConnections()).isLessThanOrEqualTo(11);
      }
      assertThat(sandbox.ledger().charged(cardId)).isEqualByComparingTo("50.00");
      awaitNoConnection(sandbox, http);
    }
  }

  private static FreedomCardClient client(FreedomCardSandbox sandbox, OkHttpClient http) {
    return sandbox
        .newClientBuilder()
        .httpClient(http)
        .retryPolicy(
            RetryPolicy.builder().backoff(Duration.ofMillis(1), Duration.ofMillis(1)).build())
        .build();
  }

  private static void awaitNoConnection(FreedomCardSandbox sandbox, OkHttpClient http) {
    http.dispatcher().executorService().shutdown();
    Wait.until(
        () -> {
          http.connectionPool().evictAll();
          return sandbox.openConnections() == 0;
        });
  }
}
