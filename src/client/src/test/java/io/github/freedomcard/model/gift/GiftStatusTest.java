package io.github.freedomcard.model.gift;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WireFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GiftStatusTest {

  record Holder(GiftStatus status) {}

  static Stream<Arguments> documented() {
    return Stream.of(
        Arguments.of(GiftStatus.SUCCESS, 0),
        Arguments.of(GiftStatus.GENERAL_ERROR, -1),
        Arguments.of(GiftStatus.NAME_WRONG, -2),
        Arguments.of(GiftStatus.PHONE_WRONG, -3),
        Arguments.of(GiftStatus.PRODUCT_NOT_FOUND, -4),
        Arguments.of(GiftStatus.ISSUE_FAILED, -5),
        Arguments.of(GiftStatus.NOT_ENOUGH_FUNDS, -6),
        Arguments.of(GiftStatus.CARD_NOT_FOUND, -7),
        Arguments.of(GiftStatus.OTP_WRONG, -8),
        Arguments.of(GiftStatus.ACTIVATION_FAILED, -9),
        Arguments.of(GiftStatus.ALREADY_ACTIVATED, -10),
        Arguments.of(GiftStatus.NO_ACCESS, -11));
  }

  @ParameterizedTest
  @MethodSource("documented")
  void constants_whenReadOrWritten_asDocumented(GiftStatus constant, int code) {
    String text = "{\"status\":" + code + "}";
    assertThat(WireFormat.write(new Holder(constant))).isEqualTo(text);
    assertThat(WireFormat.read(text, Holder.class)).isEqualTo(new Holder(constant));
    assertThat(GiftStatus.of(code)).isEqualTo(constant).hasToString(Integer.toString(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99", "-99", "\"2000A\"", "\"\"", "\"007\"", "\"new value\""})
  void read_whenUnknown_survivesTheRoundTrip(String code) {
    String text = "{\"status\":" + code + "}";
    assertThat(WireFormat.write(WireFormat.read(text, Holder.class))).isEqualTo(text);
  }

  @Test
  void read_whenNumberAsText_sameValue() {
    assertThat(WireFormat.read("{\"status\":\"-1\"}", Holder.class).status())
        .isEqualTo(GiftStatus.GENERAL_ERROR);
  }
}
