package io.github.freedomcard.model;

import java.util.UUID;

/**
 * A command's request with a {@code request_id}, its idempotency key.
 *
 * <p>Store the id before the call, to retry the command later. One id is one body of one operation,
 * for ever; after a restart, the client can't detect that an id was used for another. The server
 * refuses a second request with an id: documented for "Request-Id", the header or the body's field.
 */
public interface IdempotentRequest {

  /** The id that is sent as {@code request_id} and in the header {@code Request-Id}. */
  UUID requestId();
}
