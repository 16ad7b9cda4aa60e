package io.github.freedomcard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Maps futures so that completion passes in both directions. */
final class Futures {

  private Futures() {}

  /** As {@code thenApply}, but if the caller completes the result, {@code source} ends too. */
  @SuppressWarnings("FutureReturnValueIgnored") // the dependent future has no result of its own
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
    // Has no effect if the source is done.
    result.whenComplete((value, failure) -> source.cancel(false));
    return result;
  }
}
