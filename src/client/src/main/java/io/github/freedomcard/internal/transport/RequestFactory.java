package io.github.freedomcard.internal.transport;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.util.BoundedCache;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Evidence;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.signing.JwsRequestSigner;
import java.util.Map;
import java.util.UUID;
import okhttp3.Call;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Builds everything that one call sends: its request and the status query about it. It signs them
 * all with the credentials that the call began with.
 */
final class RequestFactory {

  /**
   * Where and how a client sends its calls.
   *
   * @param host host and port, for messages
   * @param json writes requests
   * @param readers what reads responses, by the size that they may have: few sizes, so few entries
   * @param maxResponseBytes the client's limit for each response
   */
  record Endpoint(
      Call.Factory calls,
      String host,
      Map<Operation<?, ?>, String> paths,
      BoundedCache<String, HttpUrl> urls,
      Json json,
      Map<Long, Json> readers,
      long maxResponseBytes,
      Scheduler scheduler,
      WatchdogAnchor watchdog,
      RequestIdHistory history) {

    /** The largest response of the operation that is read: the lower one of both limits. */
    long maxResponseBytes(Operation<?, ?> operation) {
      return Math.min(maxResponseBytes, operation.responseConvention().maxResponseBytes());
    }

    /** What reads the operation's responses. */
    Json reader(Operation<?, ?> operation) {
      return readers.computeIfAbsent(maxResponseBytes(operation), Json::new);
    }
  }

  private final Endpoint endpoint;
  private final Operation<?, ?> operation;
  private final JwsRequestSigner signer;
  private final Map<String, String> headers;
  private final RequestIdentity identity;
  private final RequestIdHistory.Use use;

  /**
   * Prepares the requests of a call.
   *
   * @param authId the auth id of the signer
   * @throws IllegalArgumentException if the request can't be written as JSON, or is an idempotent
   *     command whose JSON lacks its {@code request_id}, or its id was used for another request
   */
  RequestFactory(
      Endpoint endpoint,
      Operation<?, ?> operation,
      Object request,
      String authId,
      JwsRequestSigner signer,
      Map<String, String> headers) {
    this.endpoint = endpoint;
    this.operation = operation;
    this.signer = signer;
    this.headers = headers;
    // Written here, so that a request that can't be written fails before anything else happens.
    byte[] body = endpoint.json().write(request);
    this.identity = new RequestIdentity(request, body, endpoint.json());
    if (operation.effect() == Effect.IDEMPOTENT_COMMAND && !isIdempotent(body)) {
      // The server could not refuse it as a duplicate, so it would not be an idempotent command.
      throw new IllegalArgumentException("request: request_id is not its requestId()");
    }
    this.use = endpoint.history().use(authId, identity, operation);
  }

  /** The catalogue's requests have the id by construction; a caller's type may omit it. */
  private boolean isIdempotent(byte[] body) {
    return operation.evidence() != Evidence.CALLER_DEFINED
        || endpoint.json().hasMember(body, "request_id", String.valueOf(requestId()));
  }

  /** The id that the caller knows the call by; null if there is none. */
  @Nullable UUID requestId() {
    return identity.requestId();
  }

  /** The ids of the call and of its attempts. */
  RequestIdentity identity() {
    return identity;
  }

  /** The use of the call's id. */
  RequestIdHistory.Use use() {
    return use;
  }

  /** Host and port that the call is sent to. */
  String host() {
    return endpoint.host();
  }

  /** An attempt: the same bytes each time, except for a read that needs a fresh id. */
  Exchange attempt(long timeoutNanos) {
    use.attemptBegins();
    return post(operation, identity.next(), timeoutNanos);
  }

  /** A status query about the request with this id. */
  Exchange statusQuery(UUID requestId, long timeoutNanos) {
    byte[] query = endpoint.json().write(StatusQuery.of(requestId));
    return post(
        StatusQuery.OPERATION, new RequestIdentity.Attempt(UUID.randomUUID(), query), timeoutNanos);
  }

  private Exchange post(
      Operation<?, ?> operation, RequestIdentity.Attempt attempt, long timeoutNanos) {
    String path = endpoint.paths().getOrDefault(operation, operation.path());
    Request.Builder post =
        new Request.Builder().url(endpoint.urls().of(path)).header("User-Agent", UserAgent.VALUE);
    headers.forEach(post::header);
    post.header("X-JWS-Signature", signer.sign("POST", path, attempt.body()));
    post.header("Request-Id", attempt.id().toString());
    post.header("Accept", "application/json");
    // Names the operation to interceptors and event listeners of the application.
    post.tag(Operation.class, operation);
    return new Exchange(endpoint, operation, path, post, attempt.body(), timeoutNanos);
  }
}
