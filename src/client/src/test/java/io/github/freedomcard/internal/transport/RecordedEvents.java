package io.github.freedomcard.internal.transport;

import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.transport.ReferenceModel.Kind;
import io.github.freedomcard.internal.transport.ScheduleRunner.CompletedCall;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of the calls of a transport. */
final class RecordedEvents implements CallHooks.Observer {

  /** One event, in part. */
  record Event(
      Operation<?, ?> operation,
      @Nullable UUID requestId,
      int attempts,
      int statusQueries,
      @Nullable Outcome outcome,
      @Nullable Resolution resolution,
      @Nullable String errorCode) {}

  private final List<Event> events = new ArrayList<>();

  @Override
  public synchronized void callFinished(
      Operation<?, ?> operation,
      @Nullable UUID requestId,
      int attempts,
      int statusQueries,
      @Nullable Outcome outcome,
      @Nullable Resolution resolution,
      @Nullable Integer httpStatus,
      @Nullable String errorCode,
      Duration duration) {
    events.add(
        new Event(operation, requestId, attempts, statusQueries, outcome, resolution, errorCode));
  }

  synchronized List<Event> all() {
    return List.copyOf(events);
  }

  synchronized void clear() {
    events.clear();
  }

  /** Whether there is one event, and it says the same as the result of the call. */
  boolean areAsExpected(CompletedCall call) {
    List<Event> all = all();
    if (all.size() != 1) {
      return false;
    }
    Event event = all.get(0);
    long queries =
        call.exchanges().stream().filter(each -> each.kind() == Kind.STATUS_QUERY).count();
    // A status query that was due too late was not sent.
    boolean counted = event.statusQueries() == queries || event.statusQueries() == queries + 1;
    if (event.operation() != call.scheduleCase().operation() || !counted) {
      return false;
    }
    if (call.result() instanceof ApiResponse<?> response) {
      return event.outcome() == null
          && event.resolution() == response.resolution()
          && event.attempts() == response.attempts();
    }
    return call.result() instanceof FreedomCardException failure
        && event.outcome() == failure.outcome()
        && event.resolution() == null
        && event.attempts() == failure.attempts()
        && Objects.equals(event.requestId(), failure.requestId())
        && Objects.equals(
            event.errorCode(), failure instanceof ApiErrorException error ? error.code() : null);
  }

  @Override
  public String toString() {
    return all().toString();
  }
}
