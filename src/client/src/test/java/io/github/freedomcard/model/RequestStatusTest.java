package io.github.freedomcard.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.WireFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestStatusTest {

  record Holder(RequestStatus status) {}

  @Test
  void constants_whenWritten_asDocumented() {
    assertThat(WireFormat.write(new Holder(RequestStatus.SUCCESS)))
        .isEqualTo("{\"status\":\"success\"}");
    assertThat(RequestStatus.of("success")).isEqualTo(RequestStatus.SUCCESS).hasToString("success");
    assertThat(WireFormat.write(new Holder(RequestStatus.PROCESS)))
        .isEqualTo("{\"status\":\"process\"}");
    assertThat(RequestStatus.of("process")).isEqualTo(RequestStatus.PROCESS).hasToString("process");
    assertThat(WireFormat.write(new Holder(RequestStatus.ERROR)))
        .isEqualTo("{\"status\":\"error\"}");
    assertThat(RequestStatus.of("error")).isEqualTo(RequestStatus.ERROR).hasToString("error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"new", "", "OK", "7"})
  void read_whenUnknown_survivesTheRoundTrip(String value) {
    String text = "{\"status\":\"" + value + "\"}";
    Holder holder = WireFormat.read(text, Holder.class);
    assertThat(holder.status()).isEqualTo(RequestStatus.of(value));
    assertThat(WireFormat.write(holder)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "-1", "1.50", "true"})
  void read_whenNoText_keptAsText(String value) {
    assertThat(WireFormat.read("{\"status\":" + value + "}", Holder.class).status())
        .isEqualTo(RequestStatus.of(value));
  }
}
