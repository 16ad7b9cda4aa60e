package io.github.freedomcard.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WireFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallStatusTest {

  record Holder(CallStatus status) {}

  @Test
  void constants_whenWritten_asDocumented() {
    assertThat(WireFormat.write(new Holder(CallStatus.OK))).isEqualTo("{\"status\":\"ok\"}");
    assertThat(CallStatus.of("ok")).isEqualTo(CallStatus.OK).hasToString("ok");
    assertThat(WireFormat.write(new Holder(CallStatus.ERROR))).isEqualTo("{\"status\":\"error\"}");
    assertThat(CallStatus.of("error")).isEqualTo(CallStatus.ERROR).hasToString("error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "", "OK", "7"})
  void read_whenUnknown_survivesTheRoundTrip(String value) {
    String text = "{\"status\":\"" + value + "\"}";
    Holder holder = WireFormat.read(text, Holder.class);
    assertThat(holder.status()).isEqualTo(CallStatus.of(value));
    assertThat(WireFormat.write(holder)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "-1", "1.50", "true"})
  void read_whenNoText_keptAsText(String value) {
    assertThat(WireFormat.read("{\"status\":" + value + "}", Holder.class).status())
        .isEqualTo(CallStatus.of(value));
  }
}
