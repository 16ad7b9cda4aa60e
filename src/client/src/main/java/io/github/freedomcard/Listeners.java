package io.github.freedomcard;

import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.internal.transport.CallHooks;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes the end of each call to the listeners. */
final class Listeners implements CallHooks.Observer {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.freedomcard");

  private final List<CallListener> listeners;

  Listeners(List<CallListener> listeners) {
    this.listeners = List.copyOf(listeners);
  }

  @Override
  public void callFinished(
      Operation<?, ?> operation,
      @Nullable UUID requestId,
      int attempts,
      int statusQueries,
      @Nullable Outcome outcome,
      @Nullable Resolution resolution,
      @Nullable Integer httpStatus,
      @Nullable String errorCode,
      Duration duration) {
    if (listeners.isEmpty()) {
      return;
    }
    CallEvent event =
        new CallEvent(
            operation,
            requestId,
            attempts,
            statusQueries,
            outcome,
            resolution,
            httpStatus,
            errorCode,
            duration);
    for (CallListener listener : listeners) {
      notify(listener, event);
    }
  }

  /** The call has ended: whatever the listener throws must not replace its result. */
  private static void notify(CallListener listener, CallEvent event) {
    try {
      listener.callFinished(event);
    } catch (Throwable e) {
      LOG.debug("a call listener failed", e);
    }
  }
}
