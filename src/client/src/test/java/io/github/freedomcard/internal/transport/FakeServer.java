package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.freedomcard.internal.transport.ReferenceModel.Content;
import io.github.freedomcard.internal.transport.ReferenceModel.Observed;
import io.github.freedomcard.operation.Effect;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The logic of the server: it accepts each command once per auth id and {@code request_id}, refuses
 * duplicates, reports the state of a request, and keeps the ledger. The {@link ScheduleExplorer}
 * decides what the contract does not specify, when it first matters.
 */
final class FakeServer {

  /** How the server decides a command or a read. */
  enum Decision {
    SUCCESS(Content.SUCCESS, true, 0),
    PROCESS(Content.PROCESS, true, 0),
    /** In process, and the ids do not exist yet. */
    PROCESS_WITHOUT_IDS(Content.PROCESS, true, 0),
    /** A success whose ids a status query does not report, perhaps that of another request. */
    SUCCESS_WITHOUT_IDS(Content.SUCCESS, true, 0),
    /** Recorded as {@code request_status=error}, without effect. */
    RECORDED_ERROR(Content.REQUEST_ERROR, false, 0),
    /** Refused with {@code status=error}; the id stays unknown. */
    REFUSAL(Content.CALL_ERROR, false, 0),
    // The gift card family. If the contract does not state the effect, the server assumes the
    // worst.
    GIFT_GENERAL_ERROR(Content.CALL_ERROR, true, -1),
    GIFT_NAME_WRONG(Content.CALL_ERROR, false, -2),
    GIFT_PHONE_WRONG(Content.CALL_ERROR, false, -3),
    GIFT_PRODUCT_NOT_FOUND(Content.CALL_ERROR, false, -4),
    GIFT_ISSUE_FAILED(Content.CALL_ERROR, true, -5),
    GIFT_NOT_ENOUGH_FUNDS(Content.CALL_ERROR, false, -6),
    GIFT_CARD_NOT_FOUND(Content.CALL_ERROR, false, -7),
    GIFT_OTP_WRONG(Content.CALL_ERROR, false, -8),
    GIFT_ACTIVATION_FAILED(Content.CALL_ERROR, true, -9),
    GIFT_ALREADY_ACTIVATED(Content.CALL_ERROR, false, -10),
    GIFT_NO_ACCESS(Content.CALL_ERROR, false, -11),
    GIFT_UNLISTED(Content.CALL_ERROR, true, -12);

    final Content content;
    final boolean effect;
    final int giftStatus;

    Decision(Content content, boolean effect, int giftStatus) {
      this.content = content;
      this.effect = effect;
      this.giftStatus = giftStatus;
    }
  }

  /** A response and what a client can observe of it. */
  record ServerResponse(Observed observed, String body) {

    static ServerResponse of(
        int status, Content content, boolean ids, int giftStatus, String body) {
      return new ServerResponse(new Observed(true, status, content, ids, giftStatus), body);
    }

    static ServerResponse of(int status, Content content, String body) {
      return of(status, content, false, 0, body);
    }
  }

  static final String PAGE = "<html>no</html>";
  static final String ERROR =
      "{\"status\":\"error\",\"error_code\":17,\"error_description\":\"no\"}";

  /** A request of another call, perhaps of another client. */
  static final String ANOTHER_ID = "0f5c8a4e-4c1b-4f7e-9a53-6a2d9f1c7b10";

  /** The code by which this server reports an unknown id, if it has a code for that. */
  static final String UNKNOWN_CODE = "request_not_found";

  private static final List<ServerResponse> DUPLICATE =
      List.of(
          ServerResponse.of(200, Content.CALL_ERROR, ERROR),
          ServerResponse.of(400, Content.CALL_ERROR, ERROR),
          ServerResponse.of(403, Content.CALL_ERROR, ERROR),
          ServerResponse.of(409, Content.CALL_ERROR, ERROR),
          ServerResponse.of(422, Content.CALL_ERROR, ERROR));
  private static final List<ServerResponse> UNKNOWN =
      List.of(
          ServerResponse.of(404, Content.CALL_ERROR, ERROR),
          ServerResponse.of(
              200,
              Content.UNKNOWN_REQUEST,
              "{\"status\":\"error\",\"error_code\":\"" + UNKNOWN_CODE + "\"}"),
          ServerResponse.of(200, Content.CALL_ERROR, ERROR),
          ServerResponse.of(404, Content.NOTHING, PAGE));

  /** What {@link #report} uses for a request that has not arrived yet. */
  static final Decision NOT_KNOWN_YET = Decision.REFUSAL;

  static final int DUPLICATE_KINDS = DUPLICATE.size();
  static final int UNKNOWN_KINDS = UNKNOWN.size();
  static final int LAGS = 2;

  /** An accepted command. */
  private static final class Accepted {
    final Decision decision;
    int queries;

    Accepted(Decision decision) {
      this.decision = decision;
    }
  }

  private final ScheduleCase scheduleCase;
  private final ScheduleExtent extent;
  private final ScheduleExplorer explorer;
  private final Map<Decision, ServerResponse> responses = new HashMap<>();
  private final Map<Decision, ServerResponse> reports = new HashMap<>();

  private final Map<String, Accepted> ledger = new HashMap<>();
  private final Set<String> readIds = new HashSet<>();
  private final List<String> afterStatusQuery = new ArrayList<>();
  private final List<String> afterAttempt = new ArrayList<>();
  private final List<Decision> reported = new ArrayList<>();
  private int effects;
  private int repeatedReads;
  private int duplicate = -1;
  private int unknown = -1;
  private int lag = -1;
  private int decision = -1;
  private boolean caughtUp;
  private @Nullable Decision fixedDecision;
  private int fixedDuplicate = -1;
  private boolean earlierPending;
  private int exchanges;

  /** How many times of arrival this run represents. */
  private int earlierArrivals = 1;

  FakeServer(ScheduleCase scheduleCase, ScheduleExtent extent, ScheduleExplorer explorer) {
    this.scheduleCase = scheduleCase;
    this.extent = extent;
    this.explorer = explorer;
    for (Decision each : Decision.values()) {
      responses.put(each, scheduleCase.response(each));
      reports.put(each, scheduleCase.report(each));
    }
    reset();
  }

  void reset() {
    ledger.clear();
    readIds.clear();
    afterStatusQuery.clear();
    afterAttempt.clear();
    reported.clear();
    effects = 0;
    repeatedReads = 0;
    duplicate = -1;
    unknown = -1;
    lag = -1;
    decision = -1;
    caughtUp = false;
    fixedDecision = null;
    fixedDuplicate = -1;
    earlierPending = scheduleCase.resumed();
    exchanges = 0;
    earlierArrivals = 1;
  }

  /** The attempt of a process that died arrives before the next exchange, or not yet. */
  private void mayArriveBefore() {
    exchanges++;
    if (earlierPending && explorer.choose(2) == 1) {
      earlierArrives();
    }
  }

  /** That attempt arrives after all exchanges, or never did. */
  private void mayArriveAfter() {
    if (earlierPending && explorer.choose(2) == 1) {
      earlierArrivals = ScheduleExtent.EARLIER_ARRIVALS - 1 - exchanges;
      earlierArrives();
    }
    earlierPending = false;
  }

  /** That attempt arrives now, unless it has. */
  void earlierArrives() {
    if (!earlierPending) {
      return;
    }
    earlierPending = false;
    String authId = FakeNetwork.firstCredentials().authId();
    if (!ledger.containsKey(authId + scheduleCase.requestId())) {
      var unused = attempt(authId, scheduleCase.requestId());
    }
  }

  /** An attempt arrives, signed with this auth id. */
  private ServerResponse attempt(String authId, String requestId) {
    if (scheduleCase.operation().effect() == Effect.READ) {
      if (!requestId.isEmpty() && !readIds.add(requestId)) {
        repeatedReads++;
        return duplicate();
      }
      return known(responses, decision());
    }
    if (scheduleCase.operation().effect() == Effect.NON_IDEMPOTENT_COMMAND) {
      Decision call = decision();
      effects += call.effect ? 1 : 0;
      return known(responses, call);
    }
    if (ledger.containsKey(authId + requestId)) {
      return duplicate();
    }
    Decision call = decision();
    effects += call.effect ? 1 : 0;
    if (call != Decision.REFUSAL) {
      ledger.put(authId + requestId, new Accepted(call));
    }
    return known(responses, call);
  }

  /** A status query arrives, signed with this auth id. */
  private ServerResponse statusQuery(String authId, String requestId) {
    if (!reported.isEmpty()) {
      Decision next = reported.size() > 1 ? reported.remove(0) : reported.get(0);
      return next == NOT_KNOWN_YET ? unknown() : known(reports, next);
    }
    Accepted accepted = ledger.get(authId + requestId);
    if (accepted == null || (accepted.queries++ == 0 && lags())) {
      return unknown();
    }
    return known(reports, accepted.decision);
  }

  /** Each status query gets the next of these decisions, and all further ones the last. */
  void report(List<Decision> decisions) {
    reported.addAll(decisions);
  }

  /**
   * A request with this fault.
   *
   * @return the response, even if the client never receives it; null if the request did not arrive,
   *     or not yet
   */
  @Nullable ServerResponse arrive(
      InjectedFault fault, boolean isStatusQuery, String authId, String requestId) {
    mayArriveBefore();
    ServerResponse response = null;
    if (fault.reach == InjectedFault.Reach.NOW) {
      response = isStatusQuery ? statusQuery(authId, requestId) : attempt(authId, requestId);
    }
    arrive(isStatusQuery ? afterStatusQuery : afterAttempt);
    if (!isStatusQuery && fault.reach == InjectedFault.Reach.AFTER_NEXT_STATUS_QUERY) {
      late(authId, requestId, true);
    } else if (!isStatusQuery && fault.reach == InjectedFault.Reach.AFTER_NEXT_ATTEMPT) {
      late(authId, requestId, false);
    }
    return response;
  }

  /** An attempt that arrives after the next status query or the next attempt. */
  private void late(String authId, String requestId, boolean isStatusQuery) {
    (isStatusQuery ? afterStatusQuery : afterAttempt).add(authId + " " + requestId);
  }

  /** Delivers everything that is late, so that the ledger is final. */
  void drain() {
    arrive(afterStatusQuery);
    arrive(afterAttempt);
    mayArriveAfter();
    caughtUp = true;
  }

  /** The {@code request_id} in a body; empty if there is none. */
  static String idIn(String body) {
    int at = body.indexOf("\"request_id\":\"");
    return at < 0 ? "" : body.substring(at + 14, at + 50);
  }

  /** The auth id in the header of a signature, which is the part before the first dot. */
  static String authIdIn(String header) {
    String json = new String(Base64.getUrlDecoder().decode(header), UTF_8);
    int at = json.indexOf("\"auth_id\":\"") + 11;
    return json.substring(at, json.indexOf('"', at));
  }

  /** Fixes how duplicates are refused, unless it is decided already. */
  void respondToDuplicatesWith(int kind) {
    fixedDuplicate = kind;
  }

  /** Lets commands succeed from now on, unless that is decided already. */
  void decideSuccess() {
    fixedDecision = Decision.SUCCESS;
  }

  int effects() {
    return effects;
  }

  int repeatedReads() {
    return repeatedReads;
  }

  /** The decision about the command of this id; null if it was never accepted. */
  @Nullable Decision accepted(String authId, String requestId) {
    Accepted accepted = ledger.get(authId + requestId);
    return accepted == null ? null : accepted.decision;
  }

  /** How many commands were accepted, with any auth id. */
  int acceptedCount() {
    return ledger.size();
  }

  /** Whether it is decided how duplicates are refused. */
  boolean hasRefusedDuplicate() {
    return duplicate >= 0;
  }

  /** How many combinations of undecided options this run represents. */
  long undecided() {
    return (duplicate < 0 ? extent.duplicates() : 1L)
        * (unknown < 0 ? extent.unknowns() : 1L)
        * (lag < 0 ? extent.lags() : 1L)
        * (decision < 0 ? extent.decisions(scheduleCase) : 1L)
        * earlierArrivals;
  }

  private void arrive(List<String> late) {
    // A copy, because an arrival must not change the list.
    for (String each : List.copyOf(late)) {
      int space = each.indexOf(' ');
      var unused = attempt(each.substring(0, space), each.substring(space + 1));
    }
    late.clear();
  }

  private ServerResponse duplicate() {
    if (duplicate < 0 && fixedDuplicate >= 0) {
      return DUPLICATE.get(fixedDuplicate);
    }
    if (duplicate < 0) {
      duplicate = explorer.choose(extent.duplicates());
    }
    return DUPLICATE.get(duplicate);
  }

  private ServerResponse unknown() {
    if (unknown < 0) {
      unknown = explorer.choose(extent.unknowns());
    }
    return UNKNOWN.get(unknown);
  }

  private boolean lags() {
    if (caughtUp) {
      return false;
    }
    if (lag < 0) {
      lag = explorer.choose(extent.lags());
    }
    return lag == 1;
  }

  private Decision decision() {
    if (decision < 0 && fixedDecision != null) {
      return fixedDecision;
    }
    if (decision < 0) {
      decision = explorer.choose(extent.decisions(scheduleCase));
    }
    return scheduleCase.decisions().get(decision);
  }

  private static ServerResponse known(Map<Decision, ServerResponse> responses, Decision decision) {
    ServerResponse response = responses.get(decision);
    if (response == null) {
      throw new IllegalStateException("no response for " + decision);
    }
    return response;
  }
}
