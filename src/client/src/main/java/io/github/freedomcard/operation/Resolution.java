package io.github.freedomcard.operation;

/** How an answer was come by. */
public enum Resolution {

  /** The server answered the request itself. */
  DIRECT,

  /** The request's answer was lost; this is what {@code request/status} told of it afterwards. */
  RECOVERED,

  /**
   * The request was refused because an earlier one with the same {@code request_id} had been taken;
   * this is what {@code request/status} told of that one.
   */
  DEDUPLICATED
}
