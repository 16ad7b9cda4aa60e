package io.github.freedomcard.internal.util;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was made once of each key, so that it need not be made again; thread-safe.
 *
 * <p>It begins anew when it is full: no caller has so many keys at a time, and one that has pays in
 * speed, never in memory.
 */
public final class BoundedCache<K, V> {

  private final int most;
  private final Function<K, V> maker;
  private final Map<K, V> made = new ConcurrentHashMap<>();

  /**
   * An empty one.
   *
   * @param maker may be called more than once for a key; what it throws reaches the caller
   */
  public BoundedCache(int most, Function<K, V> maker) {
    this.most = most;
    this.maker = maker;
  }

  /** What belongs to the key, made now if it was not. */
  public V of(K key) {
    V known = made.get(key);
    if (known != null) {
      return known;
    }
    V value = maker.apply(key);
    if (made.size() >= most) {
      made.clear();
    }
    made.put(key, value);
    return value;
  }
}
