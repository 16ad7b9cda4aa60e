package io.github.freedomcard.operation;

/** Whether an operation changes something. It decides what a failed call means. */
public enum Effect {

  /** Changes nothing: repeating it is harmless. */
  READ,

  /**
   * Changes something and carries a {@code request_id}: the server refuses a second request with
   * the same id, and {@code getRequestStatus} reports what happened to the first.
   */
  IDEMPOTENT_COMMAND,

  /**
   * Changes something and carries no {@code request_id}: the client never sends it again once its
   * bytes may have been sent.
   */
  NON_IDEMPOTENT_COMMAND
}
