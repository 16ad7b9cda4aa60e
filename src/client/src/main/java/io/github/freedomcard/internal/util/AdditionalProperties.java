package io.github.freedomcard.internal.util;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record that the contract does not name: a deep immutable copy. {@link #toString}
 * shows only the names, because the values may be sensitive.
 */
public final class AdditionalProperties extends AbstractMap<String, @Nullable Object> {

  /** The depth to which requests and responses may be nested. */
  public static final int MAX_DEPTH = 64;

  private static final AdditionalProperties NONE = new AdditionalProperties(Map.of());

  /** In one order, so that a request that is stored, read and sent again has the same bytes. */
  private static final Comparator<Map.Entry<?, ?>> BY_NAME =
      Comparator.comparing(entry -> String.valueOf(entry.getKey()));

  private static final ClassValue<Set<String>> DECLARED =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> record) {
          Set<String> names = new HashSet<>();
          for (var component : record.getRecordComponents()) {
            if (!component.getName().equals("additionalProperties")) {
              names.add(wireName(component.getName()));
            }
          }
          return names;
        }
      };

  /**
   * Each name with its value after it, ordered by name. Each operation of a statement has such an
   * object, which is a quarter of the size of a map.
   */
  private final @Nullable Object[] members;

  private AdditionalProperties(Map<String, @Nullable Object> properties) {
    check(0);
    List<Map.Entry<String, ?>> sorted = sorted(properties);
    members = new @Nullable Object[2 * sorted.size()];
    int i = 0;
    for (Map.Entry<String, ?> entry : sorted) {
      members[i++] = entry.getKey();
      members[i++] = copyOf(entry.getValue(), 1);
    }
  }

  /**
   * Returns a copy of {@code properties} for a record of type {@code owner}.
   *
   * @throws IllegalArgumentException if one has the wire name of a declared field of {@code owner}:
   *     the field would be sent twice
   */
  public static Map<String, @Nullable Object> of(
      Class<? extends Record> owner, @Nullable Map<String, @Nullable Object> properties) {
    if (properties == null || properties.isEmpty()) {
      return NONE;
    }
    Set<String> declared = DECLARED.get(owner);
    for (String name : properties.keySet()) {
      if (declared.contains(name)) {
        throw new IllegalArgumentException("additionalProperties: declared field: " + name);
      }
    }
    return new AdditionalProperties(properties);
  }

  /** Whether a record of this type declares a component with this wire name. */
  public static boolean isDeclared(Class<? extends Record> owner, String name) {
    return DECLARED.get(owner).contains(name);
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new Entries();
  }

  @Override
  public int size() {
    return members.length / 2;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int index = indexOf(key);
    return index < 0 ? null : members[2 * index + 1];
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return indexOf(key) >= 0;
  }

  private int indexOf(@Nullable Object key) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = String.valueOf(members[2 * middle]).compareTo(String.valueOf(key));
      if (order == 0) {
        return Objects.equals(members[2 * middle], key) ? middle : -1;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -1;
  }

  /** The entries, made when they are asked for. */
  private final class Entries extends AbstractSet<Map.Entry<String, @Nullable Object>> {

    @Override
    public int size() {
      return AdditionalProperties.this.size();
    }

    @Override
    public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < members.length;
        }

        @Override
        public Map.Entry<String, @Nullable Object> next() {
          if (!hasNext()) {
            throw new NoSuchElementException();
          }
          next += 2;
          return new SimpleImmutableEntry<>((String) members[next - 2], members[next - 1]);
        }
      };
    }
  }

  @Override
  public String toString() {
    return keySet().stream().map(Printed::of).toList().toString();
  }

  private static <K> List<Map.Entry<K, ?>> sorted(Map<K, ?> map) {
    List<Map.Entry<K, ?>> entries = new ArrayList<>(map.entrySet());
    entries.sort(BY_NAME);
    return entries;
  }

  private static <K> Map<K, @Nullable Object> copyOf(Map<K, ?> map, int depth) {
    check(depth);
    Map<K, @Nullable Object> copy = new LinkedHashMap<>(map.size() * 4 / 3 + 1);
    // Many maps have no order, and Jackson's is not that of the text.
    for (Map.Entry<K, ?> entry : sorted(map)) {
      copy.put(entry.getKey(), copyOf(entry.getValue(), depth + 1));
    }
    return Collections.unmodifiableMap(copy);
  }

  private static @Nullable Object copyOf(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      return copyOf(map, depth);
    }
    if (value instanceof Collection<?> collection) {
      check(depth);
      List<@Nullable Object> copy = new ArrayList<>(collection.size());
      collection.forEach(element -> copy.add(copyOf(element, depth + 1)));
      return Collections.unmodifiableList(copy);
    }
    if (value instanceof BigDecimal number) {
      return Preconditions.plain("additionalProperties", number);
    }
    if (value instanceof BigInteger number) {
      Preconditions.plain("additionalProperties", new BigDecimal(number));
    }
    if (value != null && value.getClass().isArray()) {
      // A caller could change it between two attempts, which must send the same body.
      throw new IllegalArgumentException("additionalProperties: an array, not a list");
    }
    return value;
  }

  private static void check(int depth) {
    if (depth > MAX_DEPTH) {
      throw new IllegalArgumentException("additionalProperties: nested deeper than " + MAX_DEPTH);
    }
  }

  /** {@code addressLine1} is {@code address_line1} on the wire. */
  private static String wireName(String component) {
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < component.length(); i++) {
      char c = component.charAt(i);
      if (Character.isUpperCase(c)) {
        name.append('_');
      }
      name.append(Character.toLowerCase(c));
    }
    return name.toString();
  }
}
