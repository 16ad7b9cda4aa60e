package io.github.freedomcard.spring;

import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.ClientOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.LimitOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.operation.TransactionOperations;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** Finds the catalogue's operations by name. */
final class OperationNames implements RuntimeHintsRegistrar {

  private static final List<Class<?>> CATALOGUE =
      List.of(
          CardOperations.class,
          ClientOperations.class,
          GiftCardOperations.class,
          LimitOperations.class,
          RequestOperations.class,
          TransactionOperations.class);

  /** Returns the operations by their {@link #key keys}. */
  static Map<String, Operation<?, ?>> all() {
    Map<String, Operation<?, ?>> operations = new HashMap<>();
    for (Class<?> type : CATALOGUE) {
      for (Field field : type.getFields()) {
        try {
          if (field.get(null) instanceof Operation<?, ?> operation) {
            operations.put(key(operation.name()), operation);
          }
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return operations;
  }

  /**
   * Returns the name in the form that Spring Boot compares: environment variables have no case and
   * no dashes.
   */
  static String key(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** For native images. */
  @Override
  public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
    CATALOGUE.forEach(
        type -> hints.reflection().registerType(type, MemberCategory.ACCESS_PUBLIC_FIELDS));
  }
}
