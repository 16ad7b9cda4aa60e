package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.error.ConnectionException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.HttpStatusException;
import io.github.freedomcard.error.InvalidResponseException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.error.RateLimitException;
import io.github.freedomcard.error.StillInProcessException;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Resolution;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a call has to do, and to come to, by the table of failures alone. It is told what the client
 * could see of each exchange, says what the next one must be, and in the end what the caller must
 * get. It shares no code with the engine, and knows neither time nor bytes.
 */
final class ReferenceModel {

  /** What is exchanged with the server: the request itself, or the question about it. */
  enum Kind {
    SEND,
    ASK
  }

  /** What the body of an answer says, as far as the client can read it. */
  enum Said {
    /** No body, no JSON object, or one that was cut. */
    NOTHING,
    /** {@code status=ok, request_status=success}, or a gift card status of 0. */
    SUCCESS,
    /** {@code status=ok, request_status=process}. */
    PROCESS,
    /** {@code status=ok, request_status=error}. */
    REQUEST_ERROR,
    /** {@code status=error}, or a gift card status other than 0. */
    CALL_ERROR
  }

  /**
   * What the client could see of an exchange.
   *
   * @param left whether bytes may have left this machine
   * @param status the HTTP status; 0 if none came
   * @param said what the body says
   * @param ids whether the body carries the ids that the command produces
   * @param giftStatus the gift card status; 0 if there is none
   */
  record Seen(boolean left, int status, Said said, boolean ids, int giftStatus) {

    static final Seen NOTHING_LEFT = new Seen(false, 0, Said.NOTHING, false, 0);
    static final Seen LOST = new Seen(true, 0, Said.NOTHING, false, 0);

    static Seen status(int status, Said said) {
      return new Seen(true, status, said, false, 0);
    }

    private boolean is2xx() {
      return status >= 200 && status < 300;
    }

    private boolean isAnswer() {
      return is2xx() && (said == Said.SUCCESS || said == Said.PROCESS);
    }

    boolean isErrorAnswer() {
      return (is2xx() && (said == Said.CALL_ERROR || said == Said.REQUEST_ERROR))
          || (status >= 400 && status < 500 && status != 408 && status != 429);
    }

    /** Neither an answer, nor a refusal, nor certainly unsent. */
    boolean isOpen() {
      return left && !isAnswer() && !isErrorAnswer() && status != 429;
    }

    boolean isTold() {
      return is2xx() && (isAnswer() || said == Said.REQUEST_ERROR);
    }

    boolean isNotTold() {
      return (is2xx() && said == Said.CALL_ERROR) || (status == 404 && said != Said.NOTHING);
    }

    private boolean isRefusalOfCaller() {
      return status == 401 || status == 403;
    }
  }

  /**
   * What the caller must get: an answer with its resolution, or a failure with its outcome.
   *
   * @param sends how many sends were tried
   * @param told whether the failure must carry the state that was told, where its class can
   */
  record Expected(
      @Nullable Resolution resolution,
      @Nullable Class<? extends FreedomCardException> failure,
      @Nullable Outcome outcome,
      int sends,
      boolean told) {}

  private static final Set<Integer> GIFT_WITHOUT_EFFECT = Set.of(-2, -3, -4, -6, -7, -8, -10, -11);

  private final Effect effect;
  private final boolean asks;
  private final boolean resends;
  private final int maxSends;

  private int sends;
  private int asksInARow;
  private boolean open;
  private @Nullable Seen lastSend;
  private @Nullable Kind next = Kind.SEND;
  private @Nullable Expected expected;

  /**
   * The model of a call.
   *
   * @param asks whether the policy lets a keyed command be asked about
   * @param resends whether a keyed command that is not known is sent again
   */
  ReferenceModel(Effect effect, boolean asks, boolean resends, int maxSends) {
    this.effect = effect;
    this.asks = asks;
    this.resends = resends;
    this.maxSends = maxSends;
  }

  /** The next exchange; null if the call is over. */
  @Nullable Kind next() {
    return next;
  }

  /** What the caller must get; null while the call is not over. */
  @Nullable Expected expected() {
    return expected;
  }

  /** Takes what the client saw of the exchange that was next. */
  void see(Seen seen) {
    if (next == Kind.SEND) {
      sends++;
      asksInARow = 0;
      open |= seen.isOpen();
      lastSend = seen;
      switch (effect) {
        case READ -> sawRead(seen);
        case NON_IDEMPOTENT_COMMAND -> sawUnkeyed(seen);
        case IDEMPOTENT_COMMAND -> sawKeyed(seen);
      }
    } else if (open) {
      asksInARow++;
      sawTellingAfterLoss(seen);
    } else {
      sawTellingAfterError(seen);
    }
  }

  private void sawRead(Seen seen) {
    if (seen.isAnswer()) {
      if (seen.said() == Said.SUCCESS) {
        answer(Resolution.DIRECT);
      } else {
        end(StillInProcessException.class, Outcome.READ_ONLY, false);
      }
    } else if ((!seen.left() || seen.status() == 429 || seen.isOpen()) && sends < maxSends) {
      next = Kind.SEND;
    } else {
      fail(Outcome.READ_ONLY);
    }
  }

  private void sawUnkeyed(Seen seen) {
    if (seen.isAnswer()) {
      answer(Resolution.DIRECT);
    } else if (!seen.left() && sends < maxSends) {
      next = Kind.SEND;
    } else if (seen.isOpen()) {
      fail(Outcome.UNKNOWN);
    } else if (seen.giftStatus() != 0 && !GIFT_WITHOUT_EFFECT.contains(seen.giftStatus())) {
      fail(Outcome.UNKNOWN);
    } else {
      fail(Outcome.NOT_PROCESSED);
    }
  }

  private void sawKeyed(Seen seen) {
    if (seen.isAnswer()) {
      answer(Resolution.DIRECT);
    } else if (!seen.left() && sends < maxSends) {
      next = Kind.SEND;
    } else if (open) {
      askOrFail();
    } else if (!seen.left()) {
      fail(Outcome.NOT_PROCESSED);
    } else if (seen.status() != 429) {
      askOrFail();
    } else if (sends < maxSends) {
      next = Kind.SEND;
    } else {
      fail(Outcome.NOT_PROCESSED);
    }
  }

  /** Without a question, even an error answer leaves the outcome unknown. */
  private void askOrFail() {
    if (asks) {
      next = Kind.ASK;
    } else {
      fail(Outcome.UNKNOWN);
    }
  }

  private void sawTellingAfterLoss(Seen seen) {
    if (seen.isTold()) {
      if (seen.said() == Said.REQUEST_ERROR) {
        end(ApiErrorException.class, Outcome.NOT_PROCESSED, false);
      } else {
        answer(Resolution.RECOVERED);
      }
    } else if (!seen.isNotTold()) {
      fail(Outcome.UNKNOWN);
    } else if (asksInARow < 2) {
      next = Kind.ASK;
    } else if (resends && sends < maxSends) {
      next = Kind.SEND;
    } else {
      fail(Outcome.UNKNOWN);
    }
  }

  private void sawTellingAfterError(Seen seen) {
    if (seen.isTold() && seen.said() != Said.REQUEST_ERROR) {
      if (seen.ids()) {
        answer(Resolution.DEDUPLICATED);
      } else {
        fail(Outcome.UNKNOWN, true);
      }
    } else if (seen.isTold() || seen.isNotTold()) {
      fail(Outcome.NOT_PROCESSED);
    } else if (seen.isRefusalOfCaller()
        && seen.status() == requireNonNull(lastSend, "lastSend").status()) {
      fail(Outcome.NOT_PROCESSED);
    } else {
      fail(Outcome.UNKNOWN);
    }
  }

  private void answer(Resolution resolution) {
    next = null;
    expected = new Expected(resolution, null, null, sends, false);
  }

  private void fail(Outcome outcome) {
    fail(outcome, false);
  }

  /** The reason is that of the last send, whatever became of the questions about it. */
  private void fail(Outcome outcome, boolean told) {
    end(reason(requireNonNull(lastSend, "lastSend")), outcome, told);
  }

  private void end(Class<? extends FreedomCardException> failure, Outcome outcome, boolean told) {
    next = null;
    expected =
        new Expected(null, failure, outcome, sends, told && failure == ApiErrorException.class);
  }

  static Class<? extends FreedomCardException> reason(Seen seen) {
    if (seen.isErrorAnswer()) {
      return seen.isRefusalOfCaller() ? AuthenticationException.class : ApiErrorException.class;
    }
    if (seen.status() == 0) {
      return ConnectionException.class;
    }
    if (seen.status() == 429) {
      return RateLimitException.class;
    }
    return seen.is2xx() ? InvalidResponseException.class : HttpStatusException.class;
  }
}
