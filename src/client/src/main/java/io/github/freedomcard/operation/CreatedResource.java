package io.github.freedomcard.operation;

/**
 * What an idempotent command creates, and so which ids a status query reports for its request.
 *
 * <p>A status query knows a request by its {@code request_id} alone. The client takes a reported
 * success for the command's own only if it has these ids; that of a command that creates nothing,
 * only if it names no transaction, and no card or client but the request's.
 */
public enum CreatedResource {

  /** Nothing that has an id. */
  NONE,

  /** Cards, reported as {@code cards}. */
  CARDS,

  /** A client, reported as {@code client_id}. */
  CLIENT,

  /** A transaction, reported as {@code transaction_id}. */
  TRANSACTION
}
