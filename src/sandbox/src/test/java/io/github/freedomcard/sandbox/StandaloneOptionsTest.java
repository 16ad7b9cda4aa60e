package io.github.freedomcard.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
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
            "active:1000.00:KZT");
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
                "FREEDOM_CARD_SANDBOX_SECRET_KEY", "k"));
    assertThat(options.sandbox().port()).isEqualTo(9000);
    assertThat(options.sandbox().credentials()).isEqualTo(Credentials.of("p", "k"));
    assertThat(options.sandbox().algorithm()).isEqualTo(JwsAlgorithm.HS256);
    assertThat(options.sandbox().processing()).hasToString("untilFinished");
    assertThat(options.secretIsGiven()).isTrue();
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
  }
}
