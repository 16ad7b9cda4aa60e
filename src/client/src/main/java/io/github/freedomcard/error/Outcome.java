package io.github.freedomcard.error;

/** Whether a failed call took effect. */
public enum Outcome {

  /**
   * No attempt of this call had an effect, for certain. This says nothing about earlier calls of
   * other clients with the same request. Retrying the same request is always safe; build a new
   * request only if no earlier attempt is unresolved.
   */
  NOT_PROCESSED,

  /**
   * The command may have taken effect. If it is idempotent, keep the request and do what the
   * exception's message says: retry the same request, which never takes effect twice, call {@code
   * awaitCompletion}, or reconcile with the vendor. If it has no {@code request_id}, check its
   * effect before you repeat it.
   *
   * <p>A command whose process crashed while it sent it is unknown, too. Retry the stored request
   * with {@code RequestOptions.mayHaveBeenSent}: the client then queries its status first.
   */
  UNKNOWN,

  /** A read failed; it has no effect. */
  READ_ONLY
}
