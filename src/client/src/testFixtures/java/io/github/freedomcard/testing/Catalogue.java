package io.github.freedomcard.testing;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.ClientOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.LimitOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.operation.TransactionOperations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** All operations of the catalogue. */
public final class Catalogue {

  private Catalogue() {}

  /** All operations. */
  public static List<Operation<?, ?>> operations() {
    return List.copyOf(constants().values());
  }

  /** The operation of this name. */
  public static Operation<?, ?> operation(String name) {
    return operations().stream()
        .filter(operation -> operation.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(name));
  }

  /** All operations by the names of their constants. */
  public static Map<String, Operation<?, ?>> constants() {
    Map<String, Operation<?, ?>> constants = new LinkedHashMap<>();
    for (Class<?> family :
        List.of(
            CardOperations.class,
            ClientOperations.class,
            RequestOperations.class,
            TransactionOperations.class,
            LimitOperations.class,
            GiftCardOperations.class)) {
      for (var field : family.getFields()) {
        try {
          constants.put(field.getName(), (Operation<?, ?>) requireNonNull(field.get(null)));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return constants;
  }

  /** All types of the model, nested ones too. */
  public static List<Class<?>> modelTypes() {
    return Classes.of(FreedomCardClient.class, "io.github.freedomcard.model");
  }
}
