package io.github.freedomcard.operation;

/** What an operation does to money and cards, which decides what a failed call means. */
public enum Effect {

  /** Changes nothing: repeating it is harmless. */
  READ,

  /**
   * Changes something, and carries a {@code request_id} of its own: the server refuses a second
   * request with the same one, and {@code getRequestStatus} tells what became of it.
   */
  IDEMPOTENT_COMMAND,

  /**
   * Changes something and carries no {@code request_id}: once its bytes may have left this machine
   * it is never sent again.
   */
  NON_IDEMPOTENT_COMMAND
}
