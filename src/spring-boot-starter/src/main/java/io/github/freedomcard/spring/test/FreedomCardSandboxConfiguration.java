package io.github.freedomcard.spring.test;

import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.Environment;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import io.github.freedomcard.spring.FreedomCardClientBuilderCustomizer;
import io.github.freedomcard.spring.FreedomCardConnectionDetails;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Starts a sandbox and connects the auto-configured client to it. {@link FreedomCardSandboxTest}
 * adds it to tests. To run an application on a sandbox, add it to the application's sources:
 *
 * <pre>{@code
 * SpringApplication.from(CardService::main)
 *     .with(FreedomCardSandboxConfiguration.class)
 *     .run(args);
 * }</pre>
 */
@Configuration(proxyBeanMethods = false)
public class FreedomCardSandboxConfiguration {

  /** The code by which the sandbox reports an unknown {@code request_id}. */
  private static final Set<String> UNKNOWN_REQUEST = Set.of("request_not_found");

  /** Creates the configuration; Spring does. */
  public FreedomCardSandboxConfiguration() {}

  @Bean
  FreedomCardSandbox freedomCardSandbox(ObjectProvider<SandboxOptions> options) {
    return FreedomCardSandbox.start(options.getIfAvailable(SandboxOptions::defaults));
  }

  @Bean
  @Primary
  FreedomCardConnectionDetails freedomCardSandboxConnectionDetails(FreedomCardSandbox sandbox) {
    return new FreedomCardConnectionDetails() {
      @Override
      public Environment environment() {
        return Environment.of(sandbox.baseUrl());
      }

      @Override
      public CredentialsProvider credentials() {
        return sandbox.credentials();
      }

      @Override
      public @Nullable SslBundle sslBundle() {
        return sandbox.baseUrl().getScheme().equals("https") ? trusting(sandbox) : null;
      }

      @Override
      public Set<String> unknownRequestCodes() {
        return UNKNOWN_REQUEST;
      }
    };
  }

  /** The last customizer, so that no other one leads the client to another host. */
  @Bean
  @Order(Ordered.LOWEST_PRECEDENCE)
  FreedomCardClientBuilderCustomizer freedomCardSandboxHost(
      FreedomCardSandbox sandbox, ObjectProvider<SandboxOptions> options) {
    return builder ->
        builder
            .baseUrl(sandbox.baseUrl())
            .credentials(sandbox.credentials())
            .algorithm(options.getIfAvailable(SandboxOptions::defaults).algorithm());
  }

  private static SslBundle trusting(FreedomCardSandbox sandbox) {
    try {
      KeyStore trust = KeyStore.getInstance(KeyStore.getDefaultType());
      trust.load(null, null);
      trust.setCertificateEntry("sandbox", sandbox.certificate());
      return SslBundle.of(SslStoreBundle.of(null, null, trust));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("sandbox: no trust store", e);
    }
  }
}
