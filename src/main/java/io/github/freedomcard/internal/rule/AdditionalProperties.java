package io.github.freedomcard.internal.rule;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a record that the contract does not name: an immutable copy, all the way down,
 * whose {@link #toString} shows the names alone, because nobody knows what the values are.
 */
public final class AdditionalProperties extends AbstractMap<String, Object> {

  private static final AdditionalProperties NONE = new AdditionalProperties(Map.of());

  private static final ClassValue<Set<String>> DECLARED =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> record) {
          Set<String> names = new HashSet<>();
          for (var component : record.getRecordComponents()) {
            names.add(wireName(component.getName()));
          }
          return names;
        }
      };

  private final Map<String, Object> properties;

  private AdditionalProperties(Map<String, Object> properties) {
    this.properties = properties;
  }

  /**
   * A copy of {@code properties} for a value of the record {@code owner}.
   *
   * @throws IllegalArgumentException if one has the wire name of a declared field of {@code owner}:
   *     the field would be sent twice
   */
  public static Map<String, Object> of(
      Class<? extends Record> owner, @Nullable Map<String, Object> properties) {
    if (properties == null || properties.isEmpty()) {
      return NONE;
    }
    Set<String> declared = DECLARED.get(owner);
    for (String name : properties.keySet()) {
      if (declared.contains(name)) {
        throw new IllegalArgumentException("additionalProperties: declared field: " + name);
      }
    }
    return new AdditionalProperties(copyOf(properties));
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return properties.entrySet();
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    return properties.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return properties.containsKey(key);
  }

  @Override
  public String toString() {
    return properties.keySet().toString();
  }

  private static <K> Map<K, Object> copyOf(Map<K, ?> map) {
    Map<K, Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> copy.put(key, copyOf(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object copyOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copyOf(map);
    }
    if (value instanceof Collection<?> collection) {
      List<Object> copy = new ArrayList<>(collection.size());
      collection.forEach(element -> copy.add(copyOf(element)));
      return Collections.unmodifiableList(copy);
    }
    return value;
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
