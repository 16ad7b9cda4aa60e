package io.github.freedomcard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SandboxOptionsTest {

  @Test
  void defaults_always_documentedValues() {
    SandboxOptions options = SandboxOptions.defaults();
    assertThat(options.port()).isZero();
    assertThat(options.credentials()).isEqualTo(Credentials.of("sandbox", "sandbox-secret"));
    assertThat(options.algorithm()).isEqualTo(JwsAlgorithm.HS512);
    assertThat(options.processing()).isSameAs(ProcessingMode.immediate());
    assertThat(options.deposit()).isEqualByComparingTo("1000000");
    assertThat(options.journalEntries()).isEqualTo(1_000);
  }

  @Test
  void builder_whenOutOfRange_rejected() {
    SandboxOptions.Builder builder = SandboxOptions.builder();
    assertThatThrownBy(() -> builder.port(65_536))
        .hasMessage("port: not between 0 and 65535: 65536");
    assertThatThrownBy(() -> builder.deposit(new BigDecimal("-1"))).hasMessage("deposit < 0: -1");
    assertThatThrownBy(() -> builder.journalEntries(0)).hasMessage("journalEntries <= 0: 0");
    assertThatThrownBy(() -> ProcessingMode.afterStatusQueries(-1))
        .hasMessage("statusQueries < 0: -1");
  }

  @Test
  void toString_always_noSecret() {
    assertThat(SandboxOptions.defaults().toString())
        .contains("authId=sandbox")
        .doesNotContain(SandboxOptions.DEFAULT_SECRET_KEY);
    assertThat(ProcessingMode.afterStatusQueries(2)).hasToString("afterStatusQueries(2)");
    assertThat(ProcessingMode.untilFinished()).hasToString("untilFinished");
  }
}
