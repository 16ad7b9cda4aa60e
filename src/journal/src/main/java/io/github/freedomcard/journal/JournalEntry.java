package io.github.freedomcard.journal;

import io.github.freedomcard.model.RequestState;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recorded command, as the journal has it. Immutable.
 *
 * @param requestId the command's {@code request_id}
 * @param operation the operation's name
 * @param reference what the application recorded it for, such as an order's number
 * @param state how far it has come
 * @param result the state that the server reported, if the command took effect; null before, if a
 *     person concluded it, if the journal has no keys, and if its key is unknown
 * @param errorCode the server's code for a refusal; null if there was none
 * @param problem why the command is not finished or was refused, or what a person concluded; has no
 *     personal data of the request
 * @param recordedAt when it was recorded, by the database's clock
 * @param changedAt when it was changed last, by the database's clock
 */
public record JournalEntry(
    UUID requestId,
    String operation,
    @Nullable String reference,
    CommandState state,
    @Nullable RequestState result,
    @Nullable String errorCode,
    @Nullable String problem,
    Instant recordedAt,
    Instant changedAt) {

  /** Whether the command took effect; in the handler, too. */
  public boolean isDone() {
    return state == CommandState.DONE;
  }
}
