package io.github.freedomcard.internal.transport;

import io.github.freedomcard.internal.transport.ReferenceModel.Content;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  TIMEOUT_AFTER(Reach.NOW, Shown.TIMEOUT, 0),
  /** A gateway has no route to the API, and says so in JSON of its own. */
  GATEWAY_404(Reach.NEVER, Shown.GATEWAY_ERROR, 404),
  /** Something before the ledger fails, and says so in the envelope of the API. */
  INTERNAL_ERROR(Reach.NEVER, Shown.ERROR, 200),
  DUPLICATE_MEMBER(Reach.NOW, Shown.DUPLICATE_MEMBER, 200),
  NAMES_ANOTHER_SUCCESS(Reach.NEVER, Shown.SUCCESS_OF_ANOTHER, 200),
  NAMES_ANOTHER_ERROR(Reach.NOW, Shown.ERROR_OF_ANOTHER, 404),
  /** A gateway delivers the second response to a request before, of another call. */
  SURPLUS_RESPONSE(Reach.NOW, Shown.SUCCESS_OF_ANOTHER, 200);

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
    HTML(Content.NOTHING, FakeServer.PAGE),
    /** The status and an envelope with {@code status=error}. */
    ERROR(Content.CALL_ERROR, FakeServer.ERROR),
    GATEWAY_ERROR(Content.GATEWAY_ERROR, "{\"status\":404,\"error\":\"Not Found\"}"),
    DUPLICATE_MEMBER(
        Content.AMBIGUOUS,
        "{\"status\":\"ok\",\"request_status\":\"error\",\"request_status\":\"success\"}"),
    SUCCESS_OF_ANOTHER(
        Content.OF_ANOTHER,
        "{\"status\":\"ok\",\"request_status\":\"success\",\"transaction_id\":\"another's\","
            + "\"cards\":[{\"card_id\":\"another's\"}],\"request_id\":\""
            + FakeServer.ANOTHER_ID
            + "\"}"),
    ERROR_OF_ANOTHER(
        Content.OF_ANOTHER,
        "{\"request_id\":\"" + FakeServer.ANOTHER_ID + "\",\"status\":\"error\"}");

    /** What {@link #body} says; null if the response depends on the request, or there is none. */
    final @Nullable Content content;

    final String body;

    Shown() {
      this.content = null;
      this.body = "";
    }

    Shown(Content content, String body) {
      this.content = content;
      this.body = body;
    }
  }

  /** All of them. */
  static final List<InjectedFault> ALL = List.of(values());

  /**
   * One of each class of faults that the rules distinguish. Each other fault has the same effect on
   * the server as one of these, and tells the client as much; it differs in the class of the
   * exception, or in how long it takes.
   */
  static final List<InjectedFault> DISTINCT =
      List.of(
          NONE,
          REFUSED,
          // Not processed, unresolved: also RESET_BEFORE_PROCESSING, HTTP_303, HTTP_408, HTTP_500,
          // HTTP_502_BEFORE, TIMEOUT_BEFORE. The second asks for a delay.
          RESET_BEFORE_READING,
          HTTP_503_RETRY_AFTER,
          // Processed, unresolved: also RESPONSE_TRUNCATED, RESPONSE_MALFORMED, HTTP_502_AFTER,
          // TIMEOUT_AFTER, DUPLICATE_MEMBER, NAMES_ANOTHER_ERROR, SURPLUS_RESPONSE.
          RESPONSE_LOST,
          LATE_AFTER_STATUS_QUERY,
          LATE_AFTER_RESEND,
          HTTP_401,
          HTTP_403,
          HTTP_429,
          // An error response; no result of a status query: also HTTP_404.
          GATEWAY_404,
          INTERNAL_ERROR,
          // Unresolved, and looks like a success.
          NAMES_ANOTHER_SUCCESS);

  /** As {@link #DISTINCT}, where it matters how long a fault takes. */
  static final List<InjectedFault> DISTINCT_IN_TIME =
      Stream.concat(DISTINCT.stream(), Stream.of(TIMEOUT_BEFORE, TIMEOUT_AFTER)).toList();

  final Reach reach;
  final Shown shown;
  final int status;

  InjectedFault(Reach reach, Shown shown, int status) {
    this.reach = reach;
    this.shown = shown;
    this.status = status;
  }

  /**
   * The fault as a request meets it: a response can name another {@code request_id} only if the
   * request has one; nothing distinguishes the responses to others.
   */
  InjectedFault of(String requestId) {
    return shown.content == Content.OF_ANOTHER && requestId.isEmpty() ? NONE : this;
  }

  /** The delay that the server asks for, in seconds; 0 if none. */
  int retryAfter() {
    return this == HTTP_429 ? 2 : this == HTTP_503_RETRY_AFTER ? 3 : 0;
  }
}
