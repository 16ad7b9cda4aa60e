package io.github.freedomcard.operation;

/**
 * What a keyed command makes, and so which ids {@code request/status} tells of its request.
 *
 * <p>They are how the refusal of a duplicate is told from any other error: a state that is told
 * after an error answer is taken for the command's own only if it has them.
 */
public enum CreatedResource {

  /** Nothing that has an id. */
  NONE,

  /** Cards, told as {@code cards}. */
  CARDS,

  /** A client, told as {@code client_id}. */
  CLIENT,

  /** A transaction, told as {@code transaction_id}. */
  TRANSACTION
}
