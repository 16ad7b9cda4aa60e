package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.RequestJson;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRead;
import io.github.freedomcard.model.RequestStatusRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ids of one call: its own, and those of its attempts. For use by one thread at a time. */
final class RequestIdentity {

  /**
   * What one attempt sends.
   *
   * @param id the header {@code Request-Id}
   * @param body the bytes of the body
   */
  @SuppressWarnings("ArrayRecordComponent") // attempts are never compared
  record Attempt(UUID id, byte[] body) {}

  private final Object request;
  private final byte[] body;
  private final Json json;
  private final @Nullable UUID requestId;
  private @Nullable String sentId;

  /**
   * Resolves the ids of a request.
   *
   * @param body the request as JSON
   */
  RequestIdentity(Object request, byte[] body, Json json) {
    this.request = request;
    this.body = body;
    this.json = json;
    this.requestId = requestIdOf(request);
    if (request instanceof IdempotentRequest) {
      requireNonNull(requestId, "requestId");
    }
    sentId = requestId == null ? RequestJson.text(body, "request_id") : requestId.toString();
  }

  /** The id that the caller knows a request by; null if there is none. */
  static @Nullable UUID requestIdOf(Object request) {
    if (request instanceof IdempotentRequest command) {
      return command.requestId();
    }
    if (request instanceof IdentifiedRead<?> read) {
      return read.requestId();
    }
    return request instanceof RequestStatusRequest query ? query.requestId() : null;
  }

  /** The id that the caller knows the call by; null if there is none. */
  @Nullable UUID requestId() {
    return requestId;
  }

  /** The request as JSON; a read may send it with another id. */
  byte[] body() {
    return body;
  }

  /** Whether the request uses up its id, so that no other request may have it. */
  boolean ownsId() {
    return requestId != null && !(request instanceof RequestStatusRequest);
  }

  /** What the next attempt sends. */
  Attempt next() {
    if (requestId != null && ownsId()) {
      return new Attempt(requestId, body);
    }
    // The header's id must be unique even if the body has no id, or has the id of another request.
    UUID fresh = UUID.randomUUID();
    if (request instanceof IdentifiedRead<?> read) {
      // The server refuses a second read with the same id.
      sentId = fresh.toString();
      return new Attempt(fresh, json.write(read.withRequestId(fresh)));
    }
    return new Attempt(fresh, body);
  }

  /** The {@code request_id} in the body of the latest attempt; null if it had none. */
  @Nullable String sentId() {
    return sentId;
  }
}
