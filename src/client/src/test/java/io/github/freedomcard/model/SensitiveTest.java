package io.github.freedomcard.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.freedomcard.testing.WireFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SensitiveTest {

  record Holder(
      @Nullable Sensitive<String> text,
      @Nullable Sensitive<LocalDate> date,
      @Nullable Sensitive<Object> any) {}

  @Property
  void toString_whenAnyValue_masked(@ForAll String value) {
    Sensitive<String> sensitive = Sensitive.of(value);
    assertThat(sensitive).hasToString("***");
    assertThat(List.of(sensitive)).hasToString("[***]");
    assertThat(Map.of("k", sensitive)).hasToString("{k=***}");
    assertThat(Optional.of(sensitive)).hasToString("Optional[***]");
    assertThat(String.format("%s", sensitive)).isEqualTo("***");
  }

  @Property
  void value_whenAnyValue_unchanged(@ForAll String value) {
    assertThat(Sensitive.of(value).value()).isEqualTo(value);
    assertThat(Sensitive.of(value))
        .isEqualTo(Sensitive.of(value))
        .hasSameHashCodeAs(Sensitive.of(value))
        .isNotEqualTo(Sensitive.of(value + "x"))
        .isNotEqualTo(value);
  }

  @Property
  void write_whenAnyValue_survivesTheRoundTrip(@ForAll String value) {
    Holder holder = new Holder(Sensitive.of(value), null, null);
    assertThat(WireFormat.read(WireFormat.write(holder), Holder.class)).isEqualTo(holder);
  }

  @Test
  void write_whenDate_asTheContractWritesDates() {
    Holder holder = new Holder(null, Sensitive.of(LocalDate.of(1990, 5, 7)), null);
    assertThat(WireFormat.write(holder)).isEqualTo("{\"date\":\"1990-05-07\"}");
    assertThat(WireFormat.read("{\"date\":\"1990-05-07\"}", Holder.class)).isEqualTo(holder);
  }

  @Test
  void read_whenNumberOrNull_keptUnchanged() {
    assertThat(WireFormat.read("{\"text\":5,\"date\":null,\"any\":7}", Holder.class))
        .isEqualTo(new Holder(Sensitive.of("5"), null, Sensitive.of((Object) 7)));
  }

  @Test
  @SuppressWarnings("NullAway")
  void of_whenNull_rejected() {
    assertThatNullPointerException().isThrownBy(() -> Sensitive.of(null)).withMessage("value");
  }

  @Test
  void ofNullable_whenNull_null() {
    assertThat(Sensitive.<String>ofNullable(null)).isNull();
    assertThat(Sensitive.ofNullable("x")).isEqualTo(Sensitive.of("x"));
  }
}
