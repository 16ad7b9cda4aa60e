package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.operation.Effect;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Carries requests out, one at a time, and remembers what became of each {@code request_id}.
 *
 * <p>Thread-safe: its lock guards the state that the handlers work on.
 */
final class Processor {

  /** The code for a {@code request_id} that was used before. */
  static final String DUPLICATE = "duplicate_request_id";

  /** The code for a question about an id that is not known. */
  static final String NOT_FOUND = "request_not_found";

  private static final ZoneOffset OFFSET = ZoneOffset.ofHours(5);

  /** So that years keep their four digits. */
  private static final Duration LONGEST = Duration.ofDays(36_525);

  private final SandboxStore state;
  private final Ledger ledger;
  private final ProcessingMode mode;
  private final Clock clock;
  private final Map<UUID, Taken> requests = new HashMap<>();
  private int lag;

  /** By how much the clock is ahead; also read without the lock. */
  private volatile Duration passed = Duration.ZERO;

  Processor(SandboxStore state, Ledger ledger, ProcessingMode mode, Clock clock) {
    this.state = state;
    this.ledger = ledger;
    this.mode = mode;
    this.clock = clock;
  }

  /** A request that was taken, and how far it has come. */
  private static final class Taken {

    final OperationRoute endpoint;
    final OffsetDateTime madeAt;
    final ProcessingMode mode;

    /** The request, until it is carried out. */
    @Nullable ObjectNode pending;

    /** What it produced; null as long as it has not succeeded. */
    @Nullable ObjectNode produced;

    /** Why it failed; null as long as it has not. */
    @Nullable Refusal refusal;

    /** How many questions it was told of to. */
    int questions;

    /** How many questions about it were asked, whether it was told of or not. */
    int asked;

    Taken(OperationRoute endpoint, ObjectNode request, OffsetDateTime madeAt, ProcessingMode mode) {
      this.endpoint = endpoint;
      this.pending = request;
      this.madeAt = madeAt;
      this.mode = mode;
    }

    ObjectNode told() {
      ObjectNode told = WireJson.object();
      if (refusal != null) {
        told.put("request_status", "error")
            .put("error_code", refusal.code())
            .put("error_description", refusal.description());
      } else if (produced != null) {
        told.put("request_status", "success").setAll(produced);
      } else {
        told.put("request_status", "process");
      }
      return told.put("dt", WireJson.moment(madeAt));
    }
  }

  OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), OFFSET)
        .plus(passed)
        .truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * The answer to a request whose fields have been checked.
   *
   * @param ownMode when this one takes effect, if it is a command; null for when all do
   * @throws Refusal if it is not done
   */
  synchronized ObjectNode take(
      OperationRoute endpoint, ObjectNode request, @Nullable ProcessingMode ownMode) {
    if (!endpoint.identified()) {
      return endpoint.family().success(perform(endpoint, request, null), now());
    }
    UUID requestId = UUID.fromString(request.required(OperationRoute.REQUEST_ID).textValue());
    if (requests.containsKey(requestId)) {
      throw Refusal.of(DUPLICATE, "request_id: was used before");
    }
    Taken taken = new Taken(endpoint, request, now(), ownMode == null ? mode : ownMode);
    requests.put(requestId, taken);
    if (endpoint.effect() == Effect.IDEMPOTENT_COMMAND && !taken.mode.isAtOnce()) {
      return ResponseFormat.inProcess(taken.madeAt);
    }
    ObjectNode fields = carryOut(requestId, taken);
    if (endpoint.effect() == Effect.IDEMPOTENT_COMMAND) {
      fields = fields.deepCopy().retain(endpoint.told());
    }
    return endpoint.family().success(fields, taken.madeAt);
  }

  /**
   * What {@code request/status} answers, but for the envelope's fields that are as usual.
   *
   * @throws Refusal if there was no such request
   */
  synchronized ObjectNode ask(UUID requestId) {
    Taken taken = requests.get(requestId);
    if (taken == null || taken.asked++ < lag) {
      throw Refusal.of(NOT_FOUND, "request_id: no such request");
    }
    if (taken.pending != null && taken.mode.finishesAfter(taken.questions)) {
      finish(requestId);
    }
    taken.questions++;
    return taken.told();
  }

  /** Sets how many questions about a request are answered as if it had not come. */
  synchronized void lag(int questions) {
    lag = questions;
  }

  /** Carries out a command that is in process; false if there is no such command. */
  synchronized boolean finish(UUID requestId) {
    Taken taken = requests.get(requestId);
    if (taken == null || taken.pending == null) {
      return false;
    }
    try {
      carryOut(requestId, taken);
    } catch (Refusal kept) {
      // It is how the command ended, and what the next question is told.
    }
    return true;
  }

  /** Ends a command that is in process with this error; false if there is no such command. */
  synchronized boolean fail(UUID requestId, Refusal refusal) {
    Taken taken = requests.get(requestId);
    if (taken == null || taken.pending == null) {
      return false;
    }
    taken.pending = null;
    taken.refusal = refusal;
    return true;
  }

  /** Puts the clock forward; not by more than a limit in all. */
  synchronized void pass(Duration duration) {
    if (duration.compareTo(LONGEST.minus(passed)) > 0) {
      throw new IllegalArgumentException(
          "duration: more than " + LONGEST.toDays() + " days in all: " + duration);
    }
    passed = passed.plus(duration);
  }

  /** Looks at the state while nothing changes it, or changes it. */
  synchronized <T> T with(Function<SandboxStore, T> action) {
    return action.apply(state);
  }

  synchronized void reset() {
    state.clear();
    ledger.clear();
    requests.clear();
    passed = Duration.ZERO;
  }

  private ObjectNode carryOut(UUID requestId, Taken taken) {
    ObjectNode request = requireNonNull(taken.pending, "pending");
    taken.pending = null;
    try {
      ObjectNode fields = perform(taken.endpoint, request, requestId);
      taken.produced = taken.endpoint.effect() == Effect.READ ? WireJson.object() : fields;
      return fields;
    } catch (Refusal refusal) {
      taken.refusal = refusal;
      throw refusal;
    } catch (RuntimeException failure) {
      taken.refusal = Refusal.of("sandbox_failure", "a defect of the sandbox: see its log");
      throw failure;
    }
  }

  private ObjectNode perform(
      OperationRoute endpoint, ObjectNode request, @Nullable UUID requestId) {
    Call call = new Call(request, now());
    ObjectNode fields = endpoint.handler().handle(call);
    if (endpoint.effect() != Effect.READ) {
      ledger.add(endpoint.name(), requestId, call.now, call.movement);
    }
    return fields;
  }
}
