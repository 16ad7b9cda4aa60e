package io.github.freedomcard.vendor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.freedomcard.config.Environment;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VendorHostTest {

  private final Map<String, String> variables =
      new HashMap<>(Map.of("FREEDOM_CARD_AUTH_ID", "id", "FREEDOM_CARD_SECRET_KEY", "key"));

  @ParameterizedTest
  @CsvSource({"FREEDOM_CARD_AUTH_ID", "FREEDOM_CARD_SECRET_KEY"})
  void of_whenACredentialIsMissingOrBlank_isNull(String name) {
    variables.put(name, " ");
    assertThat(VendorHost.of(variables)).isNull();
    variables.remove(name);
    assertThat(VendorHost.of(variables)).isNull();
  }

  @Test
  void of_whenNoHostIsNamed_isTheTestHostWithoutCommands() {
    VendorHost host = requireNonNull(VendorHost.of(variables));
    assertThat(host.environment()).isEqualTo(Environment.TEST);
    assertThat(host.commands()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "FREEDOM_CARD_ENVIRONMENT, test",
    "FREEDOM_CARD_BASE_URL, https://test-api.freedompay.kz",
    "FREEDOM_CARD_BASE_URL, http://127.0.0.1:8080"
  })
  void of_whenTheHostIsForTests_allowsCommands(String name, String value) {
    variables.put(name, value);
    variables.put("FREEDOM_CARD_COMMANDS", "true");
    assertThat(VendorHost.of(variables)).extracting("commands").isEqualTo(true);
  }

  @ParameterizedTest
  @CsvSource({
    "FREEDOM_CARD_ENVIRONMENT, production",
    "FREEDOM_CARD_BASE_URL, https://api.freedompay.kz",
    "FREEDOM_CARD_BASE_URL, https://API.freedompay.kz:443/",
    "FREEDOM_CARD_BASE_URL, https://api.freedompay.kg"
  })
  void of_whenTheHostMayHaveRealCards_needsPermissionAndNeverAllowsCommands(
      String name, String value) {
    variables.put(name, value);
    assertThatIllegalStateException()
        .isThrownBy(() -> VendorHost.of(variables))
        .withMessageEndingWith(": not the vendor's test host; FREEDOM_CARD_PRODUCTION is not true");

    variables.put("FREEDOM_CARD_PRODUCTION", "true");
    VendorHost host = requireNonNull(VendorHost.of(variables));
    assertThat(host.environment().baseUrl())
        .isNotEqualTo(URI.create("https://test-api.freedompay.kz"));

    variables.put("FREEDOM_CARD_COMMANDS", "true");
    assertThatIllegalStateException()
        .isThrownBy(() -> VendorHost.of(variables))
        .withMessageContaining("commands are allowed on the vendor's test host only");
  }

  @ParameterizedTest
  @CsvSource({"prod, ''", "test, https://test-api.freedompay.kz"})
  void of_whenTheHostIsAmbiguous_isRefused(String name, String baseUrl) {
    variables.put("FREEDOM_CARD_ENVIRONMENT", name);
    variables.put("FREEDOM_CARD_BASE_URL", baseUrl);
    assertThatIllegalStateException()
        .isThrownBy(() -> VendorHost.of(variables))
        .withMessageContaining("FREEDOM_CARD_ENVIRONMENT");
  }
}
