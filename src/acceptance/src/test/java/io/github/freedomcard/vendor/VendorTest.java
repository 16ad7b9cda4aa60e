package io.github.freedomcard.vendor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.error.FreedomCardException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Sends requests to the host that {@code FREEDOM_CARD_*} names, and prints the responses that the
 * documentation does not describe and the open questions that they settle. It fails only if a
 * status query gets no response or the signature is rejected. Run it with {@code mvn -Pvendor
 * verify}.
 */
@Tag("vendor")
class VendorTest {

  private static final String NO_CREDENTIALS =
      "FREEDOM_CARD_AUTH_ID and FREEDOM_CARD_SECRET_KEY are not both set";
  private static final String NO_COMMANDS = "FREEDOM_CARD_COMMANDS is not true";

  private static @Nullable VendorHost host;
  private static @Nullable VendorFindings findings;

  @BeforeAll
  static void open() {
    host = VendorHost.of(System.getenv());
    if (host == null) {
      // Test runners show that a test was skipped, but seldom why.
      System.out.println("Vendor tests skipped: " + NO_CREDENTIALS);
      return;
    }
    if (!host.commands()) {
      System.out.println("Reads only: " + NO_COMMANDS);
    }
    findings = new VendorFindings(host, System.out);
  }

  @BeforeEach
  void onlyWithCredentials() {
    assumeTrue(host != null, NO_CREDENTIALS);
  }

  @AfterAll
  static void close() {
    if (findings != null) {
      findings.printSummary();
      findings.close();
    }
  }

  @Test
  void getRequestStatus_ofARandomId_getsAResponse() {
    FreedomCardException failure = requireNonNull(findings).unknownRequest();
    if (failure != null) {
      assertThat(failure).isInstanceOf(ApiErrorException.class);
    }
  }

  @Test
  void reads_ofUnknownIds_arePrinted() {
    requireNonNull(findings).reads();
  }

  @Test
  void signature_withTheOtherAlgorithm_isPrinted() {
    requireNonNull(findings).otherAlgorithm();
  }

  @Test
  void commands_ifAllowed_arePrinted() {
    assumeTrue(requireNonNull(host).commands(), NO_COMMANDS);
    requireNonNull(findings).commands();
  }
}
