package io.github.freedomcard.operation;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.internal.json.UnreadableException;
import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRead;
import io.github.freedomcard.model.RequestState;

/**
 * One operation of the Card API: its name, its path, the types of its request and its response, its
 * effect, and how well it is documented.
 *
 * <pre>{@code
 * Operation<Map, Map> read =
 *     Operation.read("getTariff", "/v5/card-api/card/tariff", Map.class, Map.class);
 * Map tariff = client.execute(read, Map.of("card_id", "123456789")).body();
 * }</pre>
 *
 * <p>The factories describe an endpoint that this library does not know. Call such an operation
 * with {@code FreedomCardClient.execute}; the same rules apply to it as to the catalogue's
 * operations. Immutable and safe to share between threads. Two operations are equal only if they
 * are the same object.
 *
 * @param <Q> the request's type
 * @param <R> the response's type
 */
public final class Operation<Q, R> {

  /** Made when it is first used: most callers store nothing. */
  private static final class Stored {

    /** A request may hold documents; no server limits what a caller writes. */
    static final Json JSON = new Json(256L << 20);
  }

  private final String name;
  private final String path;
  private final Effect effect;
  private final Evidence evidence;
  private final Class<Q> requestType;
  private final Class<R> responseType;
  private final CreatedResource creates;
  private final ResponseConvention responseConvention;

  private Operation(
      String name,
      String path,
      Effect effect,
      Evidence evidence,
      Class<Q> requestType,
      Class<R> responseType,
      CreatedResource creates,
      ResponseConvention responseConvention) {
    this.name = Preconditions.text("name", name);
    this.path = Preconditions.path("path", path);
    this.effect = effect;
    this.evidence = evidence;
    this.requestType = requireNonNull(requestType, "requestType");
    this.responseType = requireNonNull(responseType, "responseType");
    this.creates = creates;
    this.responseConvention = responseConvention;
  }

  /**
   * An operation that changes nothing, so repeating it is harmless.
   *
   * @param name the name in logs and exceptions
   * @param path the path that is sent and signed, such as {@code /v5/card-api/card/info}
   * @param requestType any type that Jackson writes as a JSON object, {@code Map} included; camel
   *     case becomes snake case. If it carries a {@code request_id}, it should be an {@link
   *     IdentifiedRead}, so that each attempt has a fresh id
   * @param responseType any type that Jackson reads from a JSON object, {@code Map} included
   * @throws IllegalArgumentException if the name is blank or the path is not plain and absolute
   */
  public static <Q, R> Operation<Q, R> read(
      String name, String path, Class<Q> requestType, Class<R> responseType) {
    return read(name, path, Evidence.CALLER_DEFINED, requestType, responseType);
  }

  /**
   * An operation that changes something and whose {@code request_id} is an idempotency key. It is
   * taken for one that creates {@link CreatedResource#NONE}, so if a status query reports that it
   * succeeded and created a transaction, its outcome is unknown and {@code reportedState()} is that
   * state.
   *
   * @param name the name in logs and exceptions
   * @param path the path that is sent and signed
   * @param requestType a type that Jackson writes as a JSON object whose member {@code request_id}
   *     is the id of {@link IdempotentRequest#requestId}; a request without it is rejected before
   *     anything is sent
   * @throws IllegalArgumentException if the name is blank or the path is not plain and absolute
   */
  public static <Q extends IdempotentRequest> Operation<Q, RequestState> idempotentCommand(
      String name, String path, Class<Q> requestType) {
    return idempotentCommand(name, path, Evidence.CALLER_DEFINED, requestType);
  }

  /**
   * An operation that changes something and has no idempotency key: after a lost response the
   * client never sends it again, and its outcome is unknown.
   *
   * @param name the name in logs and exceptions
   * @param path the path that is sent and signed
   * @param requestType any type that Jackson writes as a JSON object
   * @param responseType any type that Jackson reads from a JSON object
   * @throws IllegalArgumentException if the name is blank or the path is not plain and absolute
   */
  public static <Q, R> Operation<Q, R> nonIdempotentCommand(
      String name, String path, Class<Q> requestType, Class<R> responseType) {
    return nonIdempotentCommand(name, path, Evidence.CALLER_DEFINED, requestType, responseType);
  }

  static <Q, R> Operation<Q, R> read(
      String name, String path, Evidence evidence, Class<Q> requestType, Class<R> responseType) {
    return read(
        name,
        path,
        evidence,
        requestType,
        responseType,
        ResponseConvention.of(evidence, responseType));
  }

  static <Q, R> Operation<Q, R> read(
      String name,
      String path,
      Evidence evidence,
      Class<Q> requestType,
      Class<R> responseType,
      ResponseConvention responseConvention) {
    return new Operation<>(
        name,
        path,
        Effect.READ,
        evidence,
        requestType,
        responseType,
        CreatedResource.NONE,
        responseConvention);
  }

  static <Q extends IdempotentRequest> Operation<Q, RequestState> idempotentCommand(
      String name, String path, Evidence evidence, Class<Q> requestType) {
    return idempotentCommand(name, path, evidence, requestType, CreatedResource.NONE);
  }

  static <Q extends IdempotentRequest> Operation<Q, RequestState> idempotentCommand(
      String name, String path, Evidence evidence, Class<Q> requestType, CreatedResource creates) {
    return new Operation<>(
        name,
        path,
        Effect.IDEMPOTENT_COMMAND,
        evidence,
        requestType,
        RequestState.class,
        creates,
        ResponseConvention.of(evidence, RequestState.class));
  }

  static <Q, R> Operation<Q, R> nonIdempotentCommand(
      String name, String path, Evidence evidence, Class<Q> requestType, Class<R> responseType) {
    return nonIdempotentCommand(
        name,
        path,
        evidence,
        requestType,
        responseType,
        ResponseConvention.of(evidence, responseType));
  }

  static <Q, R> Operation<Q, R> nonIdempotentCommand(
      String name,
      String path,
      Evidence evidence,
      Class<Q> requestType,
      Class<R> responseType,
      ResponseConvention responseConvention) {
    return new Operation<>(
        name,
        path,
        Effect.NON_IDEMPOTENT_COMMAND,
        evidence,
        requestType,
        responseType,
        CreatedResource.NONE,
        responseConvention);
  }

  /** The name in logs and exceptions; in the catalogue, the name of the client's method. */
  public String name() {
    return name;
  }

  /** The path that is sent and signed, unless the client's builder sets another. */
  public String path() {
    return path;
  }

  /** Whether the operation changes something. */
  public Effect effect() {
    return effect;
  }

  /** How well the operation is documented. */
  public Evidence evidence() {
    return evidence;
  }

  /** Which ids a status query reports for a request of this operation. */
  public CreatedResource creates() {
    return creates;
  }

  /** How the response states success and failure. */
  public ResponseConvention responseConvention() {
    return responseConvention;
  }

  /** The type of the request. */
  public Class<Q> requestType() {
    return requestType;
  }

  /** The type that the response is read as. */
  public Class<R> responseType() {
    return responseType;
  }

  /**
   * The request as JSON: the bytes that the client signs and sends. Store them to send the same
   * request again after a restart. They contain the request's personal data and secrets in clear,
   * so encrypt them.
   *
   * <p>An {@link IdentifiedRead} is sent with a fresh id each time; these bytes have its own.
   *
   * @throws IllegalArgumentException if the request can't be written as JSON
   */
  public byte[] toJson(Q request) {
    return Stored.JSON.write(requireNonNull(request, "request"));
  }

  /**
   * The request of these bytes, written by {@link #toJson} of this version or an older one. For the
   * catalogue's requests {@code toJson} returns the same bytes again; check that for a type of your
   * own before you rely on it.
   *
   * @throws IllegalArgumentException if the bytes are no request of this operation; the message has
   *     no part of them
   */
  public Q fromJson(byte[] json) {
    try {
      return Stored.JSON.read(requireNonNull(json, "json"), requestType);
    } catch (UnreadableException e) {
      throw new IllegalArgumentException(name + ": not JSON of a " + requestType.getName());
    }
  }

  @Override
  public String toString() {
    return name + " " + path + " (" + effect + ", " + evidence + ")";
  }
}
