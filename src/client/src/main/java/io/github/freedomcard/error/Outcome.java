package io.github.freedomcard.error;

/** What a failed call did to money and cards. */
public enum Outcome {

  /**
   * The sends of this call certainly had no effect. It says nothing of earlier calls with the same
   * request: doing the same request again is always safe, a fresh one only when no earlier call of
   * it is open.
   */
  NOT_PROCESSED,

  /**
   * The command may have had its effect. Keep the request's id; call the same request again, which
   * never has a second effect, or ask {@code getRequestStatus}.
   */
  UNKNOWN,

  /** A read failed; nothing follows about any command. */
  READ_ONLY
}
