package io.github.freedomcard.spring;

import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Operations;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds the catalogue's operations by name. */
final class OperationNames {

  private OperationNames() {}

  /** Returns the operations by their {@link #key keys}. */
  static Map<String, Operation<?, ?>> all() {
    return Operations.all().stream()
        .collect(Collectors.toMap(operation -> key(operation.name()), Function.identity()));
  }

  /**
   * Returns the name in the form that Spring Boot compares: environment variables have no case and
   * no dashes.
   */
  static String key(String name) {
    return name.replace("-", "").toLowerCase(Locale.ROOT);
  }
}
