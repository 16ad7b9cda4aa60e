package io.github.freedomcard.sandbox;

import io.github.freedomcard.operation.Effect;
import java.util.Set;

/**
 * One operation of the API: path, field rules, handler and response format.
 *
 * <p>The paths are written out here instead of taken from the client's catalogue, so that tests
 * detect an error in either.
 *
 * @param name the client's method name, used in logs and the ledger
 * @param effect the operation's effect
 * @param identified whether it carries a {@code request_id}, which must be unique
 * @param responseFields the produced fields that its own response contains; {@code request/status}
 *     reports all of them
 */
record OperationRoute(
    String name,
    String path,
    ResponseFormat format,
    Effect effect,
    boolean identified,
    Fields fields,
    Handler handler,
    Set<String> responseFields) {

  static final String REQUEST_ID = "request_id";

  /** A command with a {@code request_id}. */
  static OperationRoute idempotentCommand(
      String name, String path, Fields fields, Handler handler, String... responseFields) {
    return new OperationRoute(
        name,
        path,
        ResponseFormat.CARD_API,
        Effect.IDEMPOTENT_COMMAND,
        true,
        identified(fields),
        handler,
        Set.of(responseFields));
  }

  /** A command without a {@code request_id}. */
  static OperationRoute nonIdempotentCommand(
      String name, String path, Fields fields, Handler handler) {
    return new OperationRoute(
        name,
        path,
        ResponseFormat.CARD_API,
        Effect.NON_IDEMPOTENT_COMMAND,
        false,
        fields,
        handler,
        Set.of());
  }

  /** A read without a {@code request_id}. */
  static OperationRoute read(String name, String path, Fields fields, Handler handler) {
    return new OperationRoute(
        name, path, ResponseFormat.CARD_API, Effect.READ, false, fields, handler, Set.of());
  }

  /** A read that carries a {@code request_id}. */
  static OperationRoute identifiedRead(String name, String path, Fields fields, Handler handler) {
    return new OperationRoute(
        name,
        path,
        ResponseFormat.CARD_API,
        Effect.READ,
        true,
        identified(fields),
        handler,
        Set.of());
  }

  /** Returns a copy with another response format. */
  OperationRoute withFormat(ResponseFormat format) {
    return new OperationRoute(
        name, path, format, effect, identified, fields, handler, responseFields);
  }

  private static Fields identified(Fields fields) {
    return fields.after(Fields.required(REQUEST_ID, FieldRules.uuid()));
  }
}
