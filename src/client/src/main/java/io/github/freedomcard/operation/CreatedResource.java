package io.github.freedomcard.operation;

/**
 * What an idempotent command creates, and so which ids a status query reports for its request.
 *
 * <p>The ids distinguish the refusal of a duplicate from any other error: after an error response,
 * the client takes a reported state for the command's own only if it has them.
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
