package io.github.freedomcard.sandbox;

import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handles requests through the {@link Dispatcher} and applies armed faults. Thread-safe. */
final class FaultInjectingDispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(FreedomCardSandbox.class);

  private final Dispatcher dispatcher;
  private final Faults faults;
  private final DelayedRequests delayed;
  private final RequestHistory history;

  FaultInjectingDispatcher(
      Dispatcher dispatcher, Faults faults, DelayedRequests delayed, RequestHistory history) {
    this.dispatcher = dispatcher;
    this.faults = faults;
    this.delayed = delayed;
    this.history = history;
  }

  /**
   * Returns the response to send.
   *
   * @param journal receives notes about the request for WireMock's journal
   */
  SandboxResponse serve(SandboxRequest received, Consumer<String> journal) {
    try {
      return process(received, journal);
    } catch (RuntimeException | StackOverflowError failure) {
      // Otherwise WireMock would respond with a page of its own, and the stack trace.
      LOG.error("{}: a defect of the sandbox", received.shownPath(), failure);
      return SandboxResponse.of(dispatcher.failed(failure));
    }
  }

  private SandboxResponse process(SandboxRequest received, Consumer<String> journal) {
    OperationRoute route = dispatcher.route(received.path());
    Fault fault = route == null ? null : faults.take(route);
    UUID requestId =
        route == null || (fault == null && delayed.isEmpty())
            ? null
            : WireJson.requestId(WireJson.read(received.body()));
    if (route != null && fault != null) {
      faults.add(new Faults.TriggeredFault(route.name(), requestId, fault));
      journal.accept("fault: " + fault);
      if (fault.processing() != Fault.Processing.IMMEDIATE) {
        SandboxResponse response = fault.apply(SandboxResponse.NOTHING);
        // Before it can be processed late.
        long number = history.add(received, route, null, response, fault);
        if (fault.isDelayed() && requestId != null) {
          delayed.add(route, requestId, received, number, fault.statusQueries());
        }
        return response;
      }
    }
    OperationResult result = dispatcher.handle(received, fault == null ? null : fault.mode());
    String report = result.report();
    if (!report.isEmpty()) {
      journal.accept(report);
    }
    if (route != null && requestId != null) {
      // Runs before the response is sent, so that the effects are visible when the client has it.
      delayed.processDue(route, requestId, journal);
    }
    SandboxResponse usual = faults.toResponse(result);
    SandboxResponse response = fault == null ? usual : fault.apply(usual);
    history.add(received, route, result, response, fault);
    return response;
  }
}
