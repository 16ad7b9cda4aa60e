package io.github.freedomcard.spring;

import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code freedom-card.*}. A property that is not set leaves the client's default.
 *
 * @param authId Partner's auth id. Not needed with a CredentialsProvider bean.
 * @param secretKey Secret key that signs each request. Not needed with a CredentialsProvider bean.
 * @param environment Vendor's host. Either this or base-url.
 * @param baseUrl Base URL of another host, HTTPS unless it is this machine. Either this or
 *     environment.
 * @param algorithm Algorithm of signatures.
 * @param timeout Longest time of a whole call, with retries and status queries.
 * @param attemptTimeout Longest time of one attempt, with connecting and reading.
 * @param maxConcurrentCalls Asynchronous calls in flight at a time; also the idle connections that
 *     are kept.
 * @param retry Attempts, back-off and recovery after a lost response.
 * @param paths Other paths of operations, by the operation's name, such as issueCard.
 * @param ssl TLS of the client.
 * @param proxy HTTP proxy.
 */
@ConfigurationProperties("freedom-card")
public record FreedomCardProperties(
    @Nullable String authId,
    @Nullable String secretKey,
    @Nullable Host environment,
    @Nullable String baseUrl,
    @Nullable JwsAlgorithm algorithm,
    @Nullable Duration timeout,
    @Nullable Duration attemptTimeout,
    @Nullable Integer maxConcurrentCalls,
    @DefaultValue Retry retry,
    @DefaultValue Map<String, String> paths,
    @DefaultValue Ssl ssl,
    @DefaultValue Proxy proxy) {

  /** A host of the vendor. */
  public enum Host {
    /** Test cards without money. */
    TEST,
    /** Real cards and real money. */
    PRODUCTION
  }

  /**
   * How the client retries.
   *
   * @param maxAttempts Maximum number of attempts.
   * @param firstBackoff Longest delay before the second attempt.
   * @param maxBackoff Longest delay before any attempt.
   * @param queryStatus Whether to query the status of a command after a lost or an error response.
   * @param resend Whether to resend a command whose status the server does not report.
   * @param unknownRequestCodes Error codes by which a status query reports an unknown request.
   */
  public record Retry(
      @Nullable Integer maxAttempts,
      @Nullable Duration firstBackoff,
      @Nullable Duration maxBackoff,
      @Nullable Boolean queryStatus,
      @Nullable ResendPolicy resend,
      @Nullable Set<String> unknownRequestCodes) {}

  /**
   * TLS of the client.
   *
   * @param bundle Name of an SSL bundle with trust, client certificate, protocols and ciphers.
   */
  public record Ssl(@Nullable String bundle) {}

  /**
   * An HTTP proxy.
   *
   * @param host Host name or address of the proxy.
   * @param port Port of the proxy.
   */
  public record Proxy(@Nullable String host, @DefaultValue("3128") int port) {}

  /** Without the secret key, and without the base URL, which may have a password by mistake. */
  @Override
  public String toString() {
    return "FreedomCardProperties[authId=%s, secretKey=***, environment=%s]"
        .formatted(authId, environment);
  }
}
