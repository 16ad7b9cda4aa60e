package io.github.freedomcard.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.freedomcard.internal.transport.ReferenceModel.Said;
import io.github.freedomcard.internal.transport.ReferenceModel.Seen;
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
 * The server's business: it takes each command once per name and {@code request_id}, refuses
 * duplicates, tells what became of a request, and keeps the ledger. What the contract leaves open
 * is decided by {@link ScheduleExplorer}, when it first matters.
 */
final class FakeServer {

  /** What the server makes of a command that it takes, or of a read. */
  enum Ruling {
    SUCCESS(Said.SUCCESS, true, 0),
    PROCESS(Said.PROCESS, true, 0),
    /** In process, and the ids are not there yet. */
    PROCESS_WITHOUT_IDS(Said.PROCESS, true, 0),
    /** Taken down as {@code request_status=error}, without effect. */
    RECORDED_ERROR(Said.REQUEST_ERROR, false, 0),
    /** Refused with {@code status=error}; the id stays unknown. */
    REFUSAL(Said.CALL_ERROR, false, 0),
    // The gift card family. Where the contract does not say what was done, the worst is.
    GIFT_GENERAL_ERROR(Said.CALL_ERROR, true, -1),
    GIFT_NAME_WRONG(Said.CALL_ERROR, false, -2),
    GIFT_PHONE_WRONG(Said.CALL_ERROR, false, -3),
    GIFT_PRODUCT_NOT_FOUND(Said.CALL_ERROR, false, -4),
    GIFT_ISSUE_FAILED(Said.CALL_ERROR, true, -5),
    GIFT_NOT_ENOUGH_FUNDS(Said.CALL_ERROR, false, -6),
    GIFT_CARD_NOT_FOUND(Said.CALL_ERROR, false, -7),
    GIFT_OTP_WRONG(Said.CALL_ERROR, false, -8),
    GIFT_ACTIVATION_FAILED(Said.CALL_ERROR, true, -9),
    GIFT_ALREADY_ACTIVATED(Said.CALL_ERROR, false, -10),
    GIFT_NO_ACCESS(Said.CALL_ERROR, false, -11),
    GIFT_UNLISTED(Said.CALL_ERROR, true, -12);

    final Said said;
    final boolean effect;
    final int giftStatus;

    Ruling(Said said, boolean effect, int giftStatus) {
      this.said = said;
      this.effect = effect;
      this.giftStatus = giftStatus;
    }
  }

  /** An answer and what it says. */
  record Answer(Seen seen, String body) {

    static Answer of(int status, Said said, boolean ids, int giftStatus, String body) {
      return new Answer(new Seen(true, status, said, ids, giftStatus), body);
    }

    static Answer of(int status, Said said, String body) {
      return of(status, said, false, 0, body);
    }
  }

  static final String PAGE = "<html>no</html>";
  static final String ERROR =
      "{\"status\":\"error\",\"error_code\":17,\"error_description\":\"no\"}";

  private static final List<Answer> DUPLICATE =
      List.of(
          Answer.of(200, Said.CALL_ERROR, ERROR),
          Answer.of(400, Said.CALL_ERROR, ERROR),
          Answer.of(403, Said.CALL_ERROR, ERROR),
          Answer.of(409, Said.CALL_ERROR, ERROR),
          Answer.of(422, Said.CALL_ERROR, ERROR));
  private static final List<Answer> UNKNOWN =
      List.of(
          Answer.of(200, Said.CALL_ERROR, ERROR),
          Answer.of(404, Said.CALL_ERROR, ERROR),
          Answer.of(404, Said.NOTHING, PAGE));

  /** What is told by {@link #tell} of a request that has not arrived yet. */
  static final Ruling NOT_KNOWN_YET = Ruling.REFUSAL;

  static final int DUPLICATE_KINDS = DUPLICATE.size();
  static final int UNKNOWN_KINDS = UNKNOWN.size();
  static final int LAGS = 2;

  /** A command that was taken. */
  private static final class Taken {
    final Ruling ruling;
    int asked;

    Taken(Ruling ruling) {
      this.ruling = ruling;
    }
  }

  private final ScheduleCase schedules;
  private final ScheduleExtent extent;
  private final ScheduleExplorer choices;
  private final Map<Ruling, Answer> answers = new HashMap<>();
  private final Map<Ruling, Answer> tellings = new HashMap<>();

  private final Map<String, Taken> ledger = new HashMap<>();
  private final Set<String> readIds = new HashSet<>();
  private final List<String> afterQuestion = new ArrayList<>();
  private final List<String> afterSend = new ArrayList<>();
  private final List<Ruling> told = new ArrayList<>();
  private int effects;
  private int repeatedReads;
  private int duplicate = -1;
  private int unknown = -1;
  private int lag = -1;
  private int ruling = -1;
  private boolean caughtUp;
  private @Nullable Ruling faultless;
  private int faultlessDuplicate = -1;

  FakeServer(ScheduleCase schedules, ScheduleExtent extent, ScheduleExplorer choices) {
    this.schedules = schedules;
    this.extent = extent;
    this.choices = choices;
    for (Ruling each : Ruling.values()) {
      answers.put(each, schedules.answer(each));
      tellings.put(each, schedules.telling(each));
    }
  }

  void reset() {
    ledger.clear();
    readIds.clear();
    afterQuestion.clear();
    afterSend.clear();
    told.clear();
    effects = 0;
    repeatedReads = 0;
    duplicate = -1;
    unknown = -1;
    lag = -1;
    ruling = -1;
    caughtUp = false;
    faultless = null;
    faultlessDuplicate = -1;
  }

  /** A send arrives, with the name that it is signed in. */
  private Answer send(String name, String requestId) {
    if (schedules.operation().effect() == Effect.READ) {
      if (!requestId.isEmpty() && !readIds.add(requestId)) {
        repeatedReads++;
        return duplicate();
      }
      return known(answers, ruling());
    }
    if (schedules.operation().effect() == Effect.NON_IDEMPOTENT_COMMAND) {
      Ruling made = ruling();
      effects += made.effect ? 1 : 0;
      return known(answers, made);
    }
    if (ledger.containsKey(name + requestId)) {
      return duplicate();
    }
    Ruling made = ruling();
    effects += made.effect ? 1 : 0;
    if (made != Ruling.REFUSAL) {
      ledger.put(name + requestId, new Taken(made));
    }
    return known(answers, made);
  }

  /** A question arrives, with the name that it is signed in. */
  private Answer ask(String name, String requestId) {
    if (!told.isEmpty()) {
      Ruling next = told.size() > 1 ? told.remove(0) : told.get(0);
      return next == NOT_KNOWN_YET ? unknown() : known(tellings, next);
    }
    Taken taken = ledger.get(name + requestId);
    if (taken == null || (taken.asked++ == 0 && lags())) {
      return unknown();
    }
    return known(tellings, taken.ruling);
  }

  /** Lets each question be told the next of these, and all further ones the last. */
  void tell(List<Ruling> rulings) {
    told.addAll(rulings);
  }

  /**
   * A request that has this fault.
   *
   * @return the answer, whether or not the client gets to see it; null if the request did not
   *     arrive, or not yet
   */
  @Nullable Answer arrive(InjectedFault fault, boolean question, String name, String requestId) {
    Answer answer = null;
    if (fault.reach == InjectedFault.Reach.NOW) {
      answer = question ? ask(name, requestId) : send(name, requestId);
    }
    arrive(question ? afterQuestion : afterSend);
    if (!question && fault.reach == InjectedFault.Reach.AFTER_NEXT_QUESTION) {
      late(name, requestId, true);
    } else if (!question && fault.reach == InjectedFault.Reach.AFTER_NEXT_SEND) {
      late(name, requestId, false);
    }
    return answer;
  }

  /** A send that is still on its way, until the next question or the next send is over. */
  private void late(String name, String requestId, boolean question) {
    (question ? afterQuestion : afterSend).add(name + " " + requestId);
  }

  /** Lets everything arrive, and the status catch up: the ledger can be read now. */
  void quiet() {
    arrive(afterQuestion);
    arrive(afterSend);
    caughtUp = true;
  }

  /** The {@code request_id} in a body; empty if there is none. */
  static String idIn(String body) {
    int at = body.indexOf("\"request_id\":\"");
    return at < 0 ? "" : body.substring(at + 14, at + 50);
  }

  /** The name in a signature's header, which is the part before the first dot. */
  static String nameIn(String header) {
    String json = new String(Base64.getUrlDecoder().decode(header), UTF_8);
    int at = json.indexOf("\"auth_id\":\"") + 11;
    return json.substring(at, json.indexOf('"', at));
  }

  /** From now on a duplicate is told in this way, unless it was told already in another. */
  void tellDuplicates(int kind) {
    faultlessDuplicate = kind;
  }

  /** From now on commands succeed, unless it was decided already what becomes of them. */
  void ruleSuccess() {
    faultless = Ruling.SUCCESS;
  }

  int effects() {
    return effects;
  }

  int repeatedReads() {
    return repeatedReads;
  }

  /** What became of the command of this id and name; null if it was never taken. */
  @Nullable Ruling taken(String name, String requestId) {
    Taken taken = ledger.get(name + requestId);
    return taken == null ? null : taken.ruling;
  }

  /** How often the command of this id was taken, whatever the name. */
  int takenCount() {
    return ledger.size();
  }

  /** Whether it has been decided how duplicates are told. */
  boolean hasToldDuplicate() {
    return duplicate >= 0;
  }

  /** How many combinations of what was never decided this run stands for. */
  long undecided() {
    return (duplicate < 0 ? extent.duplicates() : 1L)
        * (unknown < 0 ? extent.unknowns() : 1L)
        * (lag < 0 ? extent.lags() : 1L)
        * (ruling < 0 ? extent.rulings(schedules) : 1L);
  }

  private void arrive(List<String> late) {
    // A copy: what arrives may not add to what is late.
    for (String each : List.copyOf(late)) {
      int space = each.indexOf(' ');
      var unused = send(each.substring(0, space), each.substring(space + 1));
    }
    late.clear();
  }

  private Answer duplicate() {
    if (duplicate < 0 && faultlessDuplicate >= 0) {
      return DUPLICATE.get(faultlessDuplicate);
    }
    if (duplicate < 0) {
      duplicate = choices.choose(extent.duplicates());
    }
    return DUPLICATE.get(duplicate);
  }

  private Answer unknown() {
    if (unknown < 0) {
      unknown = choices.choose(extent.unknowns());
    }
    return UNKNOWN.get(unknown);
  }

  private boolean lags() {
    if (caughtUp) {
      return false;
    }
    if (lag < 0) {
      lag = choices.choose(extent.lags());
    }
    return lag == 1;
  }

  private Ruling ruling() {
    if (ruling < 0 && faultless != null) {
      return faultless;
    }
    if (ruling < 0) {
      ruling = choices.choose(extent.rulings(schedules));
    }
    return schedules.rulings().get(ruling);
  }

  private static Answer known(Map<Ruling, Answer> answers, Ruling ruling) {
    Answer answer = answers.get(ruling);
    if (answer == null) {
      throw new IllegalStateException("no answer for " + ruling);
    }
    return answer;
  }
}
