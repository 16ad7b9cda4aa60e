package io.github.freedomcard.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.github.freedomcard.internal.util.Preconditions;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The partner's {@code auth_id} and the secret key that signs each request.
 *
 * <p>The key is the UTF-8 bytes of the secret, of any length; the secret is not Base64 (documented:
 * Card API, "Signature"). Immutable and safe to share between threads. {@link #toString} shows
 * neither part of the secret.
 */
public final class Credentials implements CredentialsProvider {

  private final String authId;
  private final byte[] secretKey;

  private Credentials(String authId, byte[] secretKey) {
    this.authId = authId;
    this.secretKey = secretKey;
  }

  /**
   * Credentials of one partner.
   *
   * @throws IllegalArgumentException if {@code authId} is blank, or {@code secretKey} is empty or
   *     has an unpaired surrogate, which UTF-8 can't encode
   */
  public static Credentials of(String authId, String secretKey) {
    Preconditions.text("authId", authId);
    if (requireNonNull(secretKey, "secretKey").isEmpty()) {
      throw new IllegalArgumentException("secretKey: empty");
    }
    if (!UTF_8.newEncoder().canEncode(secretKey)) {
      throw new IllegalArgumentException("secretKey: unpaired surrogate");
    }
    return new Credentials(authId, secretKey.getBytes(UTF_8));
  }

  /** The partner's id, sent in the header of every signature. */
  public String authId() {
    return authId;
  }

  /** A copy of the key's bytes. */
  public byte[] secretKey() {
    return secretKey.clone();
  }

  /** These credentials themselves, so that they can be used as a provider. */
  @Override
  public Credentials credentials() {
    return this;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Credentials that
        && authId.equals(that.authId)
        && Arrays.equals(secretKey, that.secretKey);
  }

  @Override
  public int hashCode() {
    return 31 * authId.hashCode() + Arrays.hashCode(secretKey);
  }

  @Override
  public String toString() {
    return "Credentials[authId=" + authId + ", secretKey=***]";
  }
}
