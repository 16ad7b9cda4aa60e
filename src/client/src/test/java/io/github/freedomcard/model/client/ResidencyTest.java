package io.github.freedomcard.model.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WireFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidencyTest {

  record Holder(Residency resident) {}

  static Stream<Arguments> documented() {
    return Stream.of(Arguments.of(Residency.RESIDENT, 1), Arguments.of(Residency.NON_RESIDENT, 2));
  }

  @ParameterizedTest
  @MethodSource("documented")
  void constants_whenReadOrWritten_asDocumented(Residency constant, int code) {
    String text = "{\"resident\":" + code + "}";
    assertThat(WireFormat.write(new Holder(constant))).isEqualTo(text);
    assertThat(WireFormat.read(text, Holder.class)).isEqualTo(new Holder(constant));
    assertThat(Residency.of(code)).isEqualTo(constant).hasToString(Integer.toString(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "-99", "\"2000A\"", "\"\"", "\"007\"", "\"new value\""})
  void read_whenUnknown_survivesTheRoundTrip(String code) {
    String text = "{\"resident\":" + code + "}";
    assertThat(WireFormat.write(WireFormat.read(text, Holder.class))).isEqualTo(text);
  }

  @Test
  void read_whenNumberAsText_sameValue() {
    assertThat(WireFormat.read("{\"resident\":\"2\"}", Holder.class).resident())
        .isEqualTo(Residency.NON_RESIDENT);
  }
}
