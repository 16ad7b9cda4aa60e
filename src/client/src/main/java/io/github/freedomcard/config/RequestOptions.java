package io.github.freedomcard.config;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.internal.util.Preconditions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Options for some of a client's calls: time-outs, retry policy, credentials of another merchant,
 * extra headers, or that a request may have been sent before.
 *
 * <pre>{@code
 * FreedomCardClient hasty =
 *     client.withOptions(
 *         RequestOptions.builder().timeout(Duration.ofSeconds(5)).header("X-Trace", "1").build());
 * }</pre>
 *
 * <p>An option that is not set keeps the client's setting. Immutable and safe to share between
 * threads.
 */
public final class RequestOptions {

  private final @Nullable Duration timeout;
  private final @Nullable Duration attemptTimeout;
  private final @Nullable RetryPolicy retryPolicy;
  private final @Nullable CredentialsProvider credentials;
  private final Map<String, String> headers;
  private final boolean mayHaveBeenSent;

  private RequestOptions(Builder builder) {
    timeout = builder.timeout;
    attemptTimeout = builder.attemptTimeout;
    retryPolicy = builder.retryPolicy;
    credentials = builder.credentials;
    headers = Map.copyOf(builder.headers);
    mayHaveBeenSent = builder.mayHaveBeenSent;
  }

  /** Starts with nothing set. */
  public static Builder builder() {
    return new Builder();
  }

  /** The limit of a whole call; null if not set. */
  public @Nullable Duration timeout() {
    return timeout;
  }

  /** The limit of one attempt; null if not set. */
  public @Nullable Duration attemptTimeout() {
    return attemptTimeout;
  }

  /** The retry policy; null if not set. */
  public @Nullable RetryPolicy retryPolicy() {
    return retryPolicy;
  }

  /** The credentials to sign with; null if not set. */
  public @Nullable CredentialsProvider credentials() {
    return credentials;
  }

  /** Extra headers. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Whether an earlier attempt of the request may have been sent; false if not set. */
  public boolean mayHaveBeenSent() {
    return mayHaveBeenSent;
  }

  /** Shows the names of the headers, but not their values, which may be secrets. */
  @Override
  public String toString() {
    return "RequestOptions[timeout="
        + timeout
        + ", attemptTimeout="
        + attemptTimeout
        + ", retryPolicy="
        + retryPolicy
        + ", credentials="
        + (credentials == null ? "null" : "***")
        + ", headers="
        + headers.keySet()
        + ", mayHaveBeenSent="
        + mayHaveBeenSent
        + "]";
  }

  /** Collects the options; for use by one thread. */
  public static final class Builder {

    /** Headers that the client sets itself, or that change how the request is read or routed. */
    private static final Set<String> OWN =
        Set.of(
            "x-jws-signature",
            "request-id",
            "content-type",
            "content-length",
            "content-encoding",
            "transfer-encoding",
            "accept",
            "accept-encoding",
            "expect",
            "host",
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "upgrade",
            "http2-settings",
            "te",
            "trailer",
            "range");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e]*");

    private @Nullable Duration timeout;
    private @Nullable Duration attemptTimeout;
    private @Nullable RetryPolicy retryPolicy;
    private @Nullable CredentialsProvider credentials;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private boolean mayHaveBeenSent;

    private Builder() {}

    /**
     * Sets the limit of a whole call, including back-off and status queries.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder timeout(Duration timeout) {
      this.timeout = Preconditions.positive("timeout", timeout);
      return this;
    }

    /**
     * Sets the limit of one attempt.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder attemptTimeout(Duration attemptTimeout) {
      this.attemptTimeout = Preconditions.positive("attemptTimeout", attemptTimeout);
      return this;
    }

    /** Sets the retry policy. */
    public Builder retryPolicy(RetryPolicy retryPolicy) {
      this.retryPolicy = requireNonNull(retryPolicy, "retryPolicy");
      return this;
    }

    /** Sets the credentials to sign with; {@link Credentials} are a provider of themselves. */
    public Builder credentials(CredentialsProvider credentials) {
      this.credentials = requireNonNull(credentials, "credentials");
      return this;
    }

    /**
     * Sets the credentials to sign with.
     *
     * @throws IllegalArgumentException if {@code authId} is blank or {@code secretKey} is empty
     */
    public Builder credentials(String authId, String secretKey) {
      return credentials(Credentials.of(authId, secretKey));
    }

    /**
     * Adds a header to each request; a second value for a name replaces the first.
     *
     * @throws IllegalArgumentException if HTTP does not allow the name or value, or the client sets
     *     that header itself
     */
    public Builder header(String name, String value) {
      if (!NAME.matcher(requireNonNull(name, "name")).matches()) {
        throw new IllegalArgumentException("header name: not a token: " + name);
      }
      if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException("header name: set by the client: " + name);
      }
      if (!VALUE.matcher(requireNonNull(value, "value")).matches()) {
        throw new IllegalArgumentException("header value: not printable ASCII: " + name);
      }
      headers.keySet().removeIf(name::equalsIgnoreCase);
      headers.put(name, value);
      return this;
    }

    /**
     * Sets whether an earlier attempt of the request may have been sent, by another call, client or
     * process whose result is not known: for example by a process that crashed. By default false.
     *
     * <p>If true, the call of an idempotent command begins with a status query, as if an attempt of
     * its own had got no response. It sends the request only if two status queries report it as
     * unknown and {@link RetryPolicy#resend} allows it, and it fails with {@code NOT_PROCESSED}
     * only if a status query reports an error. With a policy without status queries it sends
     * nothing and fails with {@code UNKNOWN}. Attempts that the call did not make itself are not
     * counted, so {@code attempts()} may be 0.
     *
     * <p>Pass the request that was sent, with the same {@code request_id} and the same fields, and
     * use the same host and auth id: under another one the server does not know the request, so the
     * client would send it, and it could take effect twice.
     *
     * <p>A read ignores the option. The call of a non-idempotent command throws an {@link
     * IllegalArgumentException} and sends nothing. Use a view with this option for such requests
     * alone; a view that is derived from it has the option, too.
     */
    public Builder mayHaveBeenSent(boolean mayHaveBeenSent) {
      this.mayHaveBeenSent = mayHaveBeenSent;
      return this;
    }

    /** The options. */
    public RequestOptions build() {
      return new RequestOptions(this);
    }
  }
}
