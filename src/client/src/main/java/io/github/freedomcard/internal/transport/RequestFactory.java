package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.util.BoundedCache;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRead;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Evidence;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.signing.JwsRequestSigner;
import java.util.Map;
import java.util.UUID;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * All that one call sends: its request, and the question about it, signed with the credentials that
 * the call began with.
 */
final class RequestFactory {

  /** Where a client's calls go. */
  record Endpoint(
      Call.Factory calls,
      Map<Operation<?, ?>, String> paths,
      BoundedCache<String, HttpUrl> urls,
      Json json,
      long maxResponseBytes) {}

  private final Endpoint route;
  private final Operation<?, ?> operation;
  private final Object request;
  private final JwsRequestSigner signer;
  private final Map<String, String> headers;
  private final byte[] body;

  RequestFactory(
      Endpoint route,
      Operation<?, ?> operation,
      Object request,
      JwsRequestSigner signer,
      Map<String, String> headers) {
    this.route = route;
    this.operation = operation;
    this.request = request;
    this.signer = signer;
    this.headers = headers;
    // Here, so that a request that can't be written fails before anything else is done.
    this.body = route.json().write(request);
    if (operation.effect() == Effect.IDEMPOTENT_COMMAND && !bodyHasItsId()) {
      // The server could not refuse it as a duplicate, so nothing said of keyed commands would
      // hold.
      throw new IllegalArgumentException("request: request_id is not its requestId()");
    }
  }

  /** A catalogue's request has it by construction; one of the user's may be written without. */
  private boolean bodyHasItsId() {
    return operation.evidence() != Evidence.CALLER_DEFINED
        || new String(body, UTF_8).contains("\"request_id\":\"" + requestId() + "\"");
  }

  /** The id that the caller knows the call by; null where there is none. */
  @Nullable UUID requestId() {
    if (request instanceof IdempotentRequest identified) {
      return requireNonNull(identified.requestId(), "requestId");
    }
    if (request instanceof IdentifiedRead<?> repeatable) {
      return repeatable.requestId();
    }
    return request instanceof RequestStatusRequest asked ? asked.requestId() : null;
  }

  /** The request once more: the same bytes, but for a read whose id is to be fresh. */
  Exchange send(long timeoutNanos) {
    if (request instanceof IdempotentRequest identified) {
      return post(operation, identified.requestId(), body, timeoutNanos);
    }
    if (request instanceof IdentifiedRead<?> repeatable) {
      UUID set = repeatable.requestId();
      UUID id = Preconditions.orRandom(set);
      byte[] stamped = set == null ? route.json().write(repeatable.withRequestId(id)) : body;
      return post(operation, id, stamped, timeoutNanos);
    }
    // The header's id must be unique even where the body has none of its own, or asks about one.
    return post(operation, UUID.randomUUID(), body, timeoutNanos);
  }

  /** The question what became of the request with this id. */
  Exchange ask(UUID requestId, long timeoutNanos) {
    byte[] question =
        route.json().write(RequestStatusRequest.builder().requestId(requestId).build());
    return post(RequestOperations.GET_REQUEST_STATUS, UUID.randomUUID(), question, timeoutNanos);
  }

  private Exchange post(Operation<?, ?> operation, UUID id, byte[] bytes, long timeoutNanos) {
    String path = route.paths().getOrDefault(operation, operation.path());
    Request.Builder post = new Request.Builder().url(route.urls().of(path));
    headers.forEach(post::header);
    post.header("X-JWS-Signature", signer.sign("POST", path, bytes));
    post.header("Request-Id", id.toString());
    post.header("Accept", "application/json");
    return new Exchange(route.calls(), path, post, bytes, timeoutNanos, route.maxResponseBytes());
  }
}
