package io.github.freedomcard.sandbox;

import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Handles requests through the {@link Dispatcher} and applies armed faults. Thread-safe. */
final class FaultInjectingDispatcher {

  private final Dispatcher dispatcher;
  private final Faults faults;
  private final DelayedRequests delayed;

  FaultInjectingDispatcher(Dispatcher dispatcher, Faults faults, DelayedRequests delayed) {
    this.dispatcher = dispatcher;
    this.faults = faults;
    this.delayed = delayed;
  }

  /**
   * Returns the response to send.
   *
   * @param journal receives notes about the request for WireMock's journal
   */
  SandboxResponse serve(SandboxRequest received, Consumer<String> journal) {
    OperationRoute route = dispatcher.route(received.path());
    if (route == null) {
      return processed(received, null, journal);
    }
    Fault fault = faults.take(route);
    UUID requestId =
        fault == null && delayed.isEmpty()
            ? null
            : WireJson.requestId(WireJson.read(received.body()));
    if (fault != null) {
      faults.add(new Faults.TriggeredFault(route.name(), requestId, fault));
      journal.accept("fault: " + fault);
      if (fault.processing() != Fault.Processing.IMMEDIATE) {
        if (fault.isDelayed() && requestId != null) {
          delayed.add(route, requestId, received, fault.statusQueries());
        }
        return fault.apply(SandboxResponse.NOTHING);
      }
    }
    SandboxResponse usual = processed(received, fault == null ? null : fault.mode(), journal);
    if (requestId != null) {
      // Runs before the response is sent, so that the effects are visible when the client has it.
      delayed.processDue(route, requestId, journal);
    }
    return fault == null ? usual : fault.apply(usual);
  }

  private SandboxResponse processed(
      SandboxRequest received, @Nullable ProcessingMode mode, Consumer<String> journal) {
    OperationResult result = dispatcher.handle(received, mode);
    String report = result.report();
    if (!report.isEmpty()) {
      journal.accept(report);
    }
    return faults.toResponse(result);
  }
}
