package io.github.freedomcard;

import static io.github.freedomcard.testing.InvalidInput.argument;
import static io.github.freedomcard.testing.InvalidInput.missing;
import static io.github.freedomcard.testing.InvalidInput.state;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.Environment;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.CanaryValues;
import io.github.freedomcard.testing.InvalidInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An invalid configuration is rejected at once, not at the first call. */
@SuppressWarnings("NullAway") // Null is one of the invalid values.
class InvalidConfigurationTest {

  static Stream<InvalidInput> cases() {
    return Stream.of(setUp(), baseUrls(), options(), paths()).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void configuration_whenInvalid_isRejectedAtOnce(InvalidInput wrong) {
    wrong.check();
  }

  private static List<InvalidInput> setUp() {
    Map<String, String> who =
        Map.of("FREEDOM_CARD_AUTH_ID", "1", "FREEDOM_CARD_SECRET_KEY", CanaryValues.SECRET_KEY);
    Map<String, String> test = Map.of("FREEDOM_CARD_ENVIRONMENT", "test");
    return List.of(
        state(
            "credentials: not set; call credentials(authId, secretKey)",
            client -> FreedomCardClient.builder().environment(Environment.TEST).build()),
        state(
            "environment or baseUrl: neither is set; call one of them",
            client -> builder().build()),
        state(
            "environment or baseUrl: both are set",
            client -> builder().environment(Environment.TEST).baseUrl("https://localhost").build()),
        argument("authId: blank", client -> builder().credentials(" ", CanaryValues.SECRET_KEY)),
        argument("secretKey: empty", client -> builder().credentials("1", "")),
        argument("secretKey: unpaired surrogate", client -> Credentials.of("1", "MARKED\uD83D")),
        missing("authId", client -> Credentials.of(null, CanaryValues.SECRET_KEY)),
        missing("secretKey", client -> Credentials.of("1", null)),
        missing("credentials", client -> builder().credentials(null)),
        missing("environment", client -> builder().environment(null)),
        missing("algorithm", client -> builder().algorithm(null)),
        missing("retryPolicy", client -> builder().retryPolicy(null)),
        missing("httpClient", client -> builder().httpClient(null)),
        missing("configureHttp", client -> builder().configureHttp(null)),
        argument("timeout <= 0: PT0S", client -> builder().timeout(Duration.ZERO)),
        argument(
            "attemptTimeout <= 0: PT-1S",
            client -> builder().attemptTimeout(Duration.ofSeconds(-1))),
        argument("timeout > PT576H: PT600H", client -> builder().timeout(Duration.ofDays(25))),
        missing("timeout", client -> builder().timeout(null)),
        argument(
            "maxResponseBytes: not 1 to 2147483639: 0", client -> builder().maxResponseBytes(0)),
        argument(
            "FREEDOM_CARD_AUTH_ID: environment variable not set",
            client -> FreedomCardClientBuilder.fromEnv(test)),
        argument(
            "FREEDOM_CARD_SECRET_KEY: environment variable not set",
            client ->
                FreedomCardClientBuilder.fromEnv(
                    Map.of("FREEDOM_CARD_AUTH_ID", "1", "FREEDOM_CARD_SECRET_KEY", " "))),
        argument(
            "FREEDOM_CARD_ENVIRONMENT or FREEDOM_CARD_BASE_URL: neither environment variable is set",
            client -> FreedomCardClientBuilder.fromEnv(who)),
        argument(
            "FREEDOM_CARD_ENVIRONMENT or FREEDOM_CARD_BASE_URL: both are set",
            client ->
                FreedomCardClientBuilder.fromEnv(
                    with(
                        with(who, "FREEDOM_CARD_ENVIRONMENT", "test"),
                        "FREEDOM_CARD_BASE_URL",
                        "https://localhost"))),
        argument(
            "FREEDOM_CARD_ENVIRONMENT: neither test nor production: Test",
            client ->
                FreedomCardClientBuilder.fromEnv(with(who, "FREEDOM_CARD_ENVIRONMENT", "Test"))),
        argument(
            "baseUrl: not https: http://api.freedompay.kz",
            client ->
                FreedomCardClientBuilder.fromEnv(
                    with(who, "FREEDOM_CARD_BASE_URL", "http://api.freedompay.kz"))));
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> all = new HashMap<>(map);
    all.put(key, value);
    return all;
  }

  private static List<InvalidInput> baseUrls() {
    List<InvalidInput> cases = new ArrayList<>();
    Map<String, String> wrong =
        Map.of(
            "https://api.freedompay.kz/v5", "baseUrl: has a path: ",
            "https://api.freedompay.kz//", "baseUrl: has a path: ",
            "https://api.freedompay.kz?x=1", "baseUrl: has a query: ",
            "https://api.freedompay.kz/#x", "baseUrl: has a fragment: ",
            "http://api.freedompay.kz", "baseUrl: not https: ",
            "http://127.0.0.1.example.com", "baseUrl: not https: ",
            "ftp://localhost", "baseUrl: not https: ",
            "api.freedompay.kz", "baseUrl: no host: ",
            "https://localhost:99999", "baseUrl: no port: ",
            "", "baseUrl: no host: ");
    wrong.forEach((url, rule) -> cases.add(argument(rule + url, client -> builder().baseUrl(url))));
    for (String url : List.of("https://api.freedompay.kz.", "https://localhost.:8443")) {
      cases.add(
          argument("baseUrl: host ends with a dot: " + url, client -> builder().baseUrl(url)));
    }
    // Resolvers differ in how they read these forms of an address.
    for (String host : List.of("127.1", "0x7f.1", "127.0.0.256")) {
      String url = "http://" + host;
      cases.add(argument("baseUrl: no host: " + url, client -> builder().baseUrl(url)));
    }
    for (String host : List.of("2130706433", "0177.0.0.1", "127.0.0.010", "[::ffff:127.0.0.1]")) {
      String url = "http://" + host;
      cases.add(argument("baseUrl: not https: " + url, client -> builder().baseUrl(url)));
    }
    for (String url :
        List.of(
            "https://me:MARKED@api.freedompay.kz",
            "https://me:MARKED@no_such_form.kz",
            "me:MARKED@api.freedompay.kz")) {
      cases.add(argument("baseUrl: has a user part", client -> builder().baseUrl(url)));
    }
    cases.add(
        argument("baseUrl: no URL", client -> builder().baseUrl("https://me:MARKED secret@host")));
    cases.add(missing("baseUrl", client -> builder().baseUrl((String) null)));
    cases.add(missing("baseUrl", client -> Environment.of(null)));
    return cases;
  }

  private static List<InvalidInput> options() {
    List<InvalidInput> cases = new ArrayList<>();
    for (String name :
        List.of(
            "X-JWS-Signature",
            "request-id",
            "Content-Type",
            "CONTENT-LENGTH",
            "Accept",
            "Accept-Encoding",
            "Host",
            "Connection",
            "Transfer-Encoding",
            "Expect",
            "Upgrade",
            "TE",
            "Trailer",
            "Keep-Alive",
            "Proxy-Connection",
            "Proxy-Authorization",
            "HTTP2-Settings",
            "Range")) {
      cases.add(
          argument(
              "header name: set by the client: " + name,
              client -> RequestOptions.builder().header(name, "x")));
    }
    cases.addAll(
        List.of(
            argument(
                "header name: not a token: a b",
                client -> RequestOptions.builder().header("a b", "x")),
            argument(
                "header value: not printable ASCII: X-Trace",
                client -> RequestOptions.builder().header("X-Trace", "MARKED\r\nX-Evil: 1")),
            missing("value", client -> RequestOptions.builder().header("X-Trace", null)),
            missing("credentials", client -> RequestOptions.builder().credentials(null)),
            argument(
                "timeout <= 0: PT0S", client -> RequestOptions.builder().timeout(Duration.ZERO)),
            argument(
                "attemptTimeout <= 0: PT-0.001S",
                client -> RequestOptions.builder().attemptTimeout(Duration.ofMillis(-1))),
            argument("maxAttempts <= 0: 0", client -> RetryPolicy.builder().maxAttempts(0)),
            argument(
                "first <= 0: PT0S",
                client -> RetryPolicy.builder().backoff(Duration.ZERO, Duration.ofSeconds(1))),
            argument(
                "first > max: PT2S > PT1S",
                client ->
                    RetryPolicy.builder().backoff(Duration.ofSeconds(2), Duration.ofSeconds(1))),
            argument(
                "unknownRequestCodes: blank",
                client -> RetryPolicy.builder().unknownRequestCodes(Set.of("a", " ")))));
    return cases;
  }

  private static List<InvalidInput> paths() {
    List<InvalidInput> cases = new ArrayList<>();
    for (String path :
        List.of(
            "../../x",
            "/../x",
            "/a/..",
            "/a?b",
            "/a#b",
            "/a b",
            "/a%20b",
            "//host/a",
            "a",
            "/",
            "")) {
      String message = "path: not a plain absolute path: " + path;
      cases.add(argument(message, client -> builder().path(CardOperations.BLOCK_CARD, path)));
      cases.add(argument(message, client -> Operation.read("n", path, String.class, String.class)));
    }
    return cases;
  }

  private static FreedomCardClientBuilder builder() {
    return FreedomCardClient.builder().credentials("1", CanaryValues.SECRET_KEY);
  }
}
