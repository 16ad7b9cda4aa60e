package io.github.freedomcard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.model.OpenEnum;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatus;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a mapper of an application's own reads what it wrote, for every type of the model.
 */
public interface CallerMapper {

  String write(Object value) throws Exception;

  Object read(String json, Type type) throws Exception;

  /** Each record, with random values. */
  default void checkRecords(Random random) throws Exception {
    List<Class<?>> records =
        Catalogue.modelTypes().stream()
            .filter(Class::isRecord)
            .<Class<?>>map(each -> each)
            .toList();
    assertThat(records).hasSizeGreaterThan(50);
    for (Class<?> type : records) {
      for (int i = 0; i < 10; i++) {
        check(RandomRecords.withDoubles(random).of(type), type);
      }
    }
  }

  /** Fields of the server that have the names of methods of ours. */
  default void checkNamesOfMethods() throws Exception {
    Map<String, @Nullable Object> fields = Map.of("success", false, "final", "x", "inProcess", 1);
    RequestState state =
        new RequestState(
            null,
            null,
            RequestStatus.SUCCESS,
            null,
            List.of(),
            null,
            null,
            null,
            null,
            null,
            fields);
    check(state, RequestState.class);
  }

  /** Each code, known or not, as a value and as a key. */
  default void checkCodes() throws Exception {
    List<Class<?>> codes =
        Catalogue.modelTypes().stream()
            .filter(OpenEnum.class::isAssignableFrom)
            .filter(each -> !Modifier.isAbstract(each.getModifiers()))
            .<Class<?>>map(each -> each)
            .toList();
    assertThat(codes).hasSizeGreaterThan(10);
    for (Class<?> type : codes) {
      for (String text : List.of("1", "-3", "12.50", "new", "")) {
        Object code = type.getMethod("of", String.class).invoke(null, text);
        check(Map.of(code, List.of(code)), mapOfLists(type));
      }
    }
  }

  private void check(Object value, Type type) throws Exception {
    String json = write(value);
    assertThat(read(json, type)).as(json).isEqualTo(value).hasSameHashCodeAs(value);
  }

  private static Type mapOfLists(Type type) {
    return parameterized(Map.class, type, parameterized(List.class, type));
  }

  private static Type parameterized(Class<?> raw, Type... arguments) {
    return new ParameterizedType() {
      @Override
      public Type[] getActualTypeArguments() {
        return arguments.clone();
      }

      @Override
      public Type getRawType() {
        return raw;
      }

      @Override
      public @Nullable Type getOwnerType() {
        return null;
      }
    };
  }
}
