package io.github.freedomcard.config;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.internal.util.Preconditions;
import java.time.Duration;

/**
 * How far a call goes to get an answer before it reports that there is none.
 *
 * <pre>{@code
 * RetryPolicy patient =
 *     RetryPolicy.builder()
 *         .maxAttempts(5)
 *         .backoff(Duration.ofMillis(500), Duration.ofSeconds(10))
 *         .build();
 * }</pre>
 *
 * <p>It can only narrow what is safe: nothing set here makes an unkeyed command go out twice, or a
 * keyed one with another {@code request_id}. Immutable and safe to share between threads.
 */
public final class RetryPolicy {

  private static final RetryPolicy STANDARD = builder().build();
  private static final RetryPolicy NONE = builder().maxAttempts(1).queryStatus(false).build();

  private final int maxAttempts;
  private final Duration firstBackoff;
  private final Duration maxBackoff;
  private final boolean queryStatus;
  private final ResendPolicy resend;

  private RetryPolicy(Builder builder) {
    maxAttempts = builder.maxAttempts;
    firstBackoff = builder.firstBackoff;
    maxBackoff = builder.maxBackoff;
    queryStatus = builder.queryStatus;
    resend = builder.resend;
  }

  /**
   * Three sends at most, a back-off of 0.2 to 5 seconds with full jitter, questions asked, and
   * {@link ResendPolicy#DOCUMENTED_ONLY}.
   */
  public static RetryPolicy standard() {
    return STANDARD;
  }

  /**
   * One send and no question. The error answer to a keyed command is then of unknown outcome,
   * because it may be the refusal of a duplicate, and only asking could tell.
   */
  public static RetryPolicy none() {
    return NONE;
  }

  /** Starts from {@link #standard}. */
  public static Builder builder() {
    return new Builder();
  }

  /** How many times a request is sent at most. */
  public int maxAttempts() {
    return maxAttempts;
  }

  /** The bound of the first back-off. */
  public Duration firstBackoff() {
    return firstBackoff;
  }

  /** The bound of every back-off. */
  public Duration maxBackoff() {
    return maxBackoff;
  }

  /** Whether the server is asked what became of a keyed command. */
  public boolean queryStatus() {
    return queryStatus;
  }

  /** Whether a keyed command that the server does not know of is sent again. */
  public ResendPolicy resend() {
    return resend;
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
        + "]";
  }

  /** Collects the policy; for use by one thread. */
  public static final class Builder {

    private int maxAttempts = 3;
    private Duration firstBackoff = Duration.ofMillis(200);
    private Duration maxBackoff = Duration.ofSeconds(5);
    private boolean queryStatus = true;
    private ResendPolicy resend = ResendPolicy.DOCUMENTED_ONLY;

    private Builder() {}

    /**
     * Sets how many times a request is sent at most.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder maxAttempts(int maxAttempts) {
      this.maxAttempts = Preconditions.positive("maxAttempts", maxAttempts);
      return this;
    }

    /**
     * Sets the bounds of the back-off, which doubles from {@code first} to {@code max}; the delay
     * itself is random between zero and the bound.
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

    /** Sets whether the server is asked what became of a keyed command. */
    public Builder queryStatus(boolean queryStatus) {
      this.queryStatus = queryStatus;
      return this;
    }

    /** Sets whether a keyed command that the server does not know of is sent again. */
    public Builder resend(ResendPolicy resend) {
      this.resend = requireNonNull(resend, "resend");
      return this;
    }

    /** The policy. */
    public RetryPolicy build() {
      return new RetryPolicy(this);
    }
  }
}
