package io.github.freedomcard.model;

import java.util.UUID;

/**
 * A command's request with a {@code request_id}, its idempotency key.
 *
 * <p>Store the id before the call, to query or retry the command later. The server processes one
 * request with an id and refuses the next: documented for "Request-Id" (Card API, "Overview"),
 * which may be the header or the body's {@code request_id}; both are sent.
 */
public interface IdempotentRequest {

  /** The id that is sent as {@code request_id} and in the header {@code Request-Id}. */
  UUID requestId();
}
