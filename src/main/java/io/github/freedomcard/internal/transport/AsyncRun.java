package io.github.freedomcard.internal.transport;

import io.github.freedomcard.error.Outcome;
import io.github.freedomcard.operation.ApiResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Drives a call without blocking a thread: replies come on OkHttp's threads, waits end on the
 * timer's. When the result is completed by anyone else, nothing more is sent.
 */
final class AsyncRun<R> {

  private final Run<R> run;
  private final Time time;
  private final CompletableFuture<ApiResponse<R>> result = new CompletableFuture<>();

  private volatile @Nullable Exchange current;
  private volatile @Nullable Future<?> waiting;
  private volatile boolean doubtful;
  private volatile boolean answered;

  AsyncRun(Run<R> run, Time time) {
    this.run = run;
    this.time = time;
  }

  CompletableFuture<ApiResponse<R>> start() {
    var unused = result.whenComplete((response, failure) -> ended());
    guarded(() -> follow(run.course().begin()));
    return result;
  }

  private void follow(Course.Step<R> step) {
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
    try {
      waiting = time.schedule(() -> guarded(() -> begin(step)), wait);
    } catch (RejectedExecutionException closed) {
      follow(run.notBegun(step, "client closed"));
      return;
    }
    if (result.isDone()) {
      ended();
    }
  }

  private void begin(Course.Step<R> step) {
    Exchange exchange = run.exchange(step);
    if (exchange == null) {
      follow(run.notBegun(step, "time-out before it was sent"));
      return;
    }
    current = exchange;
    // After the assignment: either this sees the end, or the end sees the exchange and cancels it.
    if (result.isDone()) {
      return;
    }
    exchange
        .call()
        .enqueue(
            new Callback() {
              @Override
              public void onResponse(Call call, Response response) {
                Reply reply;
                try (response) {
                  reply = exchange.read(response);
                }
                guarded(() -> replied(step, reply));
              }

              @Override
              public void onFailure(Call call, IOException e) {
                guarded(() -> replied(step, exchange.failed(e)));
              }
            });
  }

  private void replied(Course.Step<R> step, Reply reply) {
    if (result.isDone()) {
      return;
    }
    Course.Step<R> next = run.next(step, reply);
    doubtful = run.course().outcome() == Outcome.UNKNOWN;
    current = null;
    follow(next);
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
    if (exchange != null) {
      exchange.call().cancel();
    }
    if (doubtful || (exchange != null && run.isCommand() && exchange.left())) {
      run.warnUnknown("ended by the caller");
    }
  }
}
