package io.github.freedomcard.internal.transport;

import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.operation.ApiResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Drives a call without blocking a thread. Replies come on OkHttp's threads; waits end on the
 * scheduler's thread. If someone else completes the result, nothing more is sent.
 */
final class AsyncCallExecution<R> {

  private final CallExecution<R> call;
  private final Scheduler scheduler;
  private final Callbacks callbacks;
  private final CompletableFuture<ApiResponse<R>> result = new CompletableFuture<>();

  private volatile @Nullable Exchange current;
  private volatile @Nullable Future<?> waiting;
  private volatile boolean outcomeUnknown;

  /** Whether the call has its end: from a reply, from an error, or from the caller. */
  private final AtomicBoolean ended = new AtomicBoolean();

  /** An asynchronous call that begins on its caller's thread. */
  AsyncCallExecution(CallExecution<R> call, Scheduler scheduler, Callbacks callbacks) {
    this.call = call;
    this.scheduler = scheduler;
    this.callbacks = callbacks;
  }

  CompletableFuture<ApiResponse<R>> start() {
    var unused = result.whenComplete((response, failure) -> onCompletion());
    // An earlier call with the same id may be unresolved.
    outcomeUnknown = call.isOutcomeUnknown();
    completeOnFailure(() -> follow(call.start()));
    return result;
  }

  private void follow(NextAction<R> next) {
    // The caller has ended the call in the meantime; onCompletion has logged a warning if needed.
    if (result.isDone() || (!(next instanceof NextAction.Scheduled) && !claimEnd())) {
      return;
    }
    if (next instanceof NextAction.Return<R> end) {
      ApiResponse<R> response = call.succeeded(end.response());
      callbacks.complete(() -> result.complete(response));
    } else if (next instanceof NextAction.Fail<R> end) {
      FreedomCardException failure = call.failed(end.failure());
      callbacks.complete(() -> result.completeExceptionally(failure));
    } else if (next instanceof NextAction.Scheduled<R> action) {
      schedule(action);
    }
  }

  private void schedule(NextAction.Scheduled<R> action) {
    long wait = call.waitNanos(action);
    if (wait <= 0) {
      begin(action);
      return;
    }
    Future<?> task = scheduler.schedule(() -> inContext(() -> begin(action)), wait);
    waiting = task;
    if (result.isDone()) {
      task.cancel(false);
    }
  }

  private void begin(NextAction.Scheduled<R> action) {
    CallExecution.Start<R> start = call.begin(action);
    if (start instanceof CallExecution.Start.Expired<R> expired) {
      follow(expired.next());
    } else if (start instanceof CallExecution.Start.Ready<R> ready) {
      enqueue(action, ready.exchange());
    }
  }

  private void enqueue(NextAction.Scheduled<R> action, Exchange exchange) {
    // OkHttp does not count time in its dispatcher's queue, so a call that waits there ends here.
    SingleReply once = new SingleReply(action);
    Future<?> timeout =
        scheduler.schedule(() -> inContext(() -> once.expire(exchange)), exchange.timeoutNanos());
    current = exchange;
    // After the assignment: either this sees the end, or the end sees the exchange and cancels it.
    if (result.isDone()) {
      timeout.cancel(false);
      return;
    }
    send(exchange, once, timeout);
  }

  private void send(Exchange exchange, SingleReply once, Future<?> timeout) {
    Callback callback =
        new Callback() {
          @Override
          public void onResponse(Call call, Response response) {
            timeout.cancel(false);
            inContext(() -> once.accept(exchange.readAndClose(response)));
          }

          @Override
          public void onFailure(Call call, IOException e) {
            inContext(() -> onNoResponse(e));
          }

          private void onNoResponse(IOException e) {
            if (!result.isDone() && exchange.renew(e)) {
              send(exchange, once, timeout);
              return;
            }
            timeout.cancel(false);
            once.accept(exchange.noResponse(e));
          }
        };
    try {
      exchange.call().enqueue(callback);
    } catch (RuntimeException | Error e) {
      // A caller's listener or executor failed. OkHttp may have queued the call all the same.
      timeout.cancel(false);
      once.accept(exchange.failedToStart(e));
    }
  }

  private void onReply(NextAction.Scheduled<R> action, HttpReply reply) {
    if (result.isDone()) {
      return;
    }
    NextAction<R> next = call.onReply(action, reply);
    if (next instanceof NextAction.Scheduled) {
      // In this order: onCompletion, which may run now, reads them in the other one. After the last
      // reply they stay, so that a caller who ends the call first does not miss its effect.
      outcomeUnknown = call.isOutcomeUnknown();
      current = null;
    }
    follow(next);
  }

  /** An exchange has one reply, from the network or from the clock. */
  private final class SingleReply {

    private final NextAction.Scheduled<R> action;
    private final AtomicBoolean received = new AtomicBoolean();

    SingleReply(NextAction.Scheduled<R> action) {
      this.action = action;
    }

    void accept(HttpReply reply) {
      if (received.compareAndSet(false, true)) {
        completeOnFailure(() -> onReply(action, reply));
      }
    }

    void expire(Exchange exchange) {
      if (exchange.preventSend()) {
        exchange.call().cancel();
        accept(exchange.notSent(new InterruptedIOException("time-out in the queue")));
        return;
      }
      // OkHttp runs the call, and so does OkHttp's own time-out, but no time-out ends an
      // interceptor of the caller.
      var unused =
          scheduler.schedule(() -> inContext(() -> abandon(exchange)), Exchange.GRACE_NANOS);
    }

    private void abandon(Exchange exchange) {
      if (!received.get()) {
        exchange.call().cancel();
        accept(exchange.noResponse(new InterruptedIOException("time-out")));
      }
    }
  }

  /** Runs a task on another thread than the caller's, in the caller's context. */
  private void inContext(Runnable task) {
    callbacks.inContext(() -> completeOnFailure(task));
  }

  /** Completes the result if a task fails: no failure may leave the caller waiting. */
  private void completeOnFailure(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      if (claimEnd()) {
        call.endedByError(e, current);
      }
      callbacks.complete(() -> result.completeExceptionally(e));
      throw e;
    }
  }

  /** True for the first who ends the call: it alone reports the end. */
  private boolean claimEnd() {
    return ended.compareAndSet(false, true);
  }

  /** If the caller has completed the result, stops the call. */
  private void onCompletion() {
    if (!claimEnd()) {
      return;
    }
    Future<?> task = waiting;
    if (task != null) {
      task.cancel(false);
    }
    Exchange exchange = current;
    boolean mayHaveBeenSent = exchange != null && !exchange.preventSend();
    boolean unresolved = outcomeUnknown;
    if (exchange != null) {
      if (!mayHaveBeenSent) {
        call.cancelledUnsent(unresolved);
      }
      exchange.call().cancel();
    }
    call.endedByCaller(unresolved || (mayHaveBeenSent && call.isCommand()));
  }
}
