package io.github.freedomcard.internal.transport;

import io.github.freedomcard.error.Outcome;
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
 * Drives a call without blocking a thread: replies come on OkHttp's threads, waits end on the
 * timer's. When the result is completed by anyone else, nothing more is sent.
 */
final class AsyncCallExecution<R> {

  private final CallExecution<R> run;
  private final Scheduler time;
  private final CompletableFuture<ApiResponse<R>> result = new CompletableFuture<>();

  private volatile @Nullable Exchange current;
  private volatile @Nullable Future<?> waiting;
  private volatile boolean doubtful;
  private volatile boolean answered;

  AsyncCallExecution(CallExecution<R> run, Scheduler time) {
    this.run = run;
    this.time = time;
  }

  CompletableFuture<ApiResponse<R>> start() {
    var unused = result.whenComplete((response, failure) -> ended());
    guarded(() -> follow(run.course().begin()));
    return result;
  }

  private void follow(CallStateMachine.Step<R> step) {
    // Ended from outside in the meantime, which was warned of if there was something to warn of.
    if (result.isDone()) {
      return;
    }
    if (step.response() != null) {
      answered = true;
      result.complete(step.response());
      return;
    }
    if (step.failure() != null) {
      answered = true;
      result.completeExceptionally(run.failed(step.failure()));
      return;
    }
    long wait = run.wait(step);
    if (wait <= 0) {
      begin(step);
      return;
    }
    Future<?> task = time.schedule(() -> guarded(() -> begin(step)), wait);
    waiting = task;
    if (result.isDone()) {
      task.cancel(false);
    }
  }

  private void begin(CallStateMachine.Step<R> step) {
    Exchange exchange = run.exchange(step);
    if (exchange == null) {
      follow(run.notBegun(step, "time-out before it was sent"));
      return;
    }
    // OkHttp counts no time in its dispatcher's queue, so a call that waits there is given up here.
    Once once = new Once(step);
    Future<?> timeUp = time.schedule(() -> once.giveUp(exchange), exchange.timeoutNanos());
    current = exchange;
    // After the assignment: either this sees the end, or the end sees the exchange and cancels it.
    if (result.isDone()) {
      timeUp.cancel(false);
      return;
    }
    exchange
        .call()
        .enqueue(
            new Callback() {
              @Override
              public void onResponse(Call call, Response response) {
                timeUp.cancel(false);
                guarded(() -> once.replied(exchange.readAndClose(response)));
              }

              @Override
              public void onFailure(Call call, IOException e) {
                timeUp.cancel(false);
                once.replied(exchange.failed(e));
              }
            });
  }

  private void replied(CallStateMachine.Step<R> step, HttpReply reply) {
    if (result.isDone()) {
      return;
    }
    CallStateMachine.Step<R> next = run.next(step, reply);
    doubtful = run.course().outcome() == Outcome.UNKNOWN;
    current = null;
    follow(next);
  }

  /** An exchange has one reply, be it from the wire or from the clock. */
  private final class Once {

    private final CallStateMachine.Step<R> step;
    private final AtomicBoolean over = new AtomicBoolean();

    Once(CallStateMachine.Step<R> step) {
      this.step = step;
    }

    void replied(HttpReply reply) {
      if (over.compareAndSet(false, true)) {
        guarded(() -> AsyncCallExecution.this.replied(step, reply));
      }
    }

    void giveUp(Exchange exchange) {
      // What may have left is OkHttp's to end: it runs, and so does OkHttp's own time-out.
      if (exchange.preventSend()) {
        exchange.call().cancel();
        replied(
            HttpReply.none(
                exchange.path(), new InterruptedIOException("time-out in the queue"), false));
      }
    }
  }

  /** No failure may leave the caller without an answer. */
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      answered = true;
      result.completeExceptionally(e);
      throw e;
    }
  }

  /** The result is complete; if from outside, the schedule stops and the wire is let go. */
  private void ended() {
    if (answered) {
      return;
    }
    Future<?> task = waiting;
    if (task != null) {
      task.cancel(false);
    }
    Exchange exchange = current;
    boolean left = exchange != null && !exchange.preventSend();
    if (doubtful || (left && run.isCommand())) {
      run.warnUnknown("ended by the caller");
    }
    if (exchange != null) {
      exchange.call().cancel();
    }
  }
}
