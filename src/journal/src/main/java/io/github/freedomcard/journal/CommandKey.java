package io.github.freedomcard.journal;

import io.github.freedomcard.config.MerchantAccount;
import java.util.UUID;

/** What identifies a command: one {@code request_id} of an account is one body of one operation. */
record CommandKey(MerchantAccount account, UUID requestId) {}
