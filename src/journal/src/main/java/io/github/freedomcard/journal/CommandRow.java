package io.github.freedomcard.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table.
 *
 * @param sent whether the command may have been sent
 * @param worker who claimed it last
 * @param leaseIsOver whether it is in flight and anyone may claim it
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
    @Nullable String worker,
    boolean leaseIsOver,
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
