package io.github.freedomcard.journal;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys that encrypt requests and results in the database, by id.
 *
 * <pre>{@code
 * KeyProvider keys = KeyProvider.of("2026-11", key);
 * }</pre>
 *
 * <p>To rotate, make a new key current and keep the old one until no command has it any more: a
 * command whose key is unknown is queried, but not sent. A provider that reads a key store must be
 * thread-safe and should cache.
 */
public interface KeyProvider {

  /** The fewest bytes of a key. */
  int MIN_KEY_BYTES = 32;

  /** The id of the key for new commands; at most 100 characters, stored in clear. */
  String currentKeyId();

  /**
   * The key with this id, or null if it is unknown.
   *
   * @return at least 32 random bytes
   */
  byte @Nullable [] key(String keyId);

  /**
   * One key.
   *
   * @param key at least 32 random bytes
   * @throws IllegalArgumentException if the id is blank or too long, or the key is too short
   */
  static KeyProvider of(String keyId, byte[] key) {
    return of(keyId, Map.of(keyId, key));
  }

  /**
   * A current key and older ones.
   *
   * @param keys at least 32 random bytes each, by id
   * @throws IllegalArgumentException if there is no current key, an id is blank or too long, or a
   *     key is too short
   */
  static KeyProvider of(String currentKeyId, Map<String, byte[]> keys) {
    Map<String, byte[]> copies = new HashMap<>();
    keys.forEach(
        (id, key) -> {
          if (id.isBlank() || id.length() > 100) {
            throw new IllegalArgumentException("keyId: 1 to 100 characters: " + id);
          }
          if (key.length < MIN_KEY_BYTES) {
            throw new IllegalArgumentException(
                "key " + id + ": at least 32 bytes, but it has " + key.length);
          }
          copies.put(id, key.clone());
        });
    if (!copies.containsKey(requireNonNull(currentKeyId, "currentKeyId"))) {
      throw new IllegalArgumentException("currentKeyId: no key with this id: " + currentKeyId);
    }
    return new KeyProvider() {
      @Override
      public String currentKeyId() {
        return currentKeyId;
      }

      @Override
      public byte @Nullable [] key(String keyId) {
        return copies.get(keyId);
      }
    };
  }
}
