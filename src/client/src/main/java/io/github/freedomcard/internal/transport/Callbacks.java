package io.github.freedomcard.internal.transport;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what an asynchronous call does on other threads than the caller's: in the caller's context,
 * and its end on the application's executor. An executor that fails does not stop a call; one that
 * drops a task does. No task runs twice. Thread-safe.
 */
final class Callbacks {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.freedomcard");

  private final Executor context;
  private final Executor callbackExecutor;

  /** For a call that begins on this thread. */
  Callbacks(CallHooks hooks) {
    context = context(hooks);
    callbackExecutor = hooks.callbackExecutor();
  }

  /** A call is worth more than its context. */
  private static Executor context(CallHooks hooks) {
    try {
      return requireNonNull(
          hooks.contextPropagation().apply(Runnable::run), "contextPropagation: returned null");
    } catch (RuntimeException | Error e) {
      LOG.debug("the caller's context can't be captured", e);
      return Runnable::run;
    }
  }

  void inContext(Runnable task) {
    runOnce(context, task);
  }

  void complete(Runnable completion) {
    runOnce(callbackExecutor, () -> runOnce(context, completion));
  }

  /** A second run could send a request twice; without a run the call would never end. */
  private static void runOnce(Executor executor, Runnable task) {
    AtomicBoolean begun = new AtomicBoolean();
    Runnable once =
        () -> {
          if (begun.compareAndSet(false, true)) {
            task.run();
          }
        };
    try {
      executor.execute(once);
    } catch (RuntimeException e) {
      LOG.debug("an executor of the application failed", e);
      once.run();
    } catch (Error e) {
      once.run();
      throw e;
    }
  }
}
