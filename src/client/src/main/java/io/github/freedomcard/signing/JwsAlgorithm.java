package io.github.freedomcard.signing;

/**
 * The algorithm of a signature, {@code alg} in its header.
 *
 * <p>The vendor's page documents HS512; a later, undated copy shows HS256.
 */
public enum JwsAlgorithm {

  /** HMAC with SHA-512: documented, and the default. */
  HS512("HmacSHA512"),

  /** HMAC with SHA-256: partly documented. */
  HS256("HmacSHA256");

  private final String macName;

  JwsAlgorithm(String macName) {
    this.macName = macName;
  }

  /** The name in the Java platform. */
  String macName() {
    return macName;
  }
}
