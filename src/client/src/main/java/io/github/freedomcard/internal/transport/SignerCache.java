package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The signers of the credentials in use. A key is forgotten when no one holds its credentials any
 * more: a rotated secret does not stay in memory. Thread-safe.
 */
final class SignerCache {

  private final JwsAlgorithm algorithm;

  /** A signer holds a copy of the key, but not the credentials, so it does not keep its entry. */
  private final Map<Credentials, JwsRequestSigner> signers =
      Collections.synchronizedMap(new WeakHashMap<>());

  SignerCache(JwsAlgorithm algorithm) {
    this.algorithm = algorithm;
  }

  /** Returns the signer of the credentials; makes it if it is absent. */
  JwsRequestSigner of(Credentials credentials) {
    return signers.computeIfAbsent(credentials, key -> JwsRequestSigner.of(key, algorithm));
  }
}
