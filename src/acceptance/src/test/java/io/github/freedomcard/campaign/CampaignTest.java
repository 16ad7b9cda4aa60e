package io.github.freedomcard.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.soak.Counters;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS) // It has no signals.
class CampaignTest {

  /** {@link Campaign#main} inserts thirty times as many orders. */
  @Test
  @Tag("slow")
  void campaign_whenSmall_losesNoCommandAndHasNoDoubleEffect() throws Exception {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    Counters counters =
        Campaign.run(new Campaign.Load(300, 12, 1, 1, 1), new PrintStream(report, true, UTF_8));
    assertThat(counters.violations()).as(report.toString(UTF_8)).isEmpty();
    assertThat(counters.get("event WORKER_KILLED")).isEqualTo(12);
    assertThat(counters.get("state DONE")).isGreaterThan(200);
    assertThat(counters.withPrefix("worker killed with a command ")).isNotEmpty();
  }
}
