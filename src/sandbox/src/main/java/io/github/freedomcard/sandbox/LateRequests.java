package io.github.freedomcard.sandbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Requests that were sent and are still on their way. Thread-safe. */
final class LateRequests {

  private final Dispatcher dispatcher;
  private final List<Late> waiting = new ArrayList<>();

  LateRequests(Dispatcher dispatcher) {
    this.dispatcher = dispatcher;
  }

  /** A request, and what it waits for. */
  private static final class Late {

    final OperationRoute endpoint;
    final UUID requestId;
    final SandboxRequest received;

    /** How many questions are still to be answered; 0 where it waits for a resend. */
    int questions;

    Late(OperationRoute endpoint, UUID requestId, SandboxRequest received, int questions) {
      this.endpoint = endpoint;
      this.requestId = requestId;
      this.received = received;
      this.questions = questions;
    }

    boolean isDueAfter(OperationRoute answered) {
      if (answered.name().equals(RequestHandlers.NAME)) {
        return questions > 0 && --questions == 0;
      }
      return questions == 0 && answered.name().equals(endpoint.name());
    }
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Holds a request back.
   *
   * @param questions how many questions about it go before it; 0 if a resend goes before it
   */
  synchronized void add(
      OperationRoute endpoint, UUID requestId, SandboxRequest received, int questions) {
    waiting.add(new Late(endpoint, requestId, received, questions));
  }

  /** Processes what waited for this: a request with this id was answered. */
  void answered(OperationRoute endpoint, UUID requestId, Consumer<String> journal) {
    dueAfter(endpoint, requestId).forEach(late -> arrive(late, journal));
  }

  /** Processes all of them now. */
  void release() {
    takeAll().forEach(late -> arrive(late, note -> {}));
  }

  void clear() {
    takeAll();
  }

  private void arrive(Late late, Consumer<String> journal) {
    Refusal refusal = dispatcher.answer(late.received, null).refusal();
    journal.accept(
        "late "
            + late.endpoint.name()
            + ": "
            + (refusal == null ? "processed" : "refused: " + refusal.description()));
  }

  private synchronized List<Late> dueAfter(OperationRoute answered, UUID requestId) {
    List<Late> due = new ArrayList<>();
    for (Iterator<Late> all = waiting.iterator(); all.hasNext(); ) {
      Late late = all.next();
      if (late.requestId.equals(requestId) && late.isDueAfter(answered)) {
        all.remove();
        due.add(late);
      }
    }
    return due;
  }

  private synchronized List<Late> takeAll() {
    List<Late> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }
}
