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
 * Injects faults into a sandbox.
 *
 * <p>There are faults of single requests, armed by operation and occurrence; faults of connections;
 * and settings for responses whose form the vendor does not document.
 *
 * <pre>{@code
 * sandbox.faults().next("createTransaction", Fault.responseLost());
 * }</pre>
 *
 * <p>An operation is given by its constant in the client's catalogue, or by its name. The client's
 * status query after a lost response is {@code getRequestStatus}; {@code
 * getTransactionRequestStatus} names the same operation. Every request that reaches the sandbox
 * counts, whether its signature is valid or not; a request that a stub of the test responds to does
 * not count. A request has at most one fault. A fault stays armed until it is triggered, or until
 * {@link #clear}.
 *
 * <p>A triggered fault is listed in {@link #triggered} and is a sub-event of the request in
 * WireMock's journal. The ledger shows whether the command took effect. Thread-safe.
 */
public final class Faults {

  private static final String NOT_FOUND_HTML =
      "<html><head><title>404 Not Found</title></head><body>404 Not Found</body></html>";

  private final List<OperationRoute> routes;
  private final Processor processor;
  private final DelayedRequests delayed;
  private final FaultProxy proxy;

  private final Map<OperationRoute, FaultSchedule> schedules = new LinkedHashMap<>();
  private final List<TriggeredFault> triggered = new ArrayList<>();
  private int duplicateStatus = 200;
  private UnknownIdResponse unknownIdResponse = UnknownIdResponse.ERROR;

  Faults(
      List<OperationRoute> routes, Processor processor, DelayedRequests delayed, FaultProxy proxy) {
    this.routes = routes;
    this.processor = processor;
    this.delayed = delayed;
    this.proxy = proxy;
    proxy.onReset(() -> add(new TriggeredFault(null, null, Fault.CONNECTION_RESET)));
  }

  /**
   * A fault that was triggered.
   *
   * @param operation the name of the operation; null for a connection that was reset before its
   *     request was read
   * @param requestId the {@code request_id} in the body; null if there is none
   * @param fault the fault that was armed
   */
  public record TriggeredFault(@Nullable String operation, @Nullable UUID requestId, Fault fault) {}

  /**
   * A fault that is armed.
   *
   * @param operation null for a reset of any connection
   * @param always whether it is armed for all requests of the operation
   */
  record ArmedFault(@Nullable String operation, Fault fault, boolean always) {}

  /** The form of responses that the vendor does not document. */
  record Settings(int duplicateStatus, UnknownIdResponse unknownIdResponse, int statusLag) {}

  /**
   * Arms a fault for the next request of an operation that has no fault yet. Calling it twice arms
   * the next two requests.
   *
   * @throws IllegalArgumentException if the sandbox does not have the operation, or if the fault
   *     applies to idempotent commands only and the operation is not one
   */
  public Faults next(Operation<?, ?> operation, Fault fault) {
    return next(operation.name(), fault);
  }

  /** Arms a fault by the operation's name; see {@link #next(Operation, Fault)}. */
  public synchronized Faults next(String operation, Fault fault) {
    schedule(operation, fault).next(fault);
    return this;
  }

  /**
   * Arms a fault for the n-th request of an operation.
   *
   * @param occurrence counts from 1, which is the next request
   * @throws IllegalArgumentException as {@link #next(Operation, Fault)}; or if {@code occurrence}
   *     is not positive
   * @throws IllegalStateException if that request already has a fault
   */
  public Faults on(Operation<?, ?> operation, int occurrence, Fault fault) {
    return on(operation.name(), occurrence, fault);
  }

  /** Arms a fault by the operation's name; see {@link #on(Operation, int, Fault)}. */
  public synchronized Faults on(String operation, int occurrence, Fault fault) {
    if (occurrence <= 0) {
      throw new IllegalArgumentException("occurrence <= 0: " + occurrence);
    }
    if (!schedule(operation, fault).on(occurrence, fault)) {
      throw new IllegalStateException(
          operation + ": a fault is already armed for request " + occurrence);
    }
    return this;
  }

  /**
   * Arms a fault for all requests of an operation. A fault armed by {@link #next} or {@link #on}
   * takes precedence for its request. A later call replaces the fault.
   *
   * @throws IllegalArgumentException as {@link #next(Operation, Fault)}
   */
  public Faults always(Operation<?, ?> operation, Fault fault) {
    return always(operation.name(), fault);
  }

  /** Arms a fault by the operation's name; see {@link #always(Operation, Fault)}. */
  public synchronized Faults always(String operation, Fault fault) {
    schedule(operation, fault).always(fault);
    return this;
  }

  /**
   * Resets the connections of the next requests before their bodies are read. This affects all
   * operations; over HTTP/2, it also affects the other requests of the connection.
   *
   * @throws IllegalArgumentException if {@code count} is not positive, or if more than 10,000
   *     resets would be pending
   */
  public Faults resetConnections(int count) {
    if (count <= 0) {
      throw new IllegalArgumentException("count <= 0: " + count);
    }
    proxy.resetNext(count);
    return this;
  }

  /**
   * Refuses all new connections until {@link #acceptConnections}. The operating system refuses
   * them, so they are neither counted nor listed in {@link #triggered}.
   *
   * <p>A request in flight still gets its response, and its connection is closed afterwards. A
   * request on an idle pooled connection is reset, because a client does not reconnect while it
   * considers the pooled connection alive. Over HTTP/2, a request on a connection that is in use is
   * refused (REFUSED_STREAM). To test a refused connection, use a new client.
   */
  public Faults refuseConnections() {
    proxy.refuse();
    return this;
  }

  /**
   * Ends {@link #refuseConnections}. The base URL does not change.
   *
   * @throws java.io.UncheckedIOException if another process has taken the port
   */
  public Faults acceptConnections() {
    proxy.accept();
    return this;
  }

  /**
   * Sets the HTTP status of the response to a duplicate {@code request_id}; by default 200. The
   * body is always the envelope with {@code status} {@code error}.
   *
   * @throws IllegalArgumentException if it is neither 200 nor a 4xx
   */
  public synchronized Faults duplicateStatus(int httpStatus) {
    if (httpStatus != 200 && httpStatus / 100 != 4) {
      throw new IllegalArgumentException("httpStatus: neither 200 nor 4xx: " + httpStatus);
    }
    duplicateStatus = httpStatus;
    return this;
  }

  /** Sets how a status query reports an unknown id; by default {@link UnknownIdResponse#ERROR}. */
  public synchronized Faults unknownIdResponse(UnknownIdResponse unknownIdResponse) {
    this.unknownIdResponse = requireNonNull(unknownIdResponse, "unknownIdResponse");
    return this;
  }

  /**
   * Makes {@code request/status} lag behind: the first status queries about an accepted request
   * report its id as unknown, the next one reports its state. By default 0.
   *
   * @throws IllegalArgumentException if {@code statusQueries} is negative
   */
  public Faults statusLag(int statusQueries) {
    if (statusQueries < 0) {
      throw new IllegalArgumentException("statusQueries < 0: " + statusQueries);
    }
    processor.setStatusLag(statusQueries);
    return this;
  }

  /**
   * Processes all delayed requests now, sends all delayed responses, and closes the connections of
   * earlier requests whose response is withheld.
   */
  public Faults release() {
    delayed.release();
    proxy.release();
    return this;
  }

  /** Disarms all faults, restores all settings, and {@link #release releases} what is held back. */
  public Faults clear() {
    synchronized (this) {
      schedules.clear();
      duplicateStatus = 200;
      unknownIdResponse = UnknownIdResponse.ERROR;
    }
    processor.setStatusLag(0);
    proxy.cancelResets();
    proxy.accept();
    return release();
  }

  /**
   * Returns the faults that were armed for a certain request and not triggered, such as {@code
   * createTransaction: responseLost}. With {@link FreedomCardTest} a test fails if there are any.
   */
  public List<String> pending() {
    return armed().stream()
        .filter(armed -> !armed.always())
        .map(
            armed ->
                (armed.operation() == null ? "any request" : armed.operation())
                    + ": "
                    + armed.fault())
        .toList();
  }

  /** Returns all armed faults. */
  synchronized List<ArmedFault> armed() {
    List<ArmedFault> armed = new ArrayList<>();
    schedules.forEach(
        (route, schedule) -> {
          schedule
              .pending()
              .forEach(fault -> armed.add(new ArmedFault(route.name(), fault, false)));
          Fault always = schedule.always();
          if (always != null) {
            armed.add(new ArmedFault(route.name(), always, true));
          }
        });
    for (int i = 0; i < proxy.pendingResets(); i++) {
      armed.add(new ArmedFault(null, Fault.CONNECTION_RESET, false));
    }
    return armed;
  }

  synchronized Settings settings() {
    return new Settings(duplicateStatus, unknownIdResponse, processor.statusLag());
  }

  /** Returns a copy of the faults triggered since the start or the last reset of the sandbox. */
  public synchronized List<TriggeredFault> triggered() {
    return List.copyOf(triggered);
  }

  /** Returns the fault of the request that was just received; null if there is none. */
  synchronized @Nullable Fault take(OperationRoute route) {
    FaultSchedule schedule = schedules.get(route);
    return schedule == null ? null : schedule.take();
  }

  synchronized void add(TriggeredFault fault) {
    triggered.add(fault);
  }

  /** Returns the HTTP response to a result, with the configured status and form. */
  synchronized SandboxResponse toResponse(OperationResult response) {
    SandboxResponse usual = SandboxResponse.of(response);
    Refusal refusal = response.refusal();
    if (refusal == null) {
      return usual;
    }
    return switch (refusal.code()) {
      case Processor.DUPLICATE -> usual.withStatus(duplicateStatus);
      case Processor.NOT_FOUND ->
          switch (unknownIdResponse) {
            case ERROR -> usual;
            case NOT_FOUND_JSON -> usual.withStatus(404);
            case NOT_FOUND_HTML ->
                SandboxResponse.of(404, Map.of("Content-Type", "text/html"), NOT_FOUND_HTML);
          };
      default -> usual;
    };
  }

  /** Discards everything: delayed requests are not processed any more. */
  void reset() {
    delayed.clear();
    clear();
    synchronized (this) {
      triggered.clear();
    }
  }

  private FaultSchedule schedule(String operation, Fault fault) {
    OperationRoute route = route(requireNonNull(operation, "operation"));
    if (requireNonNull(fault, "fault").requiresIdempotentCommand()
        && route.effect() != Effect.IDEMPOTENT_COMMAND) {
      throw new IllegalArgumentException(
          fault + ": applies to idempotent commands only, not to " + operation);
    }
    return schedules.computeIfAbsent(route, armed -> new FaultSchedule());
  }

  private OperationRoute route(String operation) {
    String name =
        operation.equals(RequestOperations.GET_TRANSACTION_REQUEST_STATUS.name())
            ? RequestHandlers.NAME
            : operation;
    return routes.stream()
        .filter(route -> route.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("operation: unknown to the sandbox: " + operation));
  }
}
