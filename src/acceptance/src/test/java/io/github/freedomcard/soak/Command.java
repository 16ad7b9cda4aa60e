package io.github.freedomcard.soak;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.sandbox.Ledger;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A command to send.
 *
 * @param cardId the card that no other command of this operation uses; null if the command has a
 *     {@code request_id}
 */
record Command<Q, R>(Operation<Q, R> operation, Q request, @Nullable String cardId) {

  /** The result of a command: a response or a failure. */
  record Result(@Nullable ApiResponse<?> response, @Nullable Throwable failure) {}

  static <Q extends IdempotentRequest, R> Command<Q, R> idempotent(
      Operation<Q, R> operation, Q request) {
    return new Command<>(operation, request, null);
  }

  boolean isIdempotent() {
    return cardId == null;
  }

  /** Identifies the ledger's entries of this command. */
  String key() {
    return request instanceof IdempotentRequest identified
        ? identified.requestId().toString()
        : operation.name() + " " + cardId;
  }

  static String key(Ledger.Entry entry) {
    return entry.requestId() == null
        ? entry.operation() + " " + entry.cardId()
        : entry.requestId().toString();
  }

  Result call(FreedomCardClient client) {
    try {
      return new Result(client.execute(operation, request), null);
    } catch (RuntimeException e) {
      return new Result(null, e);
    }
  }

  CompletableFuture<Result> callAsync(FreedomCardClient client) {
    return client
        .async()
        .execute(operation, request)
        .handle((response, failure) -> new Result(response, failure));
  }

  @Override
  public String toString() {
    return cardId == null ? operation.name() + " " + key() : key();
  }
}
