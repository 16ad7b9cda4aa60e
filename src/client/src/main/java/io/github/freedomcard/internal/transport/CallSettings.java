package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What holds for each call of a client, or of a view of it.
 *
 * @param timeout the bound of a whole call
 * @param attemptTimeout the bound of one send
 * @param retryPolicy how far a call goes
 * @param credentials who calls
 * @param headers extra headers
 */
public record CallSettings(
    Duration timeout,
    Duration attemptTimeout,
    RetryPolicy retryPolicy,
    CredentialsProvider credentials,
    Map<String, String> headers) {

  /** These settings with what {@code options} sets; headers are added to those that are there. */
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
        Map.copyOf(all));
  }
}
