package io.github.freedomcard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Maps futures so that cancellation reaches the source. */
final class Futures {

  private Futures() {}

  /** Like {@code thenApply}, but completing or cancelling the result cancels {@code source}. */
  @SuppressWarnings("FutureReturnValueIgnored") // the result of the callback is not used
  static <T, R> CompletableFuture<R> map(CompletableFuture<T> source, Function<T, R> mapping) {
    CompletableFuture<R> result = new CompletableFuture<>();
    var unused =
        source.whenComplete(
            (value, failure) -> {
              if (failure == null) {
                result.complete(mapping.apply(value));
              } else {
                result.completeExceptionally(
                    failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure);
              }
            });
    // Has no effect on a source that is complete.
    result.whenComplete((value, failure) -> source.cancel(false));
    return result;
  }
}
