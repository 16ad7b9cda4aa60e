package io.github.freedomcard.config;

/**
 * Provides the credentials of a call, for example from a vault, a rotated file, or per merchant.
 *
 * <pre>{@code
 * AtomicReference<Credentials> current =
 *     new AtomicReference<>(Credentials.of("123456", "the first key"));
 * CredentialsProvider rotating = current::get;
 * }</pre>
 *
 * <p>The client calls it once per call, before it signs anything, and signs everything that the
 * call sends with the result. It must be safe to call from several threads. It should return from
 * memory, because the call waits for it. An exception that it throws reaches the caller unchanged,
 * before anything is sent.
 */
@FunctionalInterface
public interface CredentialsProvider {

  /** The credentials to sign the next call with. */
  Credentials credentials();
}
