package io.github.freedomcard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.sandbox.RequestHistory.ServedRequest;
import java.time.Clock;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class RequestHistoryTest {

  private static final int MEGABYTE = 1024 * 1024;

  private final RequestHistory history = new RequestHistory(Clock.systemUTC(), served -> {});

  private void add(int bytes) {
    history.add(
        new SandboxRequest("POST", "/v5/x", null, null, null, new byte[bytes]),
        null,
        null,
        SandboxResponse.NOTHING,
        null);
  }

  @Test
  void add_whenBodiesAreLarge_keepsTheNewestOnly() {
    for (int i = 0; i < 40; i++) {
      add(MEGABYTE);
    }
    assertThat(history.after(0, 1_000))
        .extracting(ServedRequest::number)
        .hasSize(16)
        .startsWith(25L)
        .endsWith(40L);
    assertThatThrownBy(() -> history.get(24)).isInstanceOf(NoSuchElementException.class);
    add(64 * MEGABYTE);
    assertThat(history.after(-1, 1_000)).hasSize(1);
  }

  @Test
  void add_whenManyAreSmall_keepsALimitedNumber() {
    for (int i = 0; i < 2_500; i++) {
      add(1);
    }
    assertThat(history.after(0, 1_000).get(0).number()).isEqualTo(501);
    assertThat(history.after(-1, 10)).extracting(ServedRequest::number).startsWith(2_491L);
    assertThat(history.lastNumber()).isEqualTo(2_500);
  }
}
