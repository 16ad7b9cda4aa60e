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
 * Executes requests one at a time and remembers the state of each {@code request_id}.
 *
 * <p>Thread-safe: its lock guards the data that the handlers work on.
 */
final class Processor {

  /** Error code for a {@code request_id} that was used before. */
  static final String DUPLICATE = "duplicate_request_id";

  /** Error code of a status query about an unknown id. */
  static final String NOT_FOUND = "request_not_found";

  /** The offset of the API's date-times. */
  static final ZoneOffset OFFSET = ZoneOffset.ofHours(5);

  /** Keeps years at four digits. */
  private static final Duration MAX_CLOCK_OFFSET = Duration.ofDays(36_525);

  private final SandboxStore store;
  private final Ledger ledger;
  private final ProcessingMode mode;
  private final Clock clock;
  private final Map<UUID, AcceptedRequest> requests = new HashMap<>();
  private int statusLag;

  /** The offset added to the clock; also read without the lock. */
  private volatile Duration clockOffset = Duration.ZERO;

  Processor(SandboxStore store, Ledger ledger, ProcessingMode mode, Clock clock) {
    this.store = store;
    this.ledger = ledger;
    this.mode = mode;
    this.clock = clock;
  }

  /** A request that was accepted, and its state. */
  private static final class AcceptedRequest {

    final OperationRoute route;
    final OffsetDateTime receivedAt;
    final ProcessingMode mode;

    /** The request until it is executed. */
    @Nullable ObjectNode pending;

    /** The produced fields; null until it succeeds. */
    @Nullable ObjectNode produced;

    /** The reason of its failure; null unless it failed. */
    @Nullable Refusal refusal;

    /** The number of status queries that reported its state. */
    int queriesReported;

    /** The number of status queries about it, including those that reported it as unknown. */
    int queriesReceived;

    AcceptedRequest(
        OperationRoute route, ObjectNode request, OffsetDateTime receivedAt, ProcessingMode mode) {
      this.route = route;
      this.pending = request;
      this.receivedAt = receivedAt;
      this.mode = mode;
    }

    ObjectNode reportedState() {
      ObjectNode reported = WireJson.object();
      if (refusal != null) {
        reported
            .put("request_status", "error")
            .put("error_code", refusal.code())
            .put("error_description", refusal.description());
      } else if (produced != null) {
        reported.put("request_status", "success").setAll(produced);
      } else {
        reported.put("request_status", "process");
      }
      return reported.put("dt", WireJson.dateTime(receivedAt));
    }
  }

  OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), OFFSET)
        .plus(clockOffset)
        .truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Processes a request whose fields are valid, and returns its response.
   *
   * @param ownMode when this command takes effect; null for the sandbox's own mode
   * @throws Refusal if it is refused
   */
  synchronized ObjectNode process(
      OperationRoute route, ObjectNode request, @Nullable ProcessingMode ownMode) {
    if (!route.identified()) {
      return route.format().success(perform(route, request, null), now());
    }
    UUID requestId = UUID.fromString(request.required(OperationRoute.REQUEST_ID).textValue());
    if (requests.containsKey(requestId)) {
      throw Refusal.of(DUPLICATE, "request_id: already used");
    }
    AcceptedRequest accepted =
        new AcceptedRequest(route, request, now(), ownMode == null ? mode : ownMode);
    requests.put(requestId, accepted);
    if (route.effect() == Effect.IDEMPOTENT_COMMAND && !accepted.mode.isImmediate()) {
      ledger.inProcess(requestId, withoutEffect(route, request, null));
      return ResponseFormat.inProcess(accepted.receivedAt);
    }
    ObjectNode fields = execute(requestId, accepted);
    if (route.effect() == Effect.IDEMPOTENT_COMMAND) {
      fields = fields.deepCopy().retain(route.responseFields());
    }
    return route.format().success(fields, accepted.receivedAt);
  }

  /**
   * Returns the response of {@code request/status} without the constant fields of the envelope.
   *
   * @throws Refusal if there is no such request
   */
  synchronized ObjectNode queryStatus(UUID requestId) {
    AcceptedRequest accepted = requests.get(requestId);
    if (accepted == null || accepted.queriesReceived++ < statusLag) {
      throw Refusal.of(NOT_FOUND, "request_id: no such request");
    }
    if (accepted.pending != null && accepted.mode.finishesAfter(accepted.queriesReported)) {
      finish(requestId);
    }
    accepted.queriesReported++;
    return accepted.reportedState();
  }

  /** Sets how many status queries about a request report it as unknown. */
  synchronized void setStatusLag(int statusQueries) {
    statusLag = statusQueries;
  }

  synchronized int statusLag() {
    return statusLag;
  }

  /** Executes a command in process; returns false if there is none with this id. */
  synchronized boolean finish(UUID requestId) {
    AcceptedRequest accepted = requests.get(requestId);
    if (accepted == null || accepted.pending == null) {
      return false;
    }
    try {
      execute(requestId, accepted);
    } catch (Refusal reported) {
      // The next status query reports it.
    }
    return true;
  }

  /** Ends a command in process with an error; returns false if there is none with this id. */
  synchronized boolean fail(UUID requestId, Refusal refusal) {
    AcceptedRequest accepted = requests.get(requestId);
    if (accepted == null || accepted.pending == null) {
      return false;
    }
    accepted.pending = null;
    accepted.refusal = refusal;
    ledger.finished(requestId, refusal);
    return true;
  }

  /** Records a refused command for assertions; the request is null if it could not be read. */
  synchronized void recordRefusal(
      OperationRoute route, @Nullable ObjectNode request, Refusal refusal) {
    if (route.effect() != Effect.READ) {
      ledger.refused(withoutEffect(route, request == null ? WireJson.object() : request, refusal));
    }
  }

  /** Keeps only ids that this sandbox knows as such: a request may have anything in their place. */
  private Ledger.WithoutEffect withoutEffect(
      OperationRoute route, ObjectNode request, @Nullable Refusal refusal) {
    SandboxTransaction transaction =
        store.transactions.get(request.path("transaction_id").asText());
    String cardId = transaction == null ? request.path("card_id").asText() : transaction.cardId;
    return new Ledger.WithoutEffect(
        now(),
        route.name(),
        WireJson.requestId(request),
        ledger.hasCard(cardId) ? cardId : null,
        refusal);
  }

  /** Advances the clock, up to a limit in total. */
  synchronized void advanceClock(Duration duration) {
    if (duration.compareTo(MAX_CLOCK_OFFSET.minus(clockOffset)) > 0) {
      throw new IllegalArgumentException(
          "duration: more than " + MAX_CLOCK_OFFSET.toDays() + " days in total: " + duration);
    }
    clockOffset = clockOffset.plus(duration);
  }

  /** Runs an action on the data while holding the lock. */
  synchronized <T> T with(Function<SandboxStore, T> action) {
    return action.apply(store);
  }

  synchronized void reset() {
    store.clear();
    ledger.clear();
    requests.clear();
    clockOffset = Duration.ZERO;
  }

  private ObjectNode execute(UUID requestId, AcceptedRequest accepted) {
    ObjectNode request = requireNonNull(accepted.pending, "pending");
    accepted.pending = null;
    try {
      ObjectNode fields = perform(accepted.route, request, requestId);
      accepted.produced = accepted.route.effect() == Effect.READ ? WireJson.object() : fields;
      return fields;
    } catch (Refusal refusal) {
      accepted.refusal = refusal;
      throw refusal;
    } catch (RuntimeException | Error failure) {
      accepted.refusal =
          Refusal.of("sandbox_failure", "an internal error of the sandbox; see its log");
      throw failure;
    } finally {
      ledger.finished(requestId, accepted.refusal);
    }
  }

  private ObjectNode perform(OperationRoute route, ObjectNode request, @Nullable UUID requestId) {
    OperationCall call = new OperationCall(request, now());
    ObjectNode fields = route.handler().handle(call);
    if (route.effect() != Effect.READ) {
      ledger.add(route.name(), requestId, call.now, call.posting);
    }
    return fields;
  }
}
