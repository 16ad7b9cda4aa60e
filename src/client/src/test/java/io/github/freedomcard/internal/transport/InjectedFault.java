package io.github.freedomcard.internal.transport;

/**
 * What may go wrong in an exchange, whether that is a send or a question: when the request reaches
 * the server, and what the client is shown instead of the answer.
 */
enum InjectedFault {
  NONE(Reach.NOW, Shown.ANSWER, 0),
  REFUSED(Reach.NEVER, Shown.UNSENT, 0),
  RESET_BEFORE_READING(Reach.NEVER, Shown.RESET, 0),
  RESET_BEFORE_PROCESSING(Reach.NEVER, Shown.RESET, 0),
  ANSWER_LOST(Reach.NOW, Shown.RESET, 0),
  ANSWER_CUT(Reach.NOW, Shown.CUT, 200),
  ANSWER_GARBAGE(Reach.NOW, Shown.HTML, 200),
  LATE_AFTER_QUESTION(Reach.AFTER_NEXT_QUESTION, Shown.RESET, 0),
  LATE_AFTER_RESEND(Reach.AFTER_NEXT_SEND, Shown.RESET, 0),
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

  /** When the request reaches the server's business. */
  enum Reach {
    NEVER,
    NOW,
    /** When the next question has been answered, or failed. */
    AFTER_NEXT_QUESTION,
    /** When the next send has been answered, or failed. */
    AFTER_NEXT_SEND
  }

  /** What the client is shown. */
  enum Shown {
    ANSWER,
    /** No connection: nothing leaves. */
    UNSENT,
    RESET,
    TIMEOUT,
    /** The status, and a part of the body. */
    CUT,
    /** The status, and a page. */
    HTML,
    /** The status, and an envelope with {@code status=error}. */
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

  /** How many there are, with {@link #NONE}, which is the first. */
  static int count() {
    return ALL.length;
  }

  static InjectedFault of(int ordinal) {
    return ALL[ordinal];
  }

  /** What the server asks the client to wait, in seconds; 0 if nothing. */
  int retryAfter() {
    return this == HTTP_429 ? 2 : this == HTTP_503_RETRY_AFTER ? 3 : 0;
  }
}
