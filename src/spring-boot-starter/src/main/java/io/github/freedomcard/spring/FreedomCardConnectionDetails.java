package io.github.freedomcard.spring;

import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.Environment;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;
import org.springframework.boot.ssl.SslBundle;

/**
 * The host of the Card API and how to reach it. A bean of this type takes the place of the
 * properties for host, credentials and SSL bundle, and of a {@code CredentialsProvider} bean.
 */
public interface FreedomCardConnectionDetails extends ConnectionDetails {

  /** Returns the host. */
  Environment environment();

  /** Returns the credentials that the host accepts. */
  CredentialsProvider credentials();

  /** Returns the trust, keys and protocols of the client; null for the defaults. */
  default @Nullable SslBundle sslBundle() {
    return null;
  }

  /**
   * Returns the error codes by which this host reports an unknown request; used unless {@code
   * freedom-card.retry.unknown-request-codes} is set.
   */
  default Set<String> unknownRequestCodes() {
    return Set.of();
  }
}
