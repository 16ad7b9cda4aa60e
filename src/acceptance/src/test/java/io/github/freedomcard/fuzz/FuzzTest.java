package io.github.freedomcard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.WithoutWarnings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@link Fuzz#main} runs a hundred times as many calls. */
@ExtendWith(WithoutWarnings.class)
// In a separate thread: an endless read cannot be interrupted.
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzTest {

  private static final long SEED = 1;

  @Test
  void responses_whenMalformed_causeDocumentedExceptionsAndBoundedMemory() {
    Fuzz.responses(0, Fuzz.WARM_UP, SEED + 1, new FuzzReport());
    FuzzReport report = new FuzzReport();
    Fuzz.responses(0, 10_000, SEED, report);
    assertThat(report.violations()).as(report.text()).isEmpty();
    Catalogue.operations()
        .forEach(each -> assertThat(report.counts()).containsKey("operation " + each.name()));
    assertThat(report.counts())
        .containsKeys(
            "result ApiErrorException",
            "result ApiResponse",
            "result AuthenticationException",
            "result ConnectionException",
            "result HttpStatusException",
            "result InvalidResponseException",
            "result RateLimitException",
            "result StillInProcessException",
            "delivery BOMB",
            "delivery ENDLESS",
            "async");
  }

  @Test
  void memory_whenTheResponseIsLonger_growsNoFaster() {
    List<ScalingCheck.Scaling> scalings = new ScalingCheck(1 << 15, 1).measure();
    assertThat(scalings).filteredOn(ScalingCheck.Scaling::allocatesTooMuch).isEmpty();
  }

  @Test
  void signatures_whenChanged_areRefused() {
    Fuzz.signatures(0, Fuzz.WARM_UP, SEED + 1, new FuzzReport());
    FuzzReport report = new FuzzReport();
    Fuzz.signatures(0, 4_000, SEED, report);
    assertThat(report.violations()).as(report.text()).isEmpty();
    assertThat(report.counts())
        .containsOnlyKeys(
            "changed, accepted", "changed, refused", "re-signed, accepted", "re-signed, refused");
  }
}
