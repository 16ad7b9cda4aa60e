package io.github.freedomcard;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.model.client.IdentityDocument;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import io.github.freedomcard.signing.JwsRequestVerifier;
import io.github.freedomcard.testing.Builders;
import io.github.freedomcard.testing.CanaryValues;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.Logs;
import io.github.freedomcard.testing.RawServer;
import io.github.freedomcard.testing.Requests;
import io.github.freedomcard.testing.Responses;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks that no text of the library shows a secret or personal data: no {@code toString} of a
 * public type, no log line at any level, no message of an exception or of its causes.
 *
 * <p>Each test calls operations, blocking and asynchronously, with a canary value in every field,
 * and returns responses with canary values in them.
 */
class LeakTest {

  private static final Credentials CREDENTIALS = Credentials.of("auth-1", CanaryValues.SECRET_KEY);

  /** All texts, each with its source. */
  private final List<String> texts = new ArrayList<>();

  static List<String> responses() {
    return List.copyOf(Responses.all().keySet());
  }

  @ParameterizedTest
  @MethodSource("responses")
  void call_withAnyResponse_leaksNothing(String response) {
    byte[] bytes = Responses.all().get(response);
    try (Logs logs = Logs.capture();
        RawServer server = RawServer.start((n, request) -> bytes);
        FreedomCardClient client = client(server, 2)) {
      for (Operation<?, ?> operation : Catalogue.operations()) {
        call(client, operation);
      }
      collect("await", catchThrowable(() -> collect("state", await(client))));
      assertThat(logs.text()).contains("blockCard request_id=");
      texts.add("log: " + logs.text());
    }
    assertNothingLeaked(Catalogue.operations().size() * 2);
  }

  /** The response to a status query is the server's text, too. */
  @ParameterizedTest
  @MethodSource("responses")
  void statusQuery_withAnyResponse_leaksNothing(String response) {
    byte[] bytes = Responses.all().get(response);
    try (Logs logs = Logs.capture();
        RawServer server =
            RawServer.start((n, request) -> request.line().contains("/request/") ? bytes : null);
        FreedomCardClient client = client(server, 1)) {
      call(client, CardOperations.ISSUE_CARD);
      texts.add("log: " + logs.text());
    }
    assertNothingLeaked(2);
  }

  @Test
  void call_whenItTimesOut_leaksNothing() {
    try (Logs logs = Logs.capture();
        RawServer server =
            RawServer.start(
                (n, request) -> {
                  new CountDownLatch(1).await();
                  return null;
                });
        FreedomCardClient client = client(server, 1)) {
      FreedomCardClient impatient =
          client.withOptions(
              RequestOptions.builder().attemptTimeout(Duration.ofMillis(30)).build());
      call(impatient, CardOperations.ISSUE_CARD);
      call(impatient, CardOperations.SET_PIN);
      call(impatient, CardOperations.GET_SECRET_DATA);
      texts.add("log: " + logs.text());
    }
    assertNothingLeaked(6);
  }

  @Test
  void call_whenCancelled_leaksNothing() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    try (Logs logs = Logs.capture();
        RawServer server =
            RawServer.start(
                (n, request) -> {
                  arrived.countDown();
                  new CountDownLatch(1).await();
                  return null;
                });
        FreedomCardClient client = client(server, 1)) {
      CompletableFuture<?> call = client.async().issueCard(Requests.of(CardOperations.ISSUE_CARD));
      arrived.await();
      call.cancel(true);
      collect("cancelled", call);
      assertThat(logs.text()).contains("outcome unknown");
      texts.add("log: " + logs.text());
    }
    assertNothingLeaked(1);
  }

  @ParameterizedTest
  @EnumSource
  void call_onTheSandbox_leaksNothing(Wire wire) {
    try (Logs logs = Logs.capture();
        FreedomCardSandbox sandbox = wire.start();
        FreedomCardClient client =
            sandbox.newClientBuilder().httpClient(wire.http(sandbox).build()).build()) {
      for (Operation<?, ?> operation : Catalogue.operations()) {
        call(client, operation);
      }
      texts.add("log: " + logs.text());
    }
    assertNothingLeaked(Catalogue.operations().size() * 2);
  }

  @Test
  void requests_whileBeingBuilt_leakNothing() {
    for (Record request : Requests.all()) {
      Record copy =
          Builders.walk(request, stage -> collect("stage of " + request.getClass(), stage));
      // Otherwise a stage or a field is missing.
      assertThat(requireNonNull(copy)).isEqualTo(request);
      collect("request", request);
    }
    assertNothingLeaked(Requests.all().size() * 2);
  }

  @Test
  void configuration_always_leaksNothing() {
    FreedomCardClientBuilder builder =
        FreedomCardClient.builder().baseUrl("http://localhost:1").credentials(CREDENTIALS);
    RequestOptions.Builder options =
        RequestOptions.builder().credentials(CREDENTIALS).header("X-Trace", CanaryValues.FREE_TEXT);
    collect("credentials", CREDENTIALS);
    collect("builder", builder);
    collect("options' builder", options);
    collect("options", options.build());
    collect("policy", RetryPolicy.standard());
    try (FreedomCardClient client = builder.build()) {
      collect("client", client);
      collect("async client", client.async());
      collect("view", client.withOptions(options.build()));
    }
    JwsRequestSigner signer = JwsRequestSigner.of(CREDENTIALS, JwsAlgorithm.HS512);
    JwsRequestVerifier verifier = JwsRequestVerifier.of(CREDENTIALS, JwsAlgorithm.HS512);
    String signature = signer.sign("POST", "/a", CanaryValues.document());
    collect("signer", signer);
    collect("verifier", verifier);
    collect("signature", signature);
    collect(
        "rejection", catchThrowable(() -> verifier.verify(signature, "POST", "/a", new byte[1])));
    collect(
        "rejection", catchThrowable(() -> verifier.verify(signature, "POST", "/b", new byte[1])));
    assertNothingLeaked(10);
  }

  /** A field with one of these names must have a masked type. */
  @Test
  void records_always_maskSecretsAndPersonalData() throws Exception {
    Set<String> sensitive =
        Set.of(
            "pin",
            "pan",
            "cvv",
            "otp",
            "document",
            "phone",
            "userPhone",
            "email",
            "personId",
            "firstName",
            "lastName",
            "middleName",
            "cardholderName",
            "birthdate",
            "postalCode",
            "addressLine1",
            "addressLine2",
            "addressLine3",
            "identifiedBy");
    Set<String> found = new TreeSet<>();
    for (Class<?> type : Catalogue.modelTypes()) {
      for (var component : type.isRecord() ? type.getRecordComponents() : new RecordComponent[0]) {
        if (sensitive.contains(component.getName())) {
          found.add(component.getName());
          assertThat(component.getType())
              .as(component.toString())
              .isIn(Sensitive.class, Phone.class, IdentityDocument.class);
        }
      }
    }
    assertThat(found).isEqualTo(sensitive);
  }

  private <Q, R> void call(FreedomCardClient client, Operation<Q, R> operation) {
    collect(operation.name(), outcome(() -> client.execute(operation, Requests.of(operation))));
    CompletableFuture<ApiResponse<R>> call =
        client.async().execute(operation, Requests.of(operation));
    collect(operation.name() + ", asynchronous", outcome(call::join));
    collect("future", call);
  }

  private static Object outcome(Supplier<?> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static RequestState await(FreedomCardClient client) {
    return client.awaitCompletion(UUID.randomUUID(), Duration.ofMillis(20));
  }

  /** Collects every text form of a value and of the values in it. */
  private void collect(String source, @Nullable Object value) {
    texts.add(source + ": " + value);
    if (value instanceof ApiResponse<?> response) {
      collect("body of " + source, response.body());
      collect("headers' names of " + source, response.headers().keySet());
    }
    if (value instanceof Throwable failure) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      texts.add("stack trace of " + source + ": " + trace);
    }
    if (value instanceof CompletionException wrapper) {
      collect("cause of " + source, wrapper.getCause());
    }
    if (value instanceof ApiErrorException error) {
      collect("reported state of " + source, error.reportedState());
    }
    if (value instanceof StillInProcessException process) {
      collect("last state of " + source, process.lastState());
    }
  }

  private void assertNothingLeaked(int minTexts) {
    assertThat(texts).hasSizeGreaterThan(minTexts);
    assertThat(texts).filteredOn(text -> !CanaryValues.in(text).isEmpty()).isEmpty();
  }

  private static FreedomCardClient client(RawServer server, int maxAttempts) {
    return FreedomCardClient.builder()
        .baseUrl(server.baseUrl())
        .credentials(CREDENTIALS)
        .attemptTimeout(Duration.ofSeconds(5))
        .retryPolicy(
            RetryPolicy.builder()
                .maxAttempts(maxAttempts)
                .backoff(Duration.ofNanos(1), Duration.ofNanos(1))
                .build())
        .build();
  }
}
