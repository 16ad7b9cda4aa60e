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
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No text that the library makes shows a secret or person data: no {@code toString} of a public
 * type, no log line at any level, no message of an exception or of its causes.
 *
 * <p>Every operation is called, blocking and not, with every field marked, and gets every answer
 * that a server may give, with marked values in it.
 */
class LeakTest {

  private static final Credentials CREDENTIALS = Credentials.of("auth-1", CanaryValues.SECRET_KEY);

  /** All that became text, and where. */
  private final List<String> shown = new ArrayList<>();

  static List<String> answers() {
    return List.copyOf(Responses.all().keySet());
  }

  @ParameterizedTest
  @MethodSource("answers")
  void call_whateverIsAnswered_showsNothing(String answer) {
    byte[] bytes = Responses.all().get(answer);
    try (Logs logs = Logs.capture();
        RawServer server = RawServer.start((n, request) -> bytes);
        FreedomCardClient client = client(server, 2)) {
      for (Operation<?, ?> operation : Catalogue.operations()) {
        call(client, operation);
      }
      see("await", catchThrowable(() -> see("state", await(client))));
      assertThat(logs.text()).contains("blockCard request_id=");
      shown.add("log: " + logs.text());
    }
    assertNothingShown(Catalogue.operations().size() * 2);
  }

  /** The answer to the question about it is as much the server's text as the command's own. */
  @ParameterizedTest
  @MethodSource("answers")
  void call_whateverIsAnsweredToTheQuestion_showsNothing(String answer) {
    byte[] bytes = Responses.all().get(answer);
    try (Logs logs = Logs.capture();
        RawServer server =
            RawServer.start((n, request) -> request.line().contains("/request/") ? bytes : null);
        FreedomCardClient client = client(server, 1)) {
      call(client, CardOperations.ISSUE_CARD);
      shown.add("log: " + logs.text());
    }
    assertNothingShown(2);
  }

  @Test
  void call_whenNothingIsAnsweredInTime_showsNothing() {
    try (Logs logs = Logs.capture();
        RawServer server =
            RawServer.start(
                (n, request) -> {
                  new CountDownLatch(1).await();
                  return null;
                });
        FreedomCardClient client = client(server, 1)) {
      FreedomCardClient hasty =
          client.withOptions(
              RequestOptions.builder().attemptTimeout(Duration.ofMillis(30)).build());
      call(hasty, CardOperations.ISSUE_CARD);
      call(hasty, CardOperations.SET_PIN);
      call(hasty, CardOperations.GET_SECRET_DATA);
      shown.add("log: " + logs.text());
    }
    assertNothingShown(6);
  }

  @Test
  void call_whenCancelled_showsNothing() throws InterruptedException {
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
      see("cancelled", call);
      assertThat(logs.text()).contains("outcome unknown");
      shown.add("log: " + logs.text());
    }
    assertNothingShown(1);
  }

  @Test
  void call_whenTheSandboxAnswers_showsNothing() {
    try (Logs logs = Logs.capture();
        FreedomCardSandbox sandbox = FreedomCardSandbox.start();
        FreedomCardClient client = sandbox.newClient()) {
      for (Operation<?, ?> operation : Catalogue.operations()) {
        call(client, operation);
      }
      shown.add("log: " + logs.text());
    }
    assertNothingShown(Catalogue.operations().size() * 2);
  }

  @Test
  void requests_whileTheyAreBuilt_showNothing() {
    for (Record request : Requests.all()) {
      Record copy = Builders.walk(request, stage -> see("stage of " + request.getClass(), stage));
      // Else a stage or a field was left out.
      assertThat(requireNonNull(copy)).isEqualTo(request);
      see("request", request);
    }
    assertNothingShown(Requests.all().size() * 2);
  }

  @Test
  void setUp_always_showsNothing() {
    FreedomCardClientBuilder builder =
        FreedomCardClient.builder().baseUrl("http://localhost:1").credentials(CREDENTIALS);
    RequestOptions.Builder options =
        RequestOptions.builder().credentials(CREDENTIALS).header("X-Trace", CanaryValues.FREE_TEXT);
    see("credentials", CREDENTIALS);
    see("builder", builder);
    see("options' builder", options);
    see("options", options.build());
    see("policy", RetryPolicy.standard());
    try (FreedomCardClient client = builder.build()) {
      see("client", client);
      see("async client", client.async());
      see("view", client.withOptions(options.build()));
    }
    JwsRequestSigner signer = JwsRequestSigner.of(CREDENTIALS, JwsAlgorithm.HS512);
    JwsRequestVerifier verifier = JwsRequestVerifier.of(CREDENTIALS, JwsAlgorithm.HS512);
    String signature = signer.sign("POST", "/a", CanaryValues.document());
    see("signer", signer);
    see("verifier", verifier);
    see("signature", signature);
    see("refusal", catchThrowable(() -> verifier.verify(signature, "POST", "/a", new byte[1])));
    see("refusal", catchThrowable(() -> verifier.verify(signature, "POST", "/b", new byte[1])));
    assertNothingShown(10);
  }

  /** A field of one of these names that is not of a masked type would be the next leak. */
  @Test
  void records_always_haveMaskedTypesForSecretsAndPersonData() throws Exception {
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
    see(operation.name(), outcome(() -> client.execute(operation, Requests.of(operation))));
    CompletableFuture<ApiResponse<R>> call =
        client.async().execute(operation, Requests.of(operation));
    see(operation.name() + ", not blocking", outcome(call::join));
    see("future", call);
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

  /** Turns a value into text in each way that there is, and the values in it. */
  private void see(String what, @Nullable Object value) {
    shown.add(what + ": " + value);
    if (value instanceof ApiResponse<?> response) {
      see("body of " + what, response.body());
      see("headers' names of " + what, response.headers().keySet());
    }
    if (value instanceof Throwable failure) {
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace, true));
      shown.add("stack trace of " + what + ": " + trace);
    }
    if (value instanceof CompletionException wrapper) {
      see("cause of " + what, wrapper.getCause());
    }
    if (value instanceof ApiErrorException error) {
      see("told state of " + what, error.reportedState());
    }
    if (value instanceof StillInProcessException process) {
      see("last state of " + what, process.lastState());
    }
  }

  private void assertNothingShown(int atLeast) {
    assertThat(shown).hasSizeGreaterThan(atLeast);
    assertThat(shown).filteredOn(text -> !CanaryValues.in(text).isEmpty()).isEmpty();
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
