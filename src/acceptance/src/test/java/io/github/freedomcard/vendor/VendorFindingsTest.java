package io.github.freedomcard.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.Environment;
import io.github.freedomcard.error.AuthenticationException;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.Ledger;
import io.github.freedomcard.sandbox.ProcessingMode;
import io.github.freedomcard.sandbox.SandboxOptions;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The questions of the vendor tests, on a host whose answers are known. */
class VendorFindingsTest {

  private static String findings(FreedomCardSandbox sandbox, Consumer<VendorFindings> questions) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    VendorHost host =
        new VendorHost(Environment.of(sandbox.baseUrl()), sandbox.credentials(), true);
    try (VendorFindings findings =
        new VendorFindings(host, new PrintStream(printed, true, UTF_8))) {
      questions.accept(findings);
    }
    return printed.toString(UTF_8);
  }

  @Test
  void reads_onTheSandbox_tellHowTheUnknownIsAnswered() {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start()) {
      assertThat(findings(sandbox, VendorFindings::reads))
          .containsSubsequence("unknown request_id", "HTTP 200", "\"request_not_found\"")
          .containsSubsequence("unknown path", "HTTP 404", "\"not_found\"")
          .containsSubsequence("duplicate of a read", "HTTP 200", "\"duplicate_request_id\"")
          .doesNotContain("no answer", "HTTP 400", "HTTP 401", "InvalidResponseException");
      assertThat(sandbox.ledger().entries()).isEmpty();
    }
  }

  @Test
  void commands_onASandboxThatTakesItsTime_goFromClientToClosing() {
    SandboxOptions slow =
        SandboxOptions.builder().processing(ProcessingMode.afterStatusQueries(0)).build();
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start(slow)) {
      assertThat(findings(sandbox, VendorFindings::commands))
          .containsSubsequence("duplicate of a command", "\"duplicate_request_id\"")
          .doesNotContain("no answer", "HTTP 400", "HTTP 401", "InvalidResponseException");
      assertThat(sandbox.ledger().entries())
          .extracting(Ledger.Entry::operation)
          .containsExactly(
              "createClient", "issueCard", "activateCard", "blockCard", "unblockCard", "closeCard");
    }
  }

  @Test
  void unknownRequest_whenTheKeyIsWrong_isTheFailure() {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start()) {
      VendorHost host =
          new VendorHost(
              Environment.of(sandbox.baseUrl()), Credentials.of("sandbox", "wrong"), false);
      try (VendorFindings findings =
          new VendorFindings(host, new PrintStream(new ByteArrayOutputStream(), true, UTF_8))) {
        assertThat(findings.unknownRequest()).isInstanceOf(AuthenticationException.class);
      }
    }
  }
}
