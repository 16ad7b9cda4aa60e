package io.github.freedomcard.soak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class SoakTest {

  /** The soak itself, {@link Soak#main}, makes two hundred times as many. */
  @Test
  void soak_whenSmall_noDoubleEffectAndNoWrongOutcome() throws Exception {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    Counters tally = Soak.run(new Soak.Plan(500, 16, 250, 1), new PrintStream(report, true, UTF_8));
    assertThat(tally.violations()).as(report.toString(UTF_8)).isEmpty();
    assertThat(tally.of("command")).isEqualTo(500);
    assertThat(tally.beginning("fault ")).isNotEmpty();
    assertThat(tally.beginning("again ")).isNotEmpty();
  }
}
