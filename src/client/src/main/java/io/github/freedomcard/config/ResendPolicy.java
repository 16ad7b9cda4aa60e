package io.github.freedomcard.config;

/**
 * Whether the client may resend an idempotent command, with the same bytes, after its response was
 * lost and two status queries did not find its {@code request_id}.
 *
 * <p>Resending is safe only because the server refuses a second request with the same {@code
 * request_id}. The vendor documents this for the API as a whole, for "Request-Id", which may be the
 * header or the body's field; the client sends both. Only the pages of operations with the evidence
 * {@code DOCUMENTED} show that the operation has the field.
 */
public enum ResendPolicy {

  /** Never: the outcome is reported as unknown. */
  NEVER,

  /** Only if the operation is documented. The default. */
  DOCUMENTED_ONLY,

  /** Every idempotent command, at the caller's own risk. */
  ALWAYS
}
