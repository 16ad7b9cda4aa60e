package io.github.freedomcard.journal;

import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Operation;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A command that {@link JdbcCommandJournal#claim} recorded for the calling thread. Pass it to
 * {@link JdbcCommandJournal#execute(io.github.freedomcard.FreedomCardClient, ClaimedCommand)} after
 * the transaction was committed.
 */
public final class ClaimedCommand {

  private final CommandKey key;
  private final Call<?> call;

  /** Whether this claim may send: it recorded the command, and was not used yet. */
  private final AtomicBoolean usable;

  /** A request in memory and its operation. */
  record Call<Q extends IdempotentRequest>(Operation<Q, RequestState> operation, Q request) {}

  ClaimedCommand(CommandKey key, Call<?> call, boolean recordedNow) {
    this.key = key;
    this.call = call;
    this.usable = new AtomicBoolean(recordedNow);
  }

  /** True once, and only for the claim that recorded the command: others may have sent it. */
  boolean use() {
    return usable.getAndSet(false);
  }

  /** The command's {@code request_id}. */
  public UUID requestId() {
    return key.requestId();
  }

  CommandKey key() {
    return key;
  }

  Call<?> call() {
    return call;
  }

  @Override
  public String toString() {
    return "ClaimedCommand[" + call.operation().name() + " request_id=" + requestId() + "]";
  }
}
