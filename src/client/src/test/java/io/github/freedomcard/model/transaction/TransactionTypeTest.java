package io.github.freedomcard.model.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WireFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionTypeTest {

  record Holder(TransactionType type) {}

  @Test
  void constants_whenWritten_asInferred() {
    assertThat(WireFormat.write(new Holder(TransactionType.DEBIT)))
        .isEqualTo("{\"type\":\"debit\"}");
    assertThat(WireFormat.write(new Holder(TransactionType.CREDIT)))
        .isEqualTo("{\"type\":\"credit\"}");
    assertThat(TransactionType.of("debit")).isEqualTo(TransactionType.DEBIT).hasToString("debit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"REVERSAL", "", "Debit", "7"})
  void read_whenUnknown_survivesTheRoundTrip(String value) {
    String text = "{\"type\":\"" + value + "\"}";
    Holder holder = WireFormat.read(text, Holder.class);
    assertThat(holder.type()).isEqualTo(TransactionType.of(value));
    assertThat(WireFormat.write(holder)).isEqualTo(text);
  }

  @Test
  void read_whenNoText_keptAsText() {
    assertThat(WireFormat.read("{\"type\":7}", Holder.class).type())
        .isEqualTo(TransactionType.of("7"));
    assertThat(WireFormat.read("{\"type\":null}", TransactionInfo.class).type()).isNull();
  }
}
