package io.github.freedomcard.testing;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.model.RequestBuilder;
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

/** Builds a copy of a record, field by field, with its staged builder. */
public final class Builders {

  private Builders() {}

  /**
   * Builds a copy of {@code record} and of all records in it that have a builder.
   *
   * @param seen gets each stage, and the builder after each field
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

  /** Builds two records like {@code record} from one and the same last stage. */
  public static List<Record> twiceFromOneStage(Record record) {
    try {
      Method start = requireNonNull(start(record));
      Object stage = start.invoke(null, arguments(start, record));
      Object next = next(stage, record);
      while (!(next instanceof RequestBuilder)) {
        stage = next;
        next = next(stage, record);
      }
      return List.of(built(next), built(next(stage, record)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record.getClass().getName(), e);
    }
  }

  private static Record built(Object builder) {
    return (Record) ((RequestBuilder<?, ?>) builder).build();
  }

  /** Sets the field that a stage requires, and returns what follows. */
  private static Object next(Object stage, Record record) throws ReflectiveOperationException {
    // A stage is a lambda: its class has one interface, and that has one abstract method.
    Method method = onlyAbstract(stage.getClass().getInterfaces()[0]);
    return method.invoke(stage, arguments(method, record));
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
    seen.accept(stage);
    while (!(stage instanceof RequestBuilder)) {
      stage = next(stage, record);
      seen.accept(stage);
    }
    for (Method setter : stage.getClass().getMethods()) {
      Object value = valueOf(record, setter.getName());
      if (value != null
          && setter.getParameterCount() == 1
          && RequestBuilder.class.isAssignableFrom(setter.getReturnType())
          && MethodType.methodType(setter.getParameterTypes()[0])
              .wrap()
              .returnType()
              .isInstance(value)) {
        setter.invoke(stage, value);
        seen.accept(stage);
      }
    }
    return built(stage);
  }

  /** Returns {@code builder()}, or the method {@code forXxx(xxx)} whose field is set. */
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
