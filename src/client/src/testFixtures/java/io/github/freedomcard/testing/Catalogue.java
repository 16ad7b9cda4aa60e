package io.github.freedomcard.testing;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.ClientOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.LimitOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.operation.TransactionOperations;
import java.util.ArrayList;
import java.util.List;

/** All operations of the catalogue. */
public final class Catalogue {

  private Catalogue() {}

  public static List<Operation<?, ?>> operations() {
    List<Operation<?, ?>> operations = new ArrayList<>();
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
          operations.add((Operation<?, ?>) field.get(null));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return operations;
  }

  /** All types of the model, nested ones too. */
  public static List<Class<?>> modelTypes() {
    return Classes.of(FreedomCardClient.class, "io.github.freedomcard.model");
  }
}
