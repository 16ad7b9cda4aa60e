package io.github.freedomcard.model;

import java.util.UUID;

/**
 * A request with a {@code request_id} of its own, the partner's unique number for it.
 *
 * <p>The id can be read, and stored, before anything is sent. The server processes one request with
 * it and refuses the next: documented for "Request-Id" (Card API, "Overview"), which may be the
 * header or the body's {@code request_id}; both are sent.
 */
public interface IdempotentRequest {

  /** The id that is sent as {@code request_id} and in the header {@code Request-Id}. */
  UUID requestId();
}
