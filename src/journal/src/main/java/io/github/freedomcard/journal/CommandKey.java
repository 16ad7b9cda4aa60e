package io.github.freedomcard.journal;

import io.github.freedomcard.config.MerchantAccount;
import java.util.UUID;

/**
 * What identifies a command: one {@code request_id} of an account is one body of one operation.
 *
 * @param account as the table has it
 */
record CommandKey(UUID requestId, String account) {

  /** The account as one text; a host has no {@code @}. */
  static String text(MerchantAccount account) {
    return account.authId() + "@" + account.host();
  }
}
