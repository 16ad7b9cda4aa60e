package io.github.freedomcard.spring;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The auto-configured client, its properties, and what replaces them. */
class FreedomCardAutoConfigurationTest {

  private final ApplicationContextRunner application =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  SslAutoConfiguration.class,
                  FreedomCardAutoConfiguration.class,
                  FreedomCardObservationAutoConfiguration.class,
                  FreedomCardHealthContributorAutoConfiguration.class));

  private FreedomCardSandbox sandbox = FreedomCardSandbox.start();

  @AfterEach
  void close() {
    sandbox.close();
  }

  private ApplicationContextRunner onSandbox() {
    return application.withPropertyValues(
        "freedom-card.base-url=" + sandbox.baseUrl(),
        "freedom-card.auth-id=" + SandboxOptions.DEFAULT_AUTH_ID,
        "freedom-card.secret-key=" + SandboxOptions.DEFAULT_SECRET_KEY);
  }

  private void restart(SandboxOptions.Builder options) {
    sandbox.close();
    sandbox = FreedomCardSandbox.start(options.build());
  }

  /** A read that succeeds if the sandbox accepts host, credentials and algorithm. */
  private static void call(FreedomCardClient client) {
    client.listGiftCardProducts(ListGiftCardProductsRequest.builder().build());
  }

  private static void queryStatus(FreedomCardClient client) {
    client.getRequestStatus(RequestStatusRequest.builder().requestId(UUID.randomUUID()).build());
  }

  @Test
  void client_withHostAndCredentials_callsTheHost() {
    onSandbox().run(context -> call(context.getBean(FreedomCardClient.class)));
  }

  @Test
  void client_whenTheContextCloses_isClosed() {
    AtomicReference<FreedomCardClient> client = new AtomicReference<>();
    onSandbox().run(context -> client.set(context.getBean(FreedomCardClient.class)));
    assertThatIllegalStateException().isThrownBy(() -> call(requireNonNull(client.get())));
  }

  @Test
  void client_whenTheApplicationDefinesOne_isNotConfigured() {
    FreedomCardClient own = sandbox.newClient();
    application
        .withBean("own", FreedomCardClient.class, () -> own)
        .run(context -> assertThat(context).getBean(FreedomCardClient.class).isSameAs(own));
  }

  @Test
  void client_withoutMicrometer_works() {
    onSandbox()
        .withClassLoader(
            new FilteredClassLoader(
                "io.micrometer", "org.springframework.boot.health", "org.springframework.test"))
        .run(context -> call(context.getBean(FreedomCardClient.class)));
  }

  @Test
  void credentials_fromABean_replaceThoseOfTheProperties() {
    onSandbox()
        .withBean(CredentialsProvider.class, () -> Credentials.of("sandbox", "another key"))
        .run(
            context ->
                assertThat(failure(() -> call(context.getBean(FreedomCardClient.class))))
                    .isInstanceOf(AuthenticationException.class));
    application
        .withPropertyValues("freedom-card.base-url=" + sandbox.baseUrl())
        .withBean(Credentials.class, sandbox::credentials)
        .run(context -> call(context.getBean(FreedomCardClient.class)));
  }

  @Test
  void algorithm_whenSet_signs() {
    restart(SandboxOptions.builder().algorithm(JwsAlgorithm.HS256));
    onSandbox()
        .withPropertyValues("freedom-card.algorithm=hs256")
        .run(context -> call(context.getBean(FreedomCardClient.class)));
  }

  @Test
  void retry_whenSet_limitsAttempts() {
    sandbox.faults().always(RequestOperations.GET_REQUEST_STATUS, Fault.httpStatus(503));
    onSandbox()
        .withPropertyValues(
            "freedom-card.retry.max-attempts=2", "freedom-card.retry.max-backoff=200ms")
        .run(
            context ->
                assertThat(failure(() -> queryStatus(context.getBean(FreedomCardClient.class))))
                    .extracting(FreedomCardException::attempts)
                    .isEqualTo(2));
  }

  @Test
  void timeouts_whenSet_endACall() {
    sandbox.faults().always(RequestOperations.GET_REQUEST_STATUS, Fault.responseLost());
    onSandbox()
        .withPropertyValues("freedom-card.timeout=300ms", "freedom-card.attempt-timeout=100ms")
        .run(
            context ->
                assertThat(failure(() -> queryStatus(context.getBean(FreedomCardClient.class))))
                    .isInstanceOf(ConnectionException.class));
  }

  @ParameterizedTest
  @CsvSource({"getRequestStatus", "get-request-status", "GETREQUESTSTATUS"})
  void path_byTheOperationsName_isSent(String name) {
    onSandbox()
        .withPropertyValues("freedom-card.paths." + name + "=/v6/moved")
        .run(
            context -> {
              failure(() -> queryStatus(context.getBean(FreedomCardClient.class)));
              assertThat(sandbox.wireMock().getAllServeEvents())
                  .extracting(event -> event.getRequest().getUrl())
                  .containsOnly("/v6/moved");
            });
  }

  @Test
  void customizers_always_applyInOrderAfterTheProperties() {
    List<String> order = new ArrayList<>();
    onSandbox()
        .withPropertyValues("freedom-card.secret-key=wrong")
        .withBean(
            "one",
            FreedomCardClientBuilderCustomizer.class,
            () -> builder -> builder.configureHttp(http -> order.add("one")))
        .withBean(
            "two",
            FreedomCardClientBuilderCustomizer.class,
            () ->
                builder ->
                    builder
                        .credentials(sandbox.credentials())
                        .configureHttp(http -> order.add("two")))
        .run(
            context -> {
              call(context.getBean(FreedomCardClient.class));
              assertThat(order).containsExactly("one", "two");
            });
  }

  @Test
  void builder_whenInjected_isAnotherOneEachTime() {
    onSandbox()
        .run(
            context -> {
              FreedomCardClientBuilder builder = context.getBean(FreedomCardClientBuilder.class);
              assertThat(builder).isNotSameAs(context.getBean(FreedomCardClientBuilder.class));
              try (FreedomCardClient client = builder.build()) {
                call(client);
              }
            });
  }

  @Test
  void sslBundle_whenSet_isTrusted() {
    restart(SandboxOptions.builder().tls(true));
    onSandbox()
        .run(
            context ->
                assertThat(failure(() -> call(context.getBean(FreedomCardClient.class))))
                    .isInstanceOf(ConnectionException.class));
    String pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(encoded())
            + "\n-----END CERTIFICATE-----";
    onSandbox()
        .withPropertyValues(
            "freedom-card.ssl.bundle=vendor",
            "spring.ssl.bundle.pem.vendor.options.enabled-protocols=TLSv1.3",
            "spring.ssl.bundle.pem.vendor.truststore.certificate=" + pem)
        .run(context -> call(context.getBean(FreedomCardClient.class)));
  }

  private byte[] encoded() {
    try {
      return sandbox.certificate().getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void proxy_whenSet_isUsed() {
    AtomicReference<Proxy> proxy = new AtomicReference<>();
    onSandbox()
        .withPropertyValues("freedom-card.proxy.host=proxy.example", "freedom-card.proxy.port=8888")
        .withBean(
            FreedomCardClientBuilderCustomizer.class,
            () -> builder -> builder.configureHttp(http -> proxy.set(proxyOf(http))))
        .run(context -> context.getBean(FreedomCardClient.class));
    Proxy used = requireNonNull(proxy.get());
    assertThat(used.type()).isEqualTo(Proxy.Type.HTTP);
    assertThat((InetSocketAddress) used.address())
        .extracting(InetSocketAddress::getHostString, InetSocketAddress::getPort)
        .containsExactly("proxy.example", 8888);
  }

  private static Proxy proxyOf(OkHttpClient.Builder http) {
    return requireNonNull(http.build().proxy());
  }

  @Test
  void start_withoutHostAndCredentials_saysWhatToSet() {
    application.run(
        context ->
            assertThat(text(context.getStartupFailure()))
                .contains(
                    "neither a host nor credentials are set",
                    "freedom-card.environment",
                    "freedom-card.auth-id",
                    "CredentialsProvider",
                    "@FreedomCardSandboxTest"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "freedom-card.environment=test | freedom-card.auth-id is not set",
        "freedom-card.environment=test,freedom-card.auth-id=1 | freedom-card.secret-key is not set",
        "freedom-card.auth-id=1 | no host is set",
        "freedom-card.environment=test,freedom-card.base-url=https://a | both freedom-card.env",
        "freedom-card.base-url=http://a.example | freedom-card.base-url: baseUrl: not https",
        "freedom-card.base-url=https://u:hunter2@a.example | has a user part",
        "freedom-card.base-url=https://a b:hunter2 | freedom-card.base-url is no URL",
        "freedom-card.timeout=0s | freedom-card.timeout: timeout",
        "freedom-card.retry.max-attempts=0 | freedom-card.retry.max-attempts: maxAttempts",
        "freedom-card.paths.freezeCard=/x | freedom-card.paths.freezeCard: no such operation",
        "freedom-card.paths.issueCard=x | freedom-card.paths.issueCard: path",
      })
  void start_withAWrongProperty_namesItWithoutSecrets(String properties, String message) {
    boolean complete = !message.contains("is not set") && !message.contains("no host");
    ApplicationContextRunner runner =
        complete && !properties.contains("base-url") ? onSandbox() : application;
    runner
        .withPropertyValues(properties.split(","))
        .run(
            context ->
                assertThat(text(context.getStartupFailure()))
                    .contains(message)
                    .doesNotContain("hunter2", SandboxOptions.DEFAULT_SECRET_KEY));
  }

  private static String text(@Nullable Throwable failure) {
    FailureAnalysis analysis =
        requireNonNull(new InvalidSettingFailureAnalyzer().analyze(requireNonNull(failure)));
    return analysis.getDescription() + "\n" + analysis.getAction();
  }

  @Test
  void properties_asText_hideTheSecret() {
    onSandbox()
        .run(
            context ->
                assertThat(context.getBean(FreedomCardProperties.class).toString())
                    .contains("secretKey=***")
                    .doesNotContain(SandboxOptions.DEFAULT_SECRET_KEY));
  }

  private static FreedomCardException failure(ThrowingCallable call) {
    return catchThrowableOfType(FreedomCardException.class, call);
  }
}
