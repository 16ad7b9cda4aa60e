package io.github.freedomcard.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.Wire;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoakTest {

  /** {@link Soak#main} sends two hundred times as many commands. */
  @ParameterizedTest
  @EnumSource
  void soak_whenSmall_hasNoDoubleEffectAndNoWrongOutcome(Wire wire) throws Exception {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    Counters counters =
        Soak.run(new Soak.Load(500, 16, 250, 1, wire), new PrintStream(report, true, UTF_8));
    assertThat(counters.violations()).as(report.toString(UTF_8)).isEmpty();
    assertThat(counters.get("command")).isEqualTo(500);
    assertThat(counters.withPrefix("fault ")).isNotEmpty();
    assertThat(counters.withPrefix("retry ")).isNotEmpty();
  }
}
