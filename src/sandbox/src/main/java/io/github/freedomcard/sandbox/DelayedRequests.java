package io.github.freedomcard.sandbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Requests whose processing is delayed. Thread-safe. */
final class DelayedRequests {

  private final Dispatcher dispatcher;
  private final RequestHistory history;
  private final List<DelayedRequest> waiting = new ArrayList<>();

  DelayedRequests(Dispatcher dispatcher, RequestHistory history) {
    this.dispatcher = dispatcher;
    this.history = history;
  }

  /** A delayed request and the event it waits for. */
  private static final class DelayedRequest {

    final OperationRoute route;
    final UUID requestId;
    final SandboxRequest received;
    final long number;

    /** The number of status queries left to wait for; 0 if it waits for a resend. */
    int statusQueries;

    DelayedRequest(
        OperationRoute route,
        UUID requestId,
        SandboxRequest received,
        long number,
        int statusQueries) {
      this.route = route;
      this.requestId = requestId;
      this.received = received;
      this.number = number;
      this.statusQueries = statusQueries;
    }

    boolean isDueAfter(OperationRoute handled) {
      if (handled.name().equals(RequestHandlers.NAME)) {
        return statusQueries > 0 && --statusQueries == 0;
      }
      return statusQueries == 0 && handled.name().equals(route.name());
    }
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Delays a request.
   *
   * @param number its number in the history
   * @param statusQueries the number of status queries to wait for; 0 to wait for a resend
   */
  synchronized void add(
      OperationRoute route,
      UUID requestId,
      SandboxRequest received,
      long number,
      int statusQueries) {
    waiting.add(new DelayedRequest(route, requestId, received, number, statusQueries));
  }

  /** Processes the requests that waited for this event: a request with this id was handled. */
  void processDue(OperationRoute route, UUID requestId, Consumer<String> journal) {
    dueAfter(route, requestId).forEach(delayed -> arrive(delayed, journal));
  }

  /** Processes all delayed requests now. */
  void release() {
    takeAll().forEach(delayed -> arrive(delayed, note -> {}));
  }

  void clear() {
    takeAll();
  }

  private void arrive(DelayedRequest delayed, Consumer<String> journal) {
    OperationResult result = dispatcher.handle(delayed.received, null);
    history.processedLate(delayed.number, result);
    Refusal refusal = result.refusal();
    journal.accept(
        "delayed "
            + delayed.route.name()
            + ": "
            + (refusal == null ? "processed" : "refused: " + refusal.description()));
  }

  private synchronized List<DelayedRequest> dueAfter(OperationRoute handled, UUID requestId) {
    List<DelayedRequest> due = new ArrayList<>();
    for (Iterator<DelayedRequest> all = waiting.iterator(); all.hasNext(); ) {
      DelayedRequest delayed = all.next();
      if (delayed.requestId.equals(requestId) && delayed.isDueAfter(handled)) {
        all.remove();
        due.add(delayed);
      }
    }
    return due;
  }

  private synchronized List<DelayedRequest> takeAll() {
    List<DelayedRequest> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }
}
