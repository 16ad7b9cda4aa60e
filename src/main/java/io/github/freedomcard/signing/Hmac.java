package io.github.freedomcard.signing;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.config.Credentials;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One key, ready to sign with, from any number of threads.
 *
 * <p>It stands where Nimbus's own MAC classes would, because those refuse a key that is shorter
 * than the hash, and the vendor's may be.
 */
final class Hmac {

  private final SecretKeySpec key;

  /** Never updated: a copy of it is cheaper than a {@link Mac} that takes the key in anew. */
  private final Mac prototype;

  Hmac(Credentials credentials, JwsAlgorithm algorithm) {
    requireNonNull(credentials, "credentials");
    requireNonNull(algorithm, "algorithm");
    key = new SecretKeySpec(credentials.secretKey(), algorithm.macName());
    try {
      prototype = fresh(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("algorithm: not available here: " + algorithm, e);
    }
  }

  /** A MAC of the caller's own that holds the key and no data yet. */
  Mac start() {
    try {
      return (Mac) prototype.clone();
    } catch (CloneNotSupportedException e) {
      // The JDK's own MAC can be copied; those of some other providers can't.
    }
    try {
      return fresh(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("algorithm: no longer available: " + key.getAlgorithm(), e);
    }
  }

  private static Mac fresh(SecretKeySpec key) throws NoSuchAlgorithmException, InvalidKeyException {
    Mac mac = Mac.getInstance(key.getAlgorithm());
    mac.init(key);
    return mac;
  }
}
