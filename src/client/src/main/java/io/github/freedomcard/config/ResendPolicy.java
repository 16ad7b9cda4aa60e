package io.github.freedomcard.config;

/**
 * Whether a keyed command whose answer was lost may be sent again, with the same bytes, after the
 * server was asked twice and did not know its {@code request_id}.
 *
 * <p>It is safe only because the server refuses a second request with the same {@code request_id}.
 * That is documented of the API as a whole, for "Request-Id", which may be the header or the body's
 * field; both are sent. That the operation has the field was read on its own page only where its
 * evidence is {@code DOCUMENTED}.
 */
public enum ResendPolicy {

  /** Never: the outcome is reported as unknown. */
  NEVER,

  /** Only if the operation is documented. The default. */
  DOCUMENTED_ONLY,

  /** Every keyed command, on the caller's responsibility. */
  ALWAYS
}
