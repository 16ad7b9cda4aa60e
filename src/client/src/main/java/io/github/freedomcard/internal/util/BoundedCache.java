package io.github.freedomcard.internal.util;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A bounded cache; cleared when full. Thread-safe.
 *
 * <p>A caller with more keys than the bound loses speed, not memory.
 */
public final class BoundedCache<K, V> {

  private final int maxEntries;
  private final Function<K, V> loader;
  private final Map<K, V> values = new ConcurrentHashMap<>();

  /**
   * Creates an empty cache.
   *
   * @param loader may be called more than once for a key; its exceptions reach the caller
   */
  public BoundedCache(int maxEntries, Function<K, V> loader) {
    this.maxEntries = maxEntries;
    this.loader = loader;
  }

  /** Returns the value of the key; loads it if absent. */
  public V of(K key) {
    V cached = values.get(key);
    if (cached != null) {
      return cached;
    }
    V value = loader.apply(key);
    if (values.size() >= maxEntries) {
      values.clear();
    }
    values.put(key, value);
    return value;
  }
}
