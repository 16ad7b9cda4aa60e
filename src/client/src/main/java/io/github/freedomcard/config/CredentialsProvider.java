package io.github.freedomcard.config;

/**
 * Where the credentials of a call come from: a vault, a file that rotates, the merchant at hand.
 *
 * <pre>{@code
 * AtomicReference<Credentials> current =
 *     new AtomicReference<>(Credentials.of("123456", "the first key"));
 * CredentialsProvider rotating = current::get;
 * }</pre>
 *
 * <p>It is asked once per call, before anything is signed, and all that the call sends is signed
 * with the one answer. It must be safe to call from several threads, and should answer from memory:
 * the call waits for it. What it throws reaches the caller unchanged, and nothing has been sent
 * then.
 */
@FunctionalInterface
public interface CredentialsProvider {

  /** The credentials to sign the next call with. */
  Credentials credentials();
}
