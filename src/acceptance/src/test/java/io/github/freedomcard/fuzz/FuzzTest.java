package io.github.freedomcard.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.WithoutWarnings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@link Fuzz#main} does a hundred times as much. */
@ExtendWith(WithoutWarnings.class)
// In a thread of its own: an answer that is read for ever could not be interrupted.
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FuzzTest {

  private static final long SEED = 1;

  @Test
  void answers_whateverComes_documentedExceptionsAndBoundedMemory() {
    Fuzz.answers(0, Fuzz.WARM_UP, SEED + 1, new Violations());
    Violations findings = new Violations();
    Fuzz.answers(0, 10_000, SEED, findings);
    assertThat(findings.violations()).as(findings.report()).isEmpty();
    Catalogue.operations()
        .forEach(each -> assertThat(findings.counts()).containsKey("operation " + each.name()));
    assertThat(findings.counts())
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
  void memory_whenAnswerIsLonger_growsNoFasterThanAnswer() {
    List<ScalingCheck.Growing> growth = new ScalingCheck(1 << 15, 1).measure();
    assertThat(growth).filteredOn(ScalingCheck.Growing::allocatesTooMuch).isEmpty();
  }

  @Test
  void signatures_whenChanged_neverAccepted() {
    Fuzz.signatures(0, Fuzz.WARM_UP, SEED + 1, new Violations());
    Violations findings = new Violations();
    Fuzz.signatures(0, 4_000, SEED, findings);
    assertThat(findings.violations()).as(findings.report()).isEmpty();
    assertThat(findings.counts())
        .containsOnlyKeys(
            "changed, accepted",
            "changed, refused",
            "signed anew, accepted",
            "signed anew, refused");
  }
}
