package io.github.freedomcard.journal;

import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Operation;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The settings of a journal; see {@link JournalBuilder}. */
record JournalSettings(
    MerchantAccount account,
    @Nullable CommandCipher cipher,
    CommandHandler handler,
    Map<String, Operation<? extends IdempotentRequest, RequestState>> operations,
    boolean uniqueReferences,
    Duration lease,
    Duration firstBackoff,
    Duration maxBackoff,
    Duration parkAfter,
    int maxHandlerFailures) {}
