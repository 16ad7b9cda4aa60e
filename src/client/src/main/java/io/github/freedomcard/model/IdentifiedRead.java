package io.github.freedomcard.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A read's request that carries a {@code request_id}: the server refuses a second one with the same
 * id, so where none was set, each send gets a fresh one.
 *
 * @param <Q> the request's own type
 */
public interface IdentifiedRead<Q> {

  /** The id that was set by the caller; null if each send is to have a fresh one. */
  @Nullable UUID requestId();

  /** The same request with this id. */
  Q withRequestId(UUID requestId);
}
