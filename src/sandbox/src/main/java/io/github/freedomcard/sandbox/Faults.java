package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in a sandbox: faults of single requests, armed by operation and occurrence;
 * faults of connections; and the ways in which a server may tell the same thing.
 *
 * <pre>{@code
 * sandbox.faults().next("createTransaction", Fault.answerLost());
 * }</pre>
 *
 * <p>An operation is named by its constant in the client's catalogue, or by its name. The question
 * that the client asks after a lost answer is {@code getRequestStatus}, and {@code
 * getTransactionRequestStatus} is the same. A request counts as it comes to the sandbox, whether it
 * is well signed or not; one that a stub of the test's answers does not. A request has one fault at
 * most. What is armed stays armed until it happens, or until {@link #clear}.
 *
 * <p>A fault that happens is in {@link #happened}, and a sub-event of the request in WireMock's
 * journal; whether the command took effect is in the ledger. Thread-safe.
 */
public final class Faults {

  private static final String NOT_FOUND_HTML =
      "<html><head><title>404 Not Found</title></head><body>404 Not Found</body></html>";

  private final List<OperationRoute> endpoints;
  private final Processor processor;
  private final LateRequests late;
  private final FaultProxy front;

  private final Map<OperationRoute, FaultSchedule> plans = new LinkedHashMap<>();
  private final List<Happened> happened = new ArrayList<>();
  private int duplicateStatus = 200;
  private UnknownIds unknownIds = UnknownIds.ERROR;

  Faults(List<OperationRoute> endpoints, Processor processor, LateRequests late, FaultProxy front) {
    this.endpoints = endpoints;
    this.processor = processor;
    this.late = late;
    this.front = front;
    front.onReset(() -> add(new Happened(null, null, Fault.CONNECTION_RESET)));
  }

  /**
   * A fault that happened.
   *
   * @param operation the name of the operation; null for a connection that was reset before
   *     anything was read of it
   * @param requestId the {@code request_id} in the body; null if there is none
   * @param fault what was armed
   */
  public record Happened(@Nullable String operation, @Nullable UUID requestId, Fault fault) {}

  /**
   * Arms a fault for the next request of an operation; called again, for the one after that.
   *
   * @throws IllegalArgumentException if the sandbox does not have the operation, or the fault is
   *     for commands with a {@code request_id} and the operation is none
   */
  public Faults next(Operation<?, ?> operation, Fault fault) {
    return next(operation.name(), fault);
  }

  /** As {@link #next(Operation, Fault)}. */
  public synchronized Faults next(String operation, Fault fault) {
    plan(operation, fault).next(fault);
    return this;
  }

  /**
   * Arms a fault for the n-th request of an operation.
   *
   * @param occurrence counts from 1, which is the next request from now on
   * @throws IllegalArgumentException as {@link #next(Operation, Fault)}; or if {@code occurrence}
   *     is not positive
   * @throws IllegalStateException if a fault is armed for that request
   */
  public Faults on(Operation<?, ?> operation, int occurrence, Fault fault) {
    return on(operation.name(), occurrence, fault);
  }

  /** As {@link #on(Operation, int, Fault)}. */
  public synchronized Faults on(String operation, int occurrence, Fault fault) {
    if (occurrence <= 0) {
      throw new IllegalArgumentException("occurrence <= 0: " + occurrence);
    }
    if (!plan(operation, fault).on(occurrence, fault)) {
      throw new IllegalStateException(operation + ": a fault is armed for request " + occurrence);
    }
    return this;
  }

  /**
   * Arms a fault for all requests of an operation, but those that another is armed for by {@link
   * #next} or {@link #on}; it takes the place of one that was armed so before.
   *
   * @throws IllegalArgumentException as {@link #next(Operation, Fault)}
   */
  public Faults always(Operation<?, ?> operation, Fault fault) {
    return always(operation.name(), fault);
  }

  /** As {@link #always(Operation, Fault)}. */
  public synchronized Faults always(String operation, Fault fault) {
    plan(operation, fault).always(fault);
    return this;
  }

  /**
   * Resets the connections of the next requests, before they are read. That holds for the whole
   * host: the operation can't be known before its request is read.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public Faults resetConnections(int count) {
    if (count <= 0) {
      throw new IllegalArgumentException("count <= 0: " + count);
    }
    front.resetNext(count);
    return this;
  }

  /**
   * Refuses connections, to the whole host, until {@link #acceptConnections}. Nobody sees who is
   * refused, the operating system does it: so it can't be counted, and is not in {@link #happened}.
   *
   * <p>A request under way still gets its answer, and its connection is closed then. A request on a
   * connection that was idle is met with a reset, because a client does not connect anew as long as
   * it takes its pooled connection for alive: for a refusal, let the client be a new one.
   */
  public Faults refuseConnections() {
    front.refuse();
    return this;
  }

  /**
   * Ends {@link #refuseConnections}; the address is the same.
   *
   * @throws java.io.UncheckedIOException if another process has taken the port
   */
  public Faults acceptConnections() {
    front.accept();
    return this;
  }

  /**
   * Sets the HTTP status that a duplicate {@code request_id} is told with; by default 200. The body
   * is the same envelope with {@code status} {@code error}.
   *
   * @throws IllegalArgumentException if it is neither 200 nor a 4xx
   */
  public synchronized Faults duplicates(int httpStatus) {
    if (httpStatus != 200 && httpStatus / 100 != 4) {
      throw new IllegalArgumentException("httpStatus: neither 200 nor 4xx: " + httpStatus);
    }
    duplicateStatus = httpStatus;
    return this;
  }

  /** Sets how an unknown id is told; by default {@link UnknownIds#ERROR}. */
  public synchronized Faults unknownIds(UnknownIds unknownIds) {
    this.unknownIds = requireNonNull(unknownIds, "unknownIds");
    return this;
  }

  /**
   * Lets {@code request/status} lag behind: the first questions about a request that was taken are
   * answered as if its id were unknown, the next tells its state. By default 0.
   *
   * @throws IllegalArgumentException if {@code questions} is negative
   */
  public Faults statusLag(int questions) {
    if (questions < 0) {
      throw new IllegalArgumentException("questions < 0: " + questions);
    }
    processor.lag(questions);
    return this;
  }

  /**
   * Lets go what is held back: late requests are processed now, and the connections of requests
   * that came before and are met with silence are closed.
   */
  public Faults release() {
    late.release();
    front.release();
    return this;
  }

  /** Disarms all, sets all settings back, and {@link #release releases} what is held back. */
  public Faults clear() {
    synchronized (this) {
      plans.clear();
      duplicateStatus = 200;
      unknownIds = UnknownIds.ERROR;
    }
    processor.lag(0);
    front.resetNone();
    front.accept();
    return release();
  }

  /**
   * The faults that were armed for a certain request and have not happened, as in {@code
   * createTransaction: answerLost}. With {@link FreedomCardTest} a test fails if there are any.
   */
  public synchronized List<String> pending() {
    List<String> pending = new ArrayList<>();
    plans.forEach(
        (endpoint, plan) ->
            plan.pending().forEach(fault -> pending.add(endpoint.name() + ": " + fault)));
    for (int i = 0; i < front.pendingResets(); i++) {
      pending.add("any request: " + Fault.CONNECTION_RESET);
    }
    return List.copyOf(pending);
  }

  /** The faults that happened since the start, or the last reset of the sandbox; a copy. */
  public synchronized List<Happened> happened() {
    return List.copyOf(happened);
  }

  /** The fault of the request that has just come; null if nothing goes wrong with it. */
  synchronized @Nullable Fault take(OperationRoute endpoint) {
    FaultSchedule plan = plans.get(endpoint);
    return plan == null ? null : plan.take();
  }

  synchronized void add(Happened fault) {
    happened.add(fault);
  }

  /** An answer in the way that is set. */
  synchronized SandboxResponse told(OperationResult answer) {
    SandboxResponse usual = SandboxResponse.of(answer);
    Refusal refusal = answer.refusal();
    if (refusal == null) {
      return usual;
    }
    return switch (refusal.code()) {
      case Processor.DUPLICATE -> usual.withStatus(duplicateStatus);
      case Processor.NOT_FOUND ->
          switch (unknownIds) {
            case ERROR -> usual;
            case NOT_FOUND_JSON -> usual.withStatus(404);
            case NOT_FOUND_HTML ->
                SandboxResponse.of(404, Map.of("Content-Type", "text/html"), NOT_FOUND_HTML);
          };
      default -> usual;
    };
  }

  /** Forgets everything: what is held back is not processed any more. */
  void reset() {
    late.clear();
    clear();
    synchronized (this) {
      happened.clear();
    }
  }

  private FaultSchedule plan(String operation, Fault fault) {
    OperationRoute endpoint = endpoint(requireNonNull(operation, "operation"));
    if (requireNonNull(fault, "fault").isForKeyedCommands()
        && endpoint.effect() != Effect.IDEMPOTENT_COMMAND) {
      throw new IllegalArgumentException(fault + ": not a command with a request_id: " + operation);
    }
    return plans.computeIfAbsent(endpoint, armed -> new FaultSchedule());
  }

  private OperationRoute endpoint(String operation) {
    String name =
        operation.equals(RequestOperations.GET_TRANSACTION_REQUEST_STATUS.name())
            ? RequestHandlers.NAME
            : operation;
    return endpoints.stream()
        .filter(endpoint -> endpoint.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("operation: none of the sandbox's: " + operation));
  }
}
