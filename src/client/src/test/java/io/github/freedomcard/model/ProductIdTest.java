package io.github.freedomcard.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WireFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductIdTest {

  record Holder(ProductId product) {}

  static Stream<Arguments> documented() {
    return Stream.of(
        Arguments.of(ProductId.FREEDOM_WALLET_CARD, 1000),
        Arguments.of(ProductId.INSTANT_CARD, 2000),
        Arguments.of(ProductId.ELECTRON_CARD, 3000));
  }

  @ParameterizedTest
  @MethodSource("documented")
  void constants_whenReadOrWritten_asDocumented(ProductId constant, int code) {
    String text = "{\"product\":" + code + "}";
    assertThat(WireFormat.write(new Holder(constant))).isEqualTo(text);
    assertThat(WireFormat.read(text, Holder.class)).isEqualTo(new Holder(constant));
    assertThat(ProductId.of(code)).isEqualTo(constant).hasToString(Integer.toString(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "-99", "\"2000A\"", "\"\"", "\"007\"", "\"new value\""})
  void read_whenUnknown_survivesTheRoundTrip(String code) {
    String text = "{\"product\":" + code + "}";
    assertThat(WireFormat.write(WireFormat.read(text, Holder.class))).isEqualTo(text);
  }

  @Test
  void read_whenNumberAsText_sameValue() {
    assertThat(WireFormat.read("{\"product\":\"2000\"}", Holder.class).product())
        .isEqualTo(ProductId.INSTANT_CARD);
  }
}
