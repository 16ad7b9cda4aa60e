package io.github.freedomcard.model.gift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WireFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GiftCardStatusTest {

  record Holder(GiftCardStatus status) {}

  static Stream<Arguments> documented() {
    return Stream.of(
        Arguments.of(GiftCardStatus.UNKNOWN, 0),
        Arguments.of(GiftCardStatus.ISSUED, 1),
        Arguments.of(GiftCardStatus.ACTIVATED, 2),
        Arguments.of(GiftCardStatus.CANCELLED, 3),
        Arguments.of(GiftCardStatus.BLOCKED, 4),
        Arguments.of(GiftCardStatus.EXPIRED, 5));
  }

  @ParameterizedTest
  @MethodSource("documented")
  void constants_whenReadOrWritten_asDocumented(GiftCardStatus constant, int code) {
    String text = "{\"status\":" + code + "}";
    assertThat(WireFormat.write(new Holder(constant))).isEqualTo(text);
    assertThat(WireFormat.read(text, Holder.class)).isEqualTo(new Holder(constant));
    assertThat(GiftCardStatus.of(code)).isEqualTo(constant).hasToString(Integer.toString(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "-99", "\"2000A\"", "\"\"", "\"007\"", "\"new value\""})
  void read_whenUnknown_survivesTheRoundTrip(String code) {
    String text = "{\"status\":" + code + "}";
    assertThat(WireFormat.write(WireFormat.read(text, Holder.class))).isEqualTo(text);
  }

  @Test
  void read_whenNumberAsText_sameValue() {
    assertThat(WireFormat.read("{\"status\":\"1\"}", Holder.class).status())
        .isEqualTo(GiftCardStatus.ISSUED);
  }
}
