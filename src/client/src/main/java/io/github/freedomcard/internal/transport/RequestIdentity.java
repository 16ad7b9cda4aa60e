package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRead;
import io.github.freedomcard.model.RequestStatusRequest;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ids of one call, resolved once from its request.
 *
 * @param requestId the id that the caller knows the call by; null if there is none
 * @param attempts what each attempt sends
 */
record RequestIdentity(@Nullable UUID requestId, Supplier<Attempt> attempts) {

  /**
   * What one attempt sends.
   *
   * @param id the header {@code Request-Id}
   * @param body the bytes of the body
   */
  @SuppressWarnings("ArrayRecordComponent") // attempts are never compared
  record Attempt(UUID id, byte[] body) {}

  /**
   * Resolves the ids of a request.
   *
   * @param body the request as JSON
   */
  static RequestIdentity of(Object request, byte[] body, Json json) {
    if (request instanceof IdempotentRequest command) {
      UUID id = requireNonNull(command.requestId(), "requestId");
      return new RequestIdentity(id, () -> new Attempt(id, body));
    }
    if (request instanceof IdentifiedRead<?> read) {
      UUID id = read.requestId();
      return new RequestIdentity(
          id, id == null ? () -> fresh(read, json) : () -> new Attempt(id, body));
    }
    // The header's id must be unique even if the body has no id, or has the id of another request.
    return new RequestIdentity(
        request instanceof RequestStatusRequest query ? query.requestId() : null,
        () -> new Attempt(UUID.randomUUID(), body));
  }

  /** The server refuses a second read with the same id. */
  private static Attempt fresh(IdentifiedRead<?> read, Json json) {
    UUID id = UUID.randomUUID();
    return new Attempt(id, json.write(read.withRequestId(id)));
  }
}
