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

/** Runs the requests of the vendor tests on the sandbox, whose responses are known. */
class VendorFindingsTest {

  private static String findings(FreedomCardSandbox sandbox, Consumer<VendorFindings> requests) {
    return findings(sandbox, true, requests);
  }

  private static String findings(
      FreedomCardSandbox sandbox, boolean commands, Consumer<VendorFindings> requests) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    VendorHost host =
        new VendorHost(Environment.of(sandbox.baseUrl()), sandbox.credentials(), commands);
    try (VendorFindings findings =
        new VendorFindings(host, new PrintStream(printed, true, UTF_8))) {
      requests.accept(findings);
    }
    return printed.toString(UTF_8);
  }

  @Test
  void reads_onTheSandbox_printResponsesForUnknownIds() {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start()) {
      assertThat(findings(sandbox, VendorFindings::reads))
          .containsSubsequence("unknown request_id", "HTTP 200", "\"request_not_found\"")
          .containsSubsequence("unknown path", "HTTP 404", "\"not_found\"")
          .containsSubsequence("duplicate of a read", "HTTP 200", "\"duplicate_request_id\"")
          .doesNotContain("no response", "HTTP 400", "HTTP 401", "InvalidResponseException");
      assertThat(sandbox.ledger().entries()).isEmpty();
    }
  }

  @Test
  void commands_onASlowSandbox_completeTheLifeCycle() {
    SandboxOptions slow =
        SandboxOptions.builder().processing(ProcessingMode.afterStatusQueries(0)).build();
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start(slow)) {
      assertThat(findings(sandbox, VendorFindings::commands))
          .containsSubsequence("duplicate of a command", "\"duplicate_request_id\"")
          .doesNotContain("no response", "HTTP 400", "HTTP 401", "InvalidResponseException");
      assertThat(sandbox.ledger().entries())
          .extracting(Ledger.Entry::operation)
          .containsExactly(
              "createClient", "issueCard", "activateCard", "blockCard", "unblockCard", "closeCard");
    }
  }

  @Test
  void summary_afterReadsAndCommands_settlesEachQuestion() {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start()) {
      String printed =
          findings(
              sandbox,
              findings -> {
                findings.reads();
                findings.commands();
                findings.otherAlgorithm();
                findings.printSummary();
              });
      assertThat(printed.substring(printed.indexOf("Open questions")))
          .contains(
              "request/status of an unknown request_id: HTTP 200, status=error,"
                  + " request_status=error, error_code=request_not_found -> RetryPolicy.resend:",
              "a declined command: HTTP 200, status=error, request_status=error,"
                  + " error_code=transaction_not_found -> RetryPolicy.queryStatus:",
              "request/status of a declined command: HTTP 200, status=ok, request_status=error,"
                  + " error_code=transaction_not_found -> RetryPolicy.queryStatus:",
              "a duplicate of a read: HTTP 200, status=error, request_status=error,"
                  + " error_code=duplicate_request_id ->",
              "a duplicate of a command: HTTP 200, status=error, request_status=error,"
                  + " error_code=duplicate_request_id -> RetryPolicy.queryStatus:",
              "new header Request-Id: HTTP 200, status=error, request_status=error,"
                  + " error_code=duplicate_request_id -> RetryPolicy.resend:",
              "new request_id in the body: HTTP 200, status=error, request_status=error,"
                  + " error_code=card_not_found -> RetryPolicy.resend:",
              "request/status signed with HS256: HTTP 401",
              "an unknown path: HTTP 404",
              "inferred path of getBalance: HTTP 200, status=error, request_status=error,"
                  + " error_code=card_not_found -> differs from an unknown path")
          .doesNotContain("not queried", "probably wrong");
    }
  }

  @Test
  void summary_withoutCommands_saysWhatWasNotAsked() {
    try (FreedomCardSandbox sandbox = FreedomCardSandbox.start()) {
      assertThat(
              findings(
                  sandbox,
                  false,
                  findings -> {
                    findings.reads();
                    findings.printSummary();
                  }))
          .contains(
              "a declined command: not queried (FREEDOM_CARD_COMMANDS is not true)",
              "a duplicate of a command: not queried (FREEDOM_CARD_COMMANDS is not true)");
    }
  }

  @Test
  void unknownRequest_whenTheKeyIsWrong_returnsTheException() {
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
