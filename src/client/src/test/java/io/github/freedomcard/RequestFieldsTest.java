package io.github.freedomcard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.github.freedomcard.internal.util.AdditionalProperties;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.testing.CanaryValues;
import io.github.freedomcard.testing.Requests;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for every field of every record that is sent. */
@Tag("slow")
class RequestFieldsTest {

  /** Part of responses too, which accept every value; the builders check these. */
  private static final Set<String> LENIENT = Set.of("Limit", "LimitAmount");

  /** Fields with a default. */
  private static final Set<String> DEFAULTED = Set.of("requestId", "additionalProperties");

  static Stream<Record> records() {
    return Requests.all().stream().flatMap(RequestFieldsTest::withInner).distinct();
  }

  private static Stream<Record> withInner(@Nullable Object value) {
    if (value instanceof Collection<?> values) {
      return values.stream().flatMap(RequestFieldsTest::withInner);
    }
    if (!(value instanceof Record record) || !hasAdditionalProperties(record)) {
      return Stream.of();
    }
    return Stream.concat(
        Stream.of(record), values(record).values().stream().flatMap(RequestFieldsTest::withInner));
  }

  @ParameterizedTest
  @MethodSource("records")
  void text_whenBlank_isRejectedByName(Record record) throws Exception {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value = values(record).get(component.getName());
      Object blank = value instanceof Sensitive<?> ? Sensitive.of(" ") : " ";
      boolean text =
          value instanceof String
              || (value instanceof Sensitive<?> sensitive && sensitive.value() instanceof String);
      if (text && !LENIENT.contains(record.getClass().getSimpleName())) {
        Throwable exception = catchThrowable(() -> with(record, component.getName(), blank));
        assertThat(exception)
            .as(component.toString())
            .isExactlyInstanceOf(IllegalArgumentException.class)
            .hasMessageStartingWith(component.getName() + ": ");
        assertThat(CanaryValues.in(exception.toString())).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void field_whenNullThoughItIsNotOptional_isRejectedByName(Record record) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      boolean required =
          !component.getType().isPrimitive()
              && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)
              && !DEFAULTED.contains(component.getName())
              && !LENIENT.contains(record.getClass().getSimpleName());
      if (required) {
        assertThat(catchThrowable(() -> with(record, component.getName(), null)))
            .as(component.toString())
            .isExactlyInstanceOf(NullPointerException.class)
            .hasMessage(component.getName());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void additionalProperty_whenItHasADeclaredName_isRejected(Record record) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      String name = new SnakeCaseStrategy().translate(component.getName());
      if (name.equals("additional_properties")) {
        continue; // holds the undeclared fields
      }
      Throwable exception =
          catchThrowable(
              () -> with(record, "additionalProperties", Map.of(name, CanaryValues.PAN)));
      assertThat(exception)
          .isExactlyInstanceOf(IllegalArgumentException.class)
          .hasMessage("additionalProperties: declared field: " + name);
    }
    assertThatCode(() -> with(record, "additionalProperties", Map.of("another_name", 1)))
        .doesNotThrowAnyException();
  }

  private static boolean hasAdditionalProperties(Record record) {
    return values(record).get("additionalProperties") instanceof AdditionalProperties;
  }

  private static Map<String, @Nullable Object> values(Record record) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      try {
        values.put(component.getName(), component.getAccessor().invoke(record));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(component.toString(), e);
      }
    }
    return values;
  }

  /** Constructs the record with another value for one component. */
  @SuppressWarnings("NullAway") // A constructor throws or returns a value.
  private static Object with(Record record, String component, @Nullable Object value)
      throws Throwable {
    Map<String, @Nullable Object> values = values(record);
    values.put(component, value);
    Class<?>[] types =
        Stream.of(record.getClass().getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      return record.getClass().getConstructor(types).newInstance(values.values().toArray());
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
