package io.github.freedomcard.sandbox;

/** How {@code request/status} tells that it does not know an id: the vendor's way is not known. */
public enum UnknownIds {

  /** HTTP 200 and an envelope with {@code status} {@code error}. */
  ERROR,

  /** HTTP 404 and the same envelope. */
  NOT_FOUND_JSON,

  /** HTTP 404 and a page of HTML, as it comes from a proxy. */
  NOT_FOUND_HTML
}
