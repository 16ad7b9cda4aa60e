package io.github.freedomcard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandaloneOptionsTest {

  private static StandaloneOptions of(Map<String, String> environment, String... arguments) {
    return StandaloneOptions.of(arguments, environment);
  }

  @Test
  void of_whenNothingGiven_defaults() {
    StandaloneOptions options = of(Map.of());
    assertThat(options.help()).isFalse();
    assertThat(options.secretIsGiven()).isFalse();
    assertThat(options.sandbox().port()).isEqualTo(8080);
    assertThat(options.sandbox().credentials()).isEqualTo(SandboxOptions.defaults().credentials());
    assertThat(options.sandbox().algorithm()).isEqualTo(JwsAlgorithm.HS512);
    assertThat(options.sandbox().processing()).hasToString("immediate");
    assertThat(options.sandbox().host()).isEqualTo("127.0.0.1");
    assertThat(options.sandbox().address().isLoopbackAddress()).isTrue();
    assertThat(options.sandbox().allowedHosts()).isEmpty();
    assertThat(options.sandbox().controlToken()).isNull();
    assertThat(options.sandbox().showBodies()).isFalse();
    assertThat(options.sandbox().tls()).isFalse();
  }

  @Test
  void of_whenAllOnTheCommandLine_used() {
    StandaloneOptions options =
        of(
            Map.of(),
            "--port",
            "0",
            "--auth-id=x=1",
            "--algorithm",
            "HS256",
            "--processing",
            "after-status-queries:2",
            "--card",
            "active:1000.00:KZT",
            "--show-bodies",
            "--host",
            "::1",
            "--allow-host=Sandbox,10.0.0.7",
            "--tls",
            "certs/sandbox.pem",
            "--control-token",
            "hush");
    assertThat(options.sandbox().host()).isEqualTo("::1");
    assertThat(options.sandbox().address().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
    assertThat(options.sandbox().allowedHosts()).containsExactly("sandbox", "10.0.0.7");
    assertThat(options.sandbox().tls()).isTrue();
    assertThat(options.sandbox().certificateFile()).isEqualTo(Path.of("certs", "sandbox.pem"));
    assertThat(options.sandbox().controlToken()).isEqualTo("hush");
    assertThat(options.controlTokenIsGiven()).isTrue();
    assertThat(options.sandbox().showBodies()).isTrue();
    assertThat(options.toString()).doesNotContain("hush");
    assertThat(options.sandbox().port()).isZero();
    assertThat(options.sandbox().credentials())
        .isEqualTo(Credentials.of("x=1", SandboxOptions.DEFAULT_SECRET_KEY));
    assertThat(options.sandbox().algorithm()).isEqualTo(JwsAlgorithm.HS256);
    assertThat(options.sandbox().processing()).hasToString("afterStatusQueries(2)");
    assertThat(options.cards())
        .containsExactly(
            new StandaloneOptions.CardOption(
                SandboxCard.Status.ACTIVE,
                Money.notNegative("1000.00", "KZT"),
                "active:1000.00:KZT"));
  }

  @Test
  void of_whenAllInTheEnvironment_usedAndSecretIsTheUsers() {
    StandaloneOptions options =
        of(
            Map.of(
                "FREEDOM_CARD_SANDBOX_PORT", "9000",
                "FREEDOM_CARD_SANDBOX_AUTH_ID", "p",
                "FREEDOM_CARD_SANDBOX_ALGORITHM", "HS256",
                "FREEDOM_CARD_SANDBOX_PROCESSING", "until-finished",
                "FREEDOM_CARD_SANDBOX_HOST", "localhost",
                "FREEDOM_CARD_SANDBOX_ALLOW_HOST", "sandbox",
                "FREEDOM_CARD_SANDBOX_TLS", "sandbox.pem",
                "FREEDOM_CARD_SANDBOX_CONTROL_TOKEN", "hush",
                "FREEDOM_CARD_SANDBOX_SHOW_BODIES", "true",
                "FREEDOM_CARD_SANDBOX_SECRET_KEY", "k"));
    assertThat(options.sandbox().port()).isEqualTo(9000);
    assertThat(options.sandbox().credentials()).isEqualTo(Credentials.of("p", "k"));
    assertThat(options.sandbox().algorithm()).isEqualTo(JwsAlgorithm.HS256);
    assertThat(options.sandbox().processing()).hasToString("untilFinished");
    assertThat(options.secretIsGiven()).isTrue();
    assertThat(options.sandbox().host()).isEqualTo("localhost");
    assertThat(options.sandbox().allowedHosts()).containsExactly("sandbox");
    assertThat(options.sandbox().certificateFile()).isEqualTo(Path.of("sandbox.pem"));
    assertThat(options.sandbox().controlToken()).isEqualTo("hush");
    assertThat(options.sandbox().showBodies()).isTrue();
  }

  @Test
  void of_whenNotLoopback_tokenIsRandomUnlessGiven() {
    SandboxOptions options = of(Map.of(), "--host", "0.0.0.0").sandbox();
    assertThat(options.controlToken())
        .matches("[0-9a-f]{32}")
        .isNotEqualTo(of(Map.of(), "--host", "::").sandbox().controlToken());
    assertThat(options.toString()).doesNotContain(options.controlToken());
    assertThat(of(Map.of(), "--host=0.0.0.0", "--control-token=x").sandbox().controlToken())
        .isEqualTo("x");
  }

  @Test
  void of_whenInBoth_commandLine() {
    assertThat(of(Map.of("FREEDOM_CARD_SANDBOX_PORT", "9000"), "--port", "1").sandbox().port())
        .isEqualTo(1);
  }

  @Test
  void of_whenVariableEmpty_default() {
    Map<String, String> empty =
        Map.of("FREEDOM_CARD_SANDBOX_PORT", "", "FREEDOM_CARD_SANDBOX_SECRET_KEY", "");
    assertThat(of(empty).sandbox().port()).isEqualTo(8080);
    assertThat(of(empty).secretIsGiven()).isFalse();
  }

  @Test
  void of_whenVariablesOfARealAccount_ignored() {
    StandaloneOptions options =
        of(Map.of("FREEDOM_CARD_SECRET_KEY", "real", "FREEDOM_CARD_AUTH_ID", "real"));
    assertThat(options.sandbox().credentials()).isEqualTo(SandboxOptions.defaults().credentials());
  }

  @Test
  void of_whenHelp_otherOptionsIgnored() {
    assertThat(of(Map.of(), "--melt", "--help").help()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "--melt x, --melt: unknown option",
    "8080, 8080: unknown option",
    "--secret-key x, --secret-key: unknown option",
    "--port, --port: value is missing",
    "--port 1 --port 2, --port: given twice",
    "--port=, '--port: not between 0 and 65535: '",
    "--port 65536, --port: not between 0 and 65535: 65536",
    "--port -1, --port: not between 0 and 65535: -1",
    "--port 99999999999, --port: not between 0 and 65535: 99999999999",
    "--auth-id=, '--auth-id: blank: '",
    "--host=, '--host: neither a host name nor an IPv4 or IPv6 address: '",
    "--host 999.0.0.1, --host: neither a host name nor an IPv4 or IPv6 address: 999.0.0.1",
    "--host [::1], '--host: neither a host name nor an IPv4 or IPv6 address: [::1]'",
    "--host 1::2::3, --host: neither a host name nor an IPv4 or IPv6 address: 1::2::3",
    "--host no-such-host.invalid, --host: unknown host: no-such-host.invalid",
    "'--allow-host a,', '--allow-host: not host names or addresses, separated by commas and without"
        + " ports: a,'",
    "--allow-host a:80, '--allow-host: not host names or addresses, separated by commas and without"
        + " ports: a:80'",
    "--tls=, '--tls: not the path of a file: '",
    "--control-token hu\u00e9sh, --control-token: not visible ASCII characters without spaces",
    "--show-bodies=true, --show-bodies: takes no value",
    "--show-bodies true, true: unknown option",
    "--show-bodies --show-bodies, --show-bodies: given twice",
    "--card active, '--card: not STATE:BALANCE:CURRENCY, such as active:1000.00:KZT: active'",
    "--card melted:1:KZT, '--card: not STATE:BALANCE:CURRENCY, such as active:1000.00:KZT: melted:1:KZT'",
    "'--card active:1:KZT,', '--card: not STATE:BALANCE:CURRENCY, such as active:1000.00:KZT: active:1:KZT,'",
    "--card active:-1:KZT, '--card: not STATE:BALANCE:CURRENCY, such as active:1000.00:KZT: amount < 0: -1: active:-1:KZT'",
    "--algorithm RS256, --algorithm: neither HS512 nor HS256: RS256",
    "--algorithm hs256, --algorithm: neither HS512 nor HS256: hs256",
    "--processing later, '--processing: none of immediate, after-status-queries:N and until-finished:"
        + " later'",
    "--processing after-status-queries:-1, '--processing: none of immediate, after-status-queries:N and"
        + " until-finished: after-status-queries:-1'"
  })
  void of_whenInvalid_rejected(String arguments, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of(), arguments.split(" ")))
        .withMessage(message);
  }

  @Test
  void of_whenVariableIsInvalid_messageNamesVariable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of("FREEDOM_CARD_SANDBOX_PORT", "x")))
        .withMessage("FREEDOM_CARD_SANDBOX_PORT: not between 0 and 65535: x");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Map.of("FREEDOM_CARD_SANDBOX_SHOW_BODIES", "yes")))
        .withMessage("FREEDOM_CARD_SANDBOX_SHOW_BODIES: neither true nor false: yes");
  }
}
