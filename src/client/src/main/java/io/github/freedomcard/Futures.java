package io.github.freedomcard;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** A mapped future that passes on its end in both directions. */
final class Futures {

  private Futures() {}

  /** As {@code thenApply}, but ending the result from outside ends {@code source} too. */
  @SuppressWarnings(
      "FutureReturnValueIgnored") // what follows a completion, not a result of its own
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
    // Has no effect on a source that is done.
    result.whenComplete((value, failure) -> source.cancel(false));
    return result;
  }
}
