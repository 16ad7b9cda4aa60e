package io.github.freedomcard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.model.client.ValidateCardholderRequest;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.RandomRecords;
import io.github.freedomcard.testing.WireFormat;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Checks properties of every record of the catalogue with random values. */
class RecordPropertyTest {

  @Property(tries = 1500)
  void write_withAnyValues_writesExactlyTheFieldsThatAreSet(
      @ForAll("records") Class<?> type, @ForAll Random random) throws Exception {
    Record record = new RandomRecords(random).of(type);
    Map<String, @Nullable Object> expected = new LinkedHashMap<>();
    Map<?, ?> written = WireFormat.read(WireFormat.write(record), Map.class);
    for (RecordComponent component : type.getRecordComponents()) {
      Object value = component.getAccessor().invoke(record);
      if (component.getName().equals("additionalProperties")) {
        ((Map<?, ?>) value).forEach((name, each) -> expected.put((String) name, unwrap(each)));
      } else if (value != null && !isOmitted(component, value)) {
        String name = component.getName().replaceAll("([A-Z0-9])", "_$1").toLowerCase(Locale.ROOT);
        String wire = written.containsKey(name) ? name : name.replaceAll("_([0-9])", "$1");
        expected.put(wire, written.get(wire));
        assertThat(written.get(wire)).as(wire).isNotNull();
      }
    }
    assertThat(written).isEqualTo(expected);
  }

  @Property(tries = 1500)
  void read_ofWhatWasWritten_returnsTheSameRecord(
      @ForAll("readable") Class<?> type, @ForAll Random random) {
    Record record = new RandomRecords(random).of(type);
    String written = WireFormat.write(record);
    Object read = WireFormat.read(written, type);
    assertThat(read).isEqualTo(record).hasSameHashCodeAs(record);
    assertThat(WireFormat.read(WireFormat.write(read), Object.class))
        .isEqualTo(WireFormat.read(written, Object.class));
  }

  @Provide
  Arbitrary<Class<?>> records() {
    return Arbitraries.of(types().toList());
  }

  /** Excludes the one that sends a phone without its country code. */
  @Provide
  Arbitrary<Class<?>> readable() {
    return Arbitraries.of(types().filter(type -> type != ValidateCardholderRequest.class).toList());
  }

  private static Stream<Class<?>> types() {
    return Catalogue.operations().stream()
        .<Class<?>>flatMap(each -> Stream.of(each.requestType(), responseType(each)))
        .distinct();
  }

  private static Class<?> responseType(Operation<?, ?> operation) {
    return operation.responseType();
  }

  /** An empty {@code amount} of a limit is omitted. */
  private static boolean isOmitted(RecordComponent component, Object value) {
    return component.getName().equals("amount") && value instanceof List<?> list && list.isEmpty();
  }

  private static @Nullable Object unwrap(@Nullable Object value) {
    return value instanceof Sensitive<?> sensitive ? sensitive.value() : value;
  }
}
