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

  /** Set just before the first call: whatever comes next must query first. */
  final AtomicBoolean sent = new AtomicBoolean();

  /** A request in memory and its operation. */
  record Call<Q extends IdempotentRequest>(Operation<Q, RequestState> operation, Q request) {}

  ClaimedCommand(CommandKey key, Call<?> call) {
    this.key = key;
    this.call = call;
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
