package io.github.freedomcard.sandbox;

import io.github.freedomcard.operation.Effect;
import java.util.Set;

/**
 * One operation of the API, all of it: where it is called, what its fields are held to, what it
 * does.
 *
 * <p>Paths are written out here, and not taken from the client's catalogue, so that a slip in one
 * of the two does not go unseen.
 *
 * @param name what logs and the ledger call it: the client's method name
 * @param effect what it does to money and cards
 * @param identified whether it carries a {@code request_id} of its own, that must be unique
 * @param told what its own answer tells of what it produced; {@code request/status} tells all
 */
record OperationRoute(
    String name,
    String path,
    ResponseFormat family,
    Effect effect,
    boolean identified,
    Fields fields,
    Handler handler,
    Set<String> told) {

  static final String REQUEST_ID = "request_id";

  /** Changes something, and carries a {@code request_id}. */
  static OperationRoute keyed(
      String name, String path, Fields fields, Handler handler, String... told) {
    return new OperationRoute(
        name,
        path,
        ResponseFormat.CARD_API,
        Effect.IDEMPOTENT_COMMAND,
        true,
        identified(fields),
        handler,
        Set.of(told));
  }

  /** Changes something, and carries no {@code request_id}. */
  static OperationRoute unkeyed(String name, String path, Fields fields, Handler handler) {
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

  /** Changes nothing. */
  static OperationRoute read(String name, String path, Fields fields, Handler handler) {
    return new OperationRoute(
        name, path, ResponseFormat.CARD_API, Effect.READ, false, fields, handler, Set.of());
  }

  /** Changes nothing, and carries a {@code request_id} all the same. */
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

  /** The same, answering in another way. */
  OperationRoute in(ResponseFormat family) {
    return new OperationRoute(name, path, family, effect, identified, fields, handler, told);
  }

  private static Fields identified(Fields fields) {
    return fields.after(Fields.required(REQUEST_ID, FieldRules.uuid()));
  }
}
