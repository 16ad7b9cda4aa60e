package io.github.freedomcard.error;

/** Whether a failed call took effect. */
public enum Outcome {

  /**
   * No attempt of this call had an effect, for certain. This says nothing about earlier calls with
   * the same request. Retrying the same request is always safe; build a new request only if no
   * earlier attempt is unresolved.
   */
  NOT_PROCESSED,

  /**
   * The command may have taken effect. If it is idempotent, keep the request; retry the same
   * request, which never takes effect twice, or call {@code getRequestStatus}.
   */
  UNKNOWN,

  /** A read failed; it has no effect. */
  READ_ONLY
}
