package io.github.freedomcard.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param sent whether the command may have been sent
 * @param late whether the time to resolve the command is over
 * @param conclusion DONE or REFUSED if the effect is known
 */
@SuppressWarnings("ArrayRecordComponent") // rows are never compared
record CommandRow(
    CommandKey key,
    String operation,
    @Nullable String reference,
    CommandState state,
    long token,
    boolean sent,
    boolean accepted,
    boolean late,
    @Nullable CommandState conclusion,
    int handlerFailures,
    @Nullable String errorCode,
    @Nullable String problem,
    @Nullable String keyId,
    byte @Nullable [] bodyHmac,
    byte @Nullable [] body,
    byte @Nullable [] result,
    Instant recordedAt,
    Instant changedAt) {}
