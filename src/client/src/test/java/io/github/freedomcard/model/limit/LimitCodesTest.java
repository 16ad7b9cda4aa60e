package io.github.freedomcard.model.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WireFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitCodesTest {

  record Holder(
      LimitObjectType object,
      LimitTransactionType transaction,
      LimitPeriod period,
      LimitAmountType amount) {}

  static Stream<Arguments> constants() {
    return Stream.of(
        Arguments.of(LimitObjectType.CARD, "card"),
        Arguments.of(LimitObjectType.ACCOUNT, "account"),
        Arguments.of(LimitObjectType.CLIENT, "client"),
        Arguments.of(LimitTransactionType.PAY, "pay"),
        Arguments.of(LimitTransactionType.WITHDRAWAL, "withdrawal"),
        Arguments.of(LimitTransactionType.PAY_ONLINE_NON3DS, "pay_online_non3ds"),
        Arguments.of(LimitTransactionType.WITHDRAWAL_ATM, "withdrawal_atm"),
        Arguments.of(LimitPeriod.DAY, "day"),
        Arguments.of(LimitPeriod.MONTH, "month"),
        Arguments.of(LimitAmountType.MAX, "max"));
  }

  @ParameterizedTest
  @MethodSource("constants")
  void constants_whenReadOrWritten_asDocumented(Object constant, String value) {
    assertThat(WireFormat.write(constant)).isEqualTo("\"" + value + "\"");
    assertThat((Object) WireFormat.read("\"" + value + "\"", constant.getClass()))
        .isEqualTo(constant);
    assertThat(constant).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "", "MAX", "7"})
  void read_whenUnknown_survivesTheRoundTrip(String value) {
    String text =
        "{\"object\":\"%1$s\",\"transaction\":\"%1$s\",\"period\":\"%1$s\",\"amount\":\"%1$s\"}"
            .formatted(value);
    Holder holder = WireFormat.read(text, Holder.class);
    assertThat(holder)
        .isEqualTo(
            new Holder(
                LimitObjectType.of(value),
                LimitTransactionType.of(value),
                LimitPeriod.of(value),
                LimitAmountType.of(value)));
    assertThat(WireFormat.write(holder)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "-1", "1.50", "true"})
  void read_whenNoText_keptAsText(String value) {
    String text =
        "{\"object\":%1$s,\"transaction\":%1$s,\"period\":%1$s,\"amount\":%1$s}".formatted(value);
    assertThat(WireFormat.read(text, Holder.class))
        .isEqualTo(
            new Holder(
                LimitObjectType.of(value),
                LimitTransactionType.of(value),
                LimitPeriod.of(value),
                LimitAmountType.of(value)));
  }
}
