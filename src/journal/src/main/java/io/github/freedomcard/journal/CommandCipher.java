package io.github.freedomcard.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts requests and results with AES-256-GCM, and identifies bodies by an HMAC. Thread-safe.
 *
 * <p>Two keys are derived from each key of the provider, one for each purpose.
 */
final class CommandCipher {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String REQUEST = "request";
  private static final String RESULT = "result";

  private final KeyProvider keys;
  private final SecureRandom random = new SecureRandom();

  CommandCipher(KeyProvider keys) {
    this.keys = keys;
  }

  /** The stored bytes are not those that the journal wrote for this command. */
  static final class TamperedException extends Exception {

    private static final long serialVersionUID = 1;
  }

  /** The application's {@link KeyProvider} failed. */
  static final class KeyProviderException extends RuntimeException {

    private static final long serialVersionUID = 1;

    KeyProviderException(RuntimeException cause) {
      super(cause.getClass().getName(), cause);
    }
  }

  String currentKeyId() {
    return keys.currentKeyId();
  }

  boolean knows(@Nullable String keyId) {
    return keyId != null && key(keyId) != null;
  }

  byte[] encryptRequest(String keyId, CommandKey command, String operation, byte[] json) {
    return encrypt(keyId, associated(REQUEST, keyId, command, operation), json);
  }

  byte[] decryptRequest(String keyId, CommandKey command, String operation, byte[] stored)
      throws TamperedException {
    return decrypt(keyId, associated(REQUEST, keyId, command, operation), stored);
  }

  byte[] encryptResult(String keyId, CommandKey command, String operation, byte[] json) {
    return encrypt(keyId, associated(RESULT, keyId, command, operation), json);
  }

  byte[] decryptResult(String keyId, CommandKey command, String operation, byte[] stored)
      throws TamperedException {
    return decrypt(keyId, associated(RESULT, keyId, command, operation), stored);
  }

  /** Identifies a body without telling anything about it: what it holds could be guessed. */
  byte[] hmac(String keyId, byte[] json) {
    return hmac(derived(keyId, "freedom-card-journal hmac"), json);
  }

  /** Whether the body has this HMAC. */
  boolean hasHmac(String keyId, byte[] json, byte[] hmac) {
    return MessageDigest.isEqual(hmac(keyId, json), hmac);
  }

  private byte[] encrypt(String keyId, byte[] associated, byte[] clear) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keyId, nonce, associated);
      byte[] stored = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(clear.length));
      cipher.doFinal(clear, 0, clear.length, stored, NONCE_BYTES);
      return stored;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is not available", e);
    }
  }

  private byte[] decrypt(String keyId, byte[] associated, byte[] stored) throws TamperedException {
    if (stored.length < NONCE_BYTES) {
      throw new TamperedException();
    }
    try {
      byte[] nonce = Arrays.copyOf(stored, NONCE_BYTES);
      return cipher(Cipher.DECRYPT_MODE, keyId, nonce, associated)
          .doFinal(stored, NONCE_BYTES, stored.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new TamperedException();
    }
  }

  private Cipher cipher(int mode, String keyId, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] key = derived(keyId, "freedom-card-journal encryption");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(associated);
    return cipher;
  }

  private byte @Nullable [] key(String keyId) {
    try {
      return keys.key(keyId);
    } catch (RuntimeException e) {
      throw new KeyProviderException(e);
    }
  }

  /** One block of HKDF-Expand with SHA-256: an independent key for each purpose. */
  private byte[] derived(String keyId, String purpose) {
    byte[] key = key(keyId);
    if (key == null || key.length < KeyProvider.MIN_KEY_BYTES) {
      throw new IllegalStateException(
          "KeyProvider: "
              + (key == null ? "no key" : "fewer than 32 bytes in the key")
              + " with the id "
              + keyId);
    }
    return hmac(key, (purpose + '\1').getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is not available", e);
    }
  }

  /** Binds the bytes to their row and column, so that they can't be moved to another one. */
  private static byte[] associated(
      String column, String keyId, CommandKey command, String operation) {
    String[] parts = {column, keyId, command.account(), command.requestId().toString(), operation};
    int length = 0;
    byte[][] encoded = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      encoded[i] = parts[i].getBytes(StandardCharsets.UTF_8);
      length += Integer.BYTES + encoded[i].length;
    }
    ByteBuffer buffer = ByteBuffer.allocate(length);
    for (byte[] part : encoded) {
      buffer.putInt(part.length).put(part);
    }
    return buffer.array();
  }
}
