package io.github.freedomcard.spring;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.Environment;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.util.StringUtils;

/** The connection that the properties, and a {@code CredentialsProvider} bean, describe. */
final class PropertiesConnectionDetails implements FreedomCardConnectionDetails {

  private static final String SET_HOST =
      "Set freedom-card.environment to test or production, or freedom-card.base-url to another"
          + " host.";
  private static final String SET_CREDENTIALS =
      "Set freedom-card.auth-id and freedom-card.secret-key, or define a bean of type"
          + " CredentialsProvider. In tests, add @FreedomCardSandboxTest.";

  private final FreedomCardProperties properties;
  private final ObjectProvider<CredentialsProvider> provider;
  private final ObjectProvider<SslBundles> bundles;

  PropertiesConnectionDetails(
      FreedomCardProperties properties,
      ObjectProvider<CredentialsProvider> provider,
      ObjectProvider<SslBundles> bundles) {
    this.properties = properties;
    this.provider = provider;
    this.bundles = bundles;
  }

  @Override
  public Environment environment() {
    FreedomCardProperties.Host host = properties.environment();
    String baseUrl = text(properties.baseUrl());
    if (host != null && baseUrl != null) {
      throw new InvalidSettingException(
          "both freedom-card.environment and freedom-card.base-url are set", "Remove one of them.");
    }
    if (baseUrl != null) {
      try {
        return Environment.of(new URI(baseUrl));
      } catch (URISyntaxException e) {
        // Without the cause, which quotes the text: it may contain a password.
        throw new InvalidSettingException("freedom-card.base-url is no URL", SET_HOST);
      } catch (IllegalArgumentException e) {
        throw new InvalidSettingException(
            "freedom-card.base-url: " + e.getMessage(),
            "Set it to a scheme, a host and a port alone, or remove it and set"
                + " freedom-card.environment.");
      }
    }
    if (host == null) {
      throw text(properties.authId()) == null && provider.getIfAvailable() == null
          ? new InvalidSettingException(
              "neither a host nor credentials are set", SET_HOST + "\n" + SET_CREDENTIALS)
          : new InvalidSettingException("no host is set", SET_HOST);
    }
    return switch (host) {
      case TEST -> Environment.TEST;
      case PRODUCTION -> Environment.PRODUCTION;
    };
  }

  @Override
  public CredentialsProvider credentials() {
    CredentialsProvider bean = provider.getIfAvailable();
    if (bean != null) {
      return bean;
    }
    String authId = text(properties.authId());
    String secretKey = text(properties.secretKey());
    if (authId == null || secretKey == null) {
      throw new InvalidSettingException(
          (authId == null ? "freedom-card.auth-id" : "freedom-card.secret-key") + " is not set",
          SET_CREDENTIALS);
    }
    try {
      return Credentials.of(authId, secretKey);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException("freedom-card." + e.getMessage(), SET_CREDENTIALS);
    }
  }

  @Override
  public @Nullable SslBundle sslBundle() {
    String name = text(properties.ssl().bundle());
    return name == null ? null : bundles.getObject().getBundle(name);
  }

  /**
   * A placeholder such as {@code ${VARIABLE:}} sets an empty text, and one without a default stays
   * as it is if the variable is missing.
   */
  private static @Nullable String text(@Nullable String value) {
    return StringUtils.hasText(value) && !(value.startsWith("${") && value.endsWith("}"))
        ? value
        : null;
  }
}
