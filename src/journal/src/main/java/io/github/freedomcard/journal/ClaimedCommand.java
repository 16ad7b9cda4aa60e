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

  /** What the row has as its worker, if this claim recorded it and nobody claimed it since. */
  private final String id;

  private final AtomicBoolean used = new AtomicBoolean();

  /** A request in memory and its operation. */
  record Call<Q extends IdempotentRequest>(Operation<Q, RequestState> operation, Q request) {}

  ClaimedCommand(CommandKey key, Call<?> call, String id) {
    this.key = key;
    this.call = call;
    this.id = id;
  }

  /**
   * Returns whether this claim may send the command; at most once. Otherwise another one may have
   * sent it.
   */
  boolean use(CommandRow row) {
    return row.state() == CommandState.IN_FLIGHT
        && id.equals(row.worker())
        && !row.leaseIsOver()
        && !used.getAndSet(true);
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
