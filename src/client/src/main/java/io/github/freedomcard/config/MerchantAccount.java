package io.github.freedomcard.config;

import static java.util.Objects.requireNonNull;

/**
 * Where a client's calls go, and on whose behalf. The server accepts each {@code request_id} once
 * per account.
 *
 * @param host name and port, such as {@code api.example.com:443}
 * @param authId the auth id of the credentials
 */
public record MerchantAccount(String host, String authId) {

  /** An account of one host. */
  public MerchantAccount {
    requireNonNull(host, "host");
    requireNonNull(authId, "authId");
  }
}
