package io.github.freedomcard.sandbox;

/** How {@code request/status} reports an unknown id. The vendor's behaviour is not documented. */
public enum UnknownIdResponse {

  /** HTTP 200 with an envelope whose {@code status} is {@code error}. */
  ERROR,

  /** HTTP 404 with the same envelope. */
  NOT_FOUND_JSON,

  /** HTTP 404 with an HTML page, as a proxy sends it. */
  NOT_FOUND_HTML
}
