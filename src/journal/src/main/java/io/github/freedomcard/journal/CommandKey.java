package io.github.freedomcard.journal;

import io.github.freedomcard.config.Account;
import java.util.UUID;

/** What identifies a command: one {@code request_id} of an account is one body of one operation. */
record CommandKey(Account account, UUID requestId) {}
