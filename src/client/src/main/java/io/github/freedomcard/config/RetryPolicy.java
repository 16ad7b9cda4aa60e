package io.github.freedomcard.config;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.internal.util.Preconditions;
import java.time.Duration;
import java.util.Set;

/**
 * Controls attempts, back-off and recovery after a lost response.
 *
 * <pre>{@code
 * RetryPolicy patient =
 *     RetryPolicy.builder()
 *         .maxAttempts(5)
 *         .backoff(Duration.ofMillis(500), Duration.ofSeconds(10))
 *         .build();
 * }</pre>
 *
 * <p>No policy makes the client send a non-idempotent command twice, or an idempotent command with
 * another {@code request_id}. Immutable and safe to share between threads.
 */
public final class RetryPolicy {

  private static final RetryPolicy STANDARD = builder().build();
  private static final RetryPolicy NONE = builder().maxAttempts(1).queryStatus(false).build();

  private final int maxAttempts;
  private final Duration firstBackoff;
  private final Duration maxBackoff;
  private final boolean queryStatus;
  private final ResendPolicy resend;
  private final Set<String> unknownRequestCodes;

  private RetryPolicy(Builder builder) {
    maxAttempts = builder.maxAttempts;
    firstBackoff = builder.firstBackoff;
    maxBackoff = builder.maxBackoff;
    queryStatus = builder.queryStatus;
    resend = builder.resend;
    unknownRequestCodes = builder.unknownRequestCodes;
  }

  /**
   * At most three attempts, a back-off of 0.2 to 5 seconds with full jitter, status queries, and
   * {@link ResendPolicy#DOCUMENTED_ONLY}.
   */
  public static RetryPolicy standard() {
    return STANDARD;
  }

  /**
   * One attempt and no status query. The outcome of an idempotent command with an error response is
   * then unknown: it may be the refusal of a duplicate, and only a status query could tell.
   */
  public static RetryPolicy none() {
    return NONE;
  }

  /** Starts from {@link #standard}. */
  public static Builder builder() {
    return new Builder();
  }

  /** The maximum number of attempts. */
  public int maxAttempts() {
    return maxAttempts;
  }

  /** The longest delay before the second attempt. */
  public Duration firstBackoff() {
    return firstBackoff;
  }

  /** The longest delay before any attempt. */
  public Duration maxBackoff() {
    return maxBackoff;
  }

  /** Whether the client queries the status of a command after a lost or an error response. */
  public boolean queryStatus() {
    return queryStatus;
  }

  /** Whether the client resends a command whose status the server does not report. */
  public ResendPolicy resend() {
    return resend;
  }

  /** The error codes that mean that the server does not know a {@code request_id}; immutable. */
  public Set<String> unknownRequestCodes() {
    return unknownRequestCodes;
  }

  @Override
  public String toString() {
    return "RetryPolicy[maxAttempts="
        + maxAttempts
        + ", firstBackoff="
        + firstBackoff
        + ", maxBackoff="
        + maxBackoff
        + ", queryStatus="
        + queryStatus
        + ", resend="
        + resend
        + ", unknownRequestCodes="
        + unknownRequestCodes
        + "]";
  }

  /** Collects the policy; for use by one thread. */
  public static final class Builder {

    private int maxAttempts = 3;
    private Duration firstBackoff = Duration.ofMillis(200);
    private Duration maxBackoff = Duration.ofSeconds(5);
    private boolean queryStatus = true;
    private ResendPolicy resend = ResendPolicy.DOCUMENTED_ONLY;
    private Set<String> unknownRequestCodes = Set.of();

    private Builder() {}

    /**
     * Sets the maximum number of attempts, by default 3.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder maxAttempts(int maxAttempts) {
      this.maxAttempts = Preconditions.positive("maxAttempts", maxAttempts);
      return this;
    }

    /**
     * Sets the exponential back-off with full jitter: each delay is random between zero and a limit
     * that doubles from {@code first}, by default 0.2 seconds, to {@code max}, by default 5
     * seconds.
     *
     * @throws IllegalArgumentException if one is not positive, or the first is the larger
     */
    public Builder backoff(Duration first, Duration max) {
      this.firstBackoff = Preconditions.positive("first", first);
      this.maxBackoff = Preconditions.positive("max", max);
      if (first.compareTo(max) > 0) {
        throw new IllegalArgumentException("first > max: " + first + " > " + max);
      }
      return this;
    }

    /**
     * Sets whether the client queries the status of an idempotent command after a lost or an error
     * response, by default true.
     */
    public Builder queryStatus(boolean queryStatus) {
      this.queryStatus = queryStatus;
      return this;
    }

    /**
     * Sets whether the client resends an idempotent command that two status queries reported as
     * unknown, by default {@link ResendPolicy#DOCUMENTED_ONLY}.
     */
    public Builder resend(ResendPolicy resend) {
      this.resend = requireNonNull(resend, "resend");
      return this;
    }

    /**
     * Sets the error codes by which a status query reports that the server does not know the {@code
     * request_id}. By default none: the vendor's code is not documented, and only HTTP 404 with an
     * error of the Card API counts. With any other error the client never resends a command, since
     * the server may have failed to look it up.
     *
     * @param codes values of {@code error_code}, compared exactly; copied
     * @throws IllegalArgumentException if one is blank
     */
    public Builder unknownRequestCodes(Set<String> codes) {
      for (String code : requireNonNull(codes, "unknownRequestCodes")) {
        Preconditions.text("unknownRequestCodes", code);
      }
      this.unknownRequestCodes = Set.copyOf(codes);
      return this;
    }

    /** The policy. */
    public RetryPolicy build() {
      return new RetryPolicy(this);
    }
  }
}
