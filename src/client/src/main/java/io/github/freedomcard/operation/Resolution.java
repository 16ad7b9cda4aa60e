package io.github.freedomcard.operation;

/** Where the body of a response comes from. */
public enum Resolution {

  /** The response to the request itself. */
  DIRECT,

  /** A status query, after the response to the request was lost. */
  RECOVERED,

  /**
   * A status query, after the server refused the request because it had processed an earlier one
   * with the same {@code request_id}.
   */
  DEDUPLICATED
}
