package io.github.freedomcard.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.IdentifiedRead;
import io.github.freedomcard.testing.WireFormat;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks what all requests of the catalogue have in common. */
class RequestRecordsTest {

  static Stream<Named<ContractCase>> requests() {
    return ContractTest.cases();
  }

  static Stream<Named<ContractCase>> idempotent() {
    return requests().filter(each -> each.getPayload().request() instanceof IdempotentRequest);
  }

  @ParameterizedTest
  @MethodSource("requests")
  void toBuilder_whenBuilt_copiesAllButTheId(ContractCase contract) throws Throwable {
    Map<String, @Nullable Object> original = components(contract.request());
    Map<String, @Nullable Object> copy = components(build(builderOf(contract.request())));
    if (contract.request() instanceof IdempotentRequest) {
      assertThat(copy.remove("requestId")).isNotNull().isNotEqualTo(original.remove("requestId"));
    }
    if (contract.request() instanceof IdentifiedRead) {
      original.put("requestId", null);
    }
    assertThat(copy).isEqualTo(original);
  }

  @ParameterizedTest
  @MethodSource("idempotent")
  void build_whenCalledTwice_generatesTwoIds(ContractCase contract) throws Throwable {
    Object builder = builderOf(contract.request());
    assertThat(((IdempotentRequest) build(builder)).requestId())
        .isNotEqualTo(((IdempotentRequest) build(builder)).requestId());
  }

  @ParameterizedTest
  @MethodSource("idempotent")
  void constructor_withoutId_generatesOne(ContractCase contract) throws Throwable {
    var first = (IdempotentRequest) with(contract.request(), "requestId", null);
    var second = (IdempotentRequest) with(contract.request(), "requestId", null);
    assertThat(first.requestId()).isNotNull().isNotEqualTo(second.requestId());
  }

  @ParameterizedTest
  @MethodSource("requests")
  void constructor_whenARequiredFieldIsNull_namesIt(ContractCase contract) {
    for (RecordComponent component : contract.request().getClass().getRecordComponents()) {
      String name = component.getName();
      boolean optional =
          component.getAnnotatedType().isAnnotationPresent(Nullable.class)
              || component.getType().isPrimitive()
              || List.of("requestId", "additionalProperties").contains(name);
      if (!optional) {
        assertThatNullPointerException()
            .isThrownBy(() -> with(contract.request(), name, null))
            .withMessage(name);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void constructor_whenATextIsBlank_namesIt(ContractCase contract) throws Throwable {
    for (var component : components(contract.request()).entrySet()) {
      String name = component.getKey();
      if (component.getValue() instanceof String && !name.equals("currency")) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> with(contract.request(), name, " \t"))
            .withMessage(name + ": blank");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void constructor_whenAnAdditionalPropertyIsDeclared_isRejected(ContractCase contract) {
    for (RecordComponent component : contract.request().getClass().getRecordComponents()) {
      String wire = component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      if (!wire.equals("additional_properties")) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> with(contract.request(), "additionalProperties", Map.of(wire, "x")))
            .withMessage("additionalProperties: declared field: " + wire);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("requests")
  void write_withAdditionalProperties_putsThemLast(ContractCase contract) throws Throwable {
    Object request =
        with(
            contract.request(),
            "additionalProperties",
            Map.of("hint", List.of(Map.of("a", 1), "b")));
    String plain = WireFormat.write(contract.request());
    String others = plain.equals("{}") ? "{" : plain.substring(0, plain.length() - 1) + ",";
    assertThat(WireFormat.write(request)).isEqualTo(others + "\"hint\":[{\"a\":1},\"b\"]}");
    assertThat(request.toString()).contains("additionalProperties=[hint]");
  }

  private static Object builderOf(Object request) throws Throwable {
    return request.getClass().getMethod("toBuilder").invoke(request);
  }

  private static Object build(Object builder) throws Throwable {
    return builder.getClass().getMethod("build").invoke(builder);
  }

  private static Map<String, @Nullable Object> components(Object record) throws Throwable {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      values.put(component.getName(), component.getAccessor().invoke(record));
    }
    return values;
  }

  /** Copies the record with another value for one component. */
  private static Object with(Object record, String name, @Nullable Object value) throws Throwable {
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] =
          components[i].getName().equals(name) ? value : components[i].getAccessor().invoke(record);
    }
    Constructor<?> constructor =
        record
            .getClass()
            .getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
