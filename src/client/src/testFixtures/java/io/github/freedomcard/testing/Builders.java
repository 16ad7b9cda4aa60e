package io.github.freedomcard.testing;

import io.github.freedomcard.model.Sensitive;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a record once more, field by field, as a user would with its staged builder. */
public final class Builders {

  private Builders() {}

  /**
   * Builds a copy of {@code record} and of all records in it that have a builder.
   *
   * @param seen is shown each stage, and the builder after each field
   * @return the copy; null if the record has no builder
   */
  public static @Nullable Record walk(Record record, Consumer<Object> seen) {
    for (var component : record.getClass().getRecordComponents()) {
      inner(valueOf(record, component.getName())).forEach(part -> walk(part, seen));
    }
    try {
      return build(record, seen);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record.getClass().getName(), e);
    }
  }

  private static Stream<Record> inner(@Nullable Object value) {
    if (value instanceof Record record) {
      return Stream.of(record);
    }
    return value instanceof Collection<?> values
        ? values.stream().flatMap(Builders::inner)
        : Stream.of();
  }

  /** Two records of the kind of {@code record}, from one and the same last stage. */
  public static List<Record> twiceFromOneStage(Record record) {
    try {
      Method next = start(record);
      Object stage = null;
      while (next != null && next.getReturnType().isInterface()) {
        stage = next.invoke(stage, arguments(next, record));
        next = onlyAbstract(next.getReturnType());
      }
      if (next == null || stage == null) {
        throw new IllegalArgumentException("no stages: " + record.getClass());
      }
      Method build = next.getReturnType().getMethod("build");
      return List.of(
          (Record) build.invoke(next.invoke(stage, arguments(next, record))),
          (Record) build.invoke(next.invoke(stage, arguments(next, record))));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record.getClass().getName(), e);
    }
  }

  private static @Nullable Object[] arguments(Method method, Record record) {
    if (method.getParameterCount() == 0) {
      return new Object[0];
    }
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    return new @Nullable Object[] {
      valueOf(record, isStatic ? componentOf(method) : method.getName())
    };
  }

  private static @Nullable Record build(Record record, Consumer<Object> seen)
      throws ReflectiveOperationException {
    Method start = start(record);
    if (start == null) {
      return null;
    }
    Object stage = start.invoke(null, arguments(start, record));
    Class<?> type = start.getReturnType();
    seen.accept(stage);
    while (type.isInterface()) {
      Method next = onlyAbstract(type);
      stage = next.invoke(stage, arguments(next, record));
      type = next.getReturnType();
      seen.accept(stage);
    }
    for (Method setter : type.getMethods()) {
      Object value = setter.getReturnType() == type ? valueOf(record, setter.getName()) : null;
      if (value != null
          && MethodType.methodType(setter.getParameterTypes()[0])
              .wrap()
              .returnType()
              .isInstance(value)) {
        setter.invoke(stage, value);
        seen.accept(stage);
      }
    }
    return (Record) type.getMethod("build").invoke(stage);
  }

  /** {@code builder()}, or the one of {@code forXxx(xxx)} whose field is there. */
  private static @Nullable Method start(Record record) {
    List<Method> starts =
        Arrays.stream(record.getClass().getMethods())
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(
                method -> method.getName().equals("builder") || method.getName().startsWith("for"))
            .filter(
                method ->
                    method.getParameterCount() == 0 || valueOf(record, componentOf(method)) != null)
            .toList();
    return starts.isEmpty() ? null : starts.get(0);
  }

  /**
   * {@code forClient(String clientId)} sets {@code clientId}: the library is compiled with names.
   */
  private static String componentOf(Method start) {
    return start.getParameters()[0].getName();
  }

  private static Method onlyAbstract(Class<?> stage) {
    List<Method> methods =
        Arrays.stream(stage.getMethods())
            .filter(method -> Modifier.isAbstract(method.getModifiers()))
            .toList();
    if (methods.size() != 1) {
      throw new IllegalStateException(stage + " has not one abstract method");
    }
    return methods.get(0);
  }

  /** The value of a component, as setters take it; null if there is no such component. */
  private static @Nullable Object valueOf(Record record, String component) {
    for (var each : record.getClass().getRecordComponents()) {
      if (each.getName().equals(component)) {
        try {
          Object value = each.getAccessor().invoke(record);
          return value instanceof Sensitive<?> sensitive ? sensitive.value() : value;
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(record.getClass() + "." + component, e);
        }
      }
    }
    return null;
  }
}
