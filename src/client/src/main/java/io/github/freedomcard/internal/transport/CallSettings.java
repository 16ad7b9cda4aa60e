package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The settings of each call of a client, or of a derived view of it.
 *
 * @param timeout the limit of a whole call
 * @param attemptTimeout the limit of one attempt
 * @param retryPolicy attempts, back-off and status queries
 * @param credentials what requests are signed with
 * @param headers extra headers
 * @param mayHaveBeenSent whether an attempt of the request may have been sent before the call
 */
public record CallSettings(
    Duration timeout,
    Duration attemptTimeout,
    RetryPolicy retryPolicy,
    CredentialsProvider credentials,
    Map<String, String> headers,
    boolean mayHaveBeenSent) {

  /** These settings with the options applied; headers are added to the present ones. */
  public CallSettings with(RequestOptions options) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    options
        .headers()
        .forEach(
            (name, value) -> {
              all.keySet().removeIf(name::equalsIgnoreCase);
              all.put(name, value);
            });
    return new CallSettings(
        options.timeout() == null ? timeout : options.timeout(),
        options.attemptTimeout() == null ? attemptTimeout : options.attemptTimeout(),
        options.retryPolicy() == null ? retryPolicy : options.retryPolicy(),
        options.credentials() == null ? credentials : options.credentials(),
        Map.copyOf(all),
        mayHaveBeenSent || options.mayHaveBeenSent());
  }
}
