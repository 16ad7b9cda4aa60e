package io.github.freedomcard.model;

import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Builds a request that carries a {@code request_id}.
 *
 * <p>Not thread-safe.
 *
 * @param <T> the type that is built
 * @param <B> the type of the builder itself
 */
public abstract class IdentifiedRequestBuilder<T, B extends IdentifiedRequestBuilder<T, B>>
    extends RequestBuilder<T, B> {

  private @Nullable UUID requestId;

  /** For the builders of this library. */
  protected IdentifiedRequestBuilder(Function<B, T> constructor) {
    super(constructor);
  }

  /**
   * Sets the idempotency key, for example that of an earlier request which is to be retried.
   *
   * <p>If it is unset or null, an id is generated: for a command by each {@link #build}, for a read
   * by each attempt to send it.
   */
  public final B requestId(@Nullable UUID requestId) {
    this.requestId = requestId;
    return self();
  }

  /** The id that was set. Null if none was; the records accept that. */
  @SuppressWarnings("NullAway") // A command's record generates a missing id.
  protected final UUID requestId() {
    return requestId;
  }
}
