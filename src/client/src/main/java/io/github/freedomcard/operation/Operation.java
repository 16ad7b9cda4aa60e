package io.github.freedomcard.operation;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.internal.util.Preconditions;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRead;
import io.github.freedomcard.model.RequestState;

/**
 * One operation of the Card API: its name, its path, the types of its request and its answer, what
 * it does to the world, and how well it is known.
 *
 * <pre>{@code
 * Operation<Map, Map> read =
 *     Operation.read("getTariff", "/v5/card-api/card/tariff", Map.class, Map.class);
 * Map tariff = client.execute(read, Map.of("card_id", "123456789")).body();
 * }</pre>
 *
 * <p>The factories describe an endpoint that this library does not know; such an operation is
 * called with {@code FreedomCardClient.execute} and obeys the same rules as the catalogue's own.
 * Immutable and safe to share between threads. Two operations are equal only if they are the same
 * object.
 *
 * @param <Q> the request's type
 * @param <R> the answer's type
 */
public final class Operation<Q, R> {

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
   * An operation that changes nothing, so that repeating it is harmless.
   *
   * @param name what logs and exceptions call it
   * @param path the path that is sent and signed, such as {@code /v5/card-api/card/info}
   * @param requestType any type that Jackson writes as a JSON object, {@code Map} included; camel
   *     case becomes snake case. One that carries a {@code request_id} of its own should be a
   *     {@link IdentifiedRead}, so that each send has a fresh one
   * @param responseType any type that Jackson reads from a JSON object, {@code Map} included
   * @throws IllegalArgumentException if the name is blank or the path is not plain and absolute
   */
  public static <Q, R> Operation<Q, R> read(
      String name, String path, Class<Q> requestType, Class<R> responseType) {
    return read(name, path, Evidence.CALLER_DEFINED, requestType, responseType);
  }

  /**
   * An operation that changes something and is told apart by its {@code request_id}.
   *
   * @param name what logs and exceptions call it
   * @param path the path that is sent and signed
   * @param requestType a type that Jackson writes as a JSON object with the member {@code
   *     request_id}
   * @throws IllegalArgumentException if the name is blank or the path is not plain and absolute
   */
  public static <Q extends IdempotentRequest> Operation<Q, RequestState> idempotentCommand(
      String name, String path, Class<Q> requestType) {
    return idempotentCommand(name, path, Evidence.CALLER_DEFINED, requestType);
  }

  /**
   * An operation that changes something and can't be told apart from its own repetition: after a
   * lost answer it is never sent again, and its outcome is unknown.
   *
   * @param name what logs and exceptions call it
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

  /** What logs and exceptions call the operation; in the catalogue, the facade's method name. */
  public String name() {
    return name;
  }

  /** The path that is sent and signed, unless the client's builder was told another. */
  public String path() {
    return path;
  }

  /** What the operation does to money and cards. */
  public Effect effect() {
    return effect;
  }

  /** How well the operation is known. */
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

  /** The type that the answer is read as. */
  public Class<R> responseType() {
    return responseType;
  }

  @Override
  public String toString() {
    return name + " " + path + " (" + effect + ", " + evidence + ")";
  }
}
