package io.github.freedomcard.spring;

import io.github.freedomcard.CallListener;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.FreedomCardClientBuilder;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.operation.Operation;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.util.StringUtils;

/** Applies properties, connection details and customizers to a builder. */
final class ClientBuilderConfigurer {

  private final FreedomCardConnectionDetails details;
  private final FreedomCardProperties properties;

  ClientBuilderConfigurer(FreedomCardConnectionDetails details, FreedomCardProperties properties) {
    this.details = details;
    this.properties = properties;
  }

  FreedomCardClientBuilder builder(
      Stream<CallListener> listeners, Stream<FreedomCardClientBuilderCustomizer> customizers) {
    FreedomCardClientBuilder builder =
        FreedomCardClient.builder()
            .baseUrl(details.environment().baseUrl())
            .credentials(details.credentials())
            .retryPolicy(retryPolicy());
    set("algorithm", properties.algorithm(), builder::algorithm);
    set("timeout", properties.timeout(), builder::timeout);
    set("attempt-timeout", properties.attemptTimeout(), builder::attemptTimeout);
    set("max-concurrent-calls", properties.maxConcurrentCalls(), builder::maxConcurrentCalls);
    Map<String, Operation<?, ?>> operations = OperationNames.all();
    properties
        .paths()
        .forEach(
            (name, path) -> {
              Operation<?, ?> operation = operations.get(OperationNames.key(name));
              if (operation == null) {
                throw new InvalidSettingException(
                    "freedom-card.paths." + name + ": no such operation",
                    "Name an operation as the client's method is named, such as issueCard.");
              }
              set("paths." + name, path, value -> builder.path(operation, value));
            });
    String proxy = properties.proxy().host();
    if (StringUtils.hasText(proxy)) {
      InetSocketAddress address =
          InetSocketAddress.createUnresolved(proxy, properties.proxy().port());
      builder.configureHttp(http -> http.proxy(new Proxy(Proxy.Type.HTTP, address)));
    }
    SslBundle bundle = details.sslBundle();
    if (bundle != null && details.environment().baseUrl().getScheme().equals("https")) {
      builder.configureHttp(http -> configureTls(http, bundle));
    }
    if (ContextPropagation.isPresent()) {
      builder.contextPropagation(new ContextPropagation());
    }
    listeners.forEach(builder::listener);
    customizers.forEach(customizer -> customizer.customize(builder));
    return builder;
  }

  private RetryPolicy retryPolicy() {
    FreedomCardProperties.Retry retry = properties.retry();
    RetryPolicy.Builder policy = RetryPolicy.builder();
    set("retry.max-attempts", retry.maxAttempts(), policy::maxAttempts);
    Duration first = orElse(retry.firstBackoff(), RetryPolicy.standard().firstBackoff());
    Duration max = orElse(retry.maxBackoff(), RetryPolicy.standard().maxBackoff());
    set("retry.first-backoff", first, value -> policy.backoff(value, max));
    set("retry.query-status", retry.queryStatus(), policy::queryStatus);
    set("retry.resend", retry.resend(), policy::resend);
    Set<String> codes = orElse(retry.unknownRequestCodes(), details.unknownRequestCodes());
    set("retry.unknown-request-codes", codes, policy::unknownRequestCodes);
    return policy.build();
  }

  private static <T> T orElse(@Nullable T value, T other) {
    return value == null ? other : value;
  }

  private static <T> void set(String name, @Nullable T value, Consumer<T> setter) {
    if (value == null) {
      return;
    }
    try {
      setter.accept(value);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(
          "freedom-card." + name + ": " + e.getMessage(), "Correct the property.");
    }
  }

  private static void configureTls(OkHttpClient.Builder http, SslBundle bundle) {
    X509TrustManager trust =
        Stream.of(bundle.getManagers().getTrustManagers())
            .filter(X509TrustManager.class::isInstance)
            .map(X509TrustManager.class::cast)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("SSL bundle: no X.509 trust manager"));
    http.sslSocketFactory(bundle.createSslContext().getSocketFactory(), trust);
    SslOptions options = bundle.getOptions();
    if (options.isSpecified()) {
      ConnectionSpec.Builder spec = new ConnectionSpec.Builder(ConnectionSpec.RESTRICTED_TLS);
      String[] protocols = options.getEnabledProtocols();
      if (protocols != null) {
        spec.tlsVersions(protocols);
      }
      String[] ciphers = options.getCiphers();
      if (ciphers != null) {
        spec.cipherSuites(ciphers);
      }
      http.connectionSpecs(List.of(spec.build()));
    }
  }
}
