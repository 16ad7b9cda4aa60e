package io.github.freedomcard.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The API limits the rate of requests: HTTP 429. */
public final class RateLimitException extends FreedomCardException {

  private static final long serialVersionUID = 1;

  private final @Nullable Duration retryAfter;

  /** A refusal that asks to wait for {@code retryAfter}. */
  public RateLimitException(@Nullable Duration retryAfter, CallContext context) {
    super(
        "too many requests, HTTP 429"
            + (retryAfter == null ? "" : ", retry after " + retryAfter.toSeconds() + " s"),
        null,
        context);
    this.retryAfter = retryAfter;
  }

  /** The delay that the server requested; null if none. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
