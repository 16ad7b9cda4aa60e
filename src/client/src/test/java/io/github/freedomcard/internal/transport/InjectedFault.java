package io.github.freedomcard.internal.transport;

/**
 * A fault of an exchange, which is an attempt or a status query: when the request reaches the
 * server, and what the client gets instead of the response.
 */
enum InjectedFault {
  NONE(Reach.NOW, Shown.RESPONSE, 0),
  REFUSED(Reach.NEVER, Shown.NOT_SENT, 0),
  RESET_BEFORE_READING(Reach.NEVER, Shown.RESET, 0),
  RESET_BEFORE_PROCESSING(Reach.NEVER, Shown.RESET, 0),
  RESPONSE_LOST(Reach.NOW, Shown.RESET, 0),
  RESPONSE_TRUNCATED(Reach.NOW, Shown.TRUNCATED, 200),
  RESPONSE_MALFORMED(Reach.NOW, Shown.HTML, 200),
  LATE_AFTER_STATUS_QUERY(Reach.AFTER_NEXT_STATUS_QUERY, Shown.RESET, 0),
  LATE_AFTER_RESEND(Reach.AFTER_NEXT_ATTEMPT, Shown.RESET, 0),
  HTTP_303(Reach.NEVER, Shown.HTML, 303),
  HTTP_401(Reach.NEVER, Shown.ERROR, 401),
  HTTP_403(Reach.NEVER, Shown.ERROR, 403),
  HTTP_404(Reach.NEVER, Shown.HTML, 404),
  HTTP_408(Reach.NEVER, Shown.HTML, 408),
  HTTP_429(Reach.NEVER, Shown.ERROR, 429),
  HTTP_500(Reach.NEVER, Shown.ERROR, 500),
  HTTP_502_BEFORE(Reach.NEVER, Shown.HTML, 502),
  HTTP_502_AFTER(Reach.NOW, Shown.HTML, 502),
  HTTP_503_RETRY_AFTER(Reach.NEVER, Shown.HTML, 503),
  TIMEOUT_BEFORE(Reach.NEVER, Shown.TIMEOUT, 0),
  TIMEOUT_AFTER(Reach.NOW, Shown.TIMEOUT, 0);

  /** When the request reaches the logic of the server. */
  enum Reach {
    NEVER,
    NOW,
    /** When the next status query is over. */
    AFTER_NEXT_STATUS_QUERY,
    /** When the next attempt is over. */
    AFTER_NEXT_ATTEMPT
  }

  /** What the client gets. */
  enum Shown {
    RESPONSE,
    /** No connection, so nothing leaves. */
    NOT_SENT,
    RESET,
    TIMEOUT,
    /** The status and a part of the body. */
    TRUNCATED,
    /** The status and an HTML page. */
    HTML,
    /** The status and an envelope with {@code status=error}. */
    ERROR
  }

  private static final InjectedFault[] ALL = values();

  final Reach reach;
  final Shown shown;
  final int status;

  InjectedFault(Reach reach, Shown shown, int status) {
    this.reach = reach;
    this.shown = shown;
    this.status = status;
  }

  /** How many there are, including {@link #NONE}, which is the first. */
  static int count() {
    return ALL.length;
  }

  static InjectedFault of(int ordinal) {
    return ALL[ordinal];
  }

  /** The delay that the server asks for, in seconds; 0 if none. */
  int retryAfter() {
    return this == HTTP_429 ? 2 : this == HTTP_503_RETRY_AFTER ? 3 : 0;
  }
}
