package io.github.freedomcard.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A read whose request carries a {@code request_id}. The server refuses a second request with the
 * same id, so each attempt gets a new id unless one is set.
 *
 * @param <Q> the request's own type
 */
public interface IdentifiedRead<Q> {

  /** The id that the caller set; null if each attempt gets a new one. */
  @Nullable UUID requestId();

  /** Returns a copy with this id. */
  Q withRequestId(UUID requestId);
}
