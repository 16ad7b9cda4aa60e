package io.github.freedomcard.vendor;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.Environment;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host that is asked, and how far one may go there.
 *
 * @param environment the host
 * @param credentials who asks
 * @param commands whether cards may be made there, and changed
 */
record VendorHost(Environment environment, Credentials credentials, boolean commands) {

  /**
   * The host that the variables name; the vendor's test host if they name none.
   *
   * @return null if there are no credentials
   * @throws IllegalStateException if the host may have real cards, and the variables do not say in
   *     so many words that it may be asked, or say that it may be sent commands
   */
  static @Nullable VendorHost of(Map<String, String> variables) {
    String authId = text(variables, "FREEDOM_CARD_AUTH_ID");
    String secretKey = text(variables, "FREEDOM_CARD_SECRET_KEY");
    if (authId.isEmpty() || secretKey.isEmpty()) {
      return null;
    }
    Environment environment =
        environment(
            text(variables, "FREEDOM_CARD_ENVIRONMENT"), text(variables, "FREEDOM_CARD_BASE_URL"));
    boolean commands = text(variables, "FREEDOM_CARD_COMMANDS").equals("true");
    // Not a list of the hosts to keep off: there are more of them than are known.
    if (!environment.equals(Environment.TEST) && !isThisMachine(environment)) {
      if (commands) {
        throw new IllegalStateException(
            environment + ": no commands there, it is not the vendor's test host");
      }
      if (!text(variables, "FREEDOM_CARD_PRODUCTION").equals("true")) {
        throw new IllegalStateException(
            environment + ": not the vendor's test host; FREEDOM_CARD_PRODUCTION is not true");
      }
    }
    return new VendorHost(environment, Credentials.of(authId, secretKey), commands);
  }

  private static Environment environment(String name, String baseUrl) {
    if (!name.isEmpty() && !baseUrl.isEmpty()) {
      throw new IllegalStateException(
          "FREEDOM_CARD_ENVIRONMENT and FREEDOM_CARD_BASE_URL: both are set");
    }
    if (!baseUrl.isEmpty()) {
      return Environment.of(URI.create(baseUrl));
    }
    return switch (name) {
      case "", "test" -> Environment.TEST;
      case "production" -> Environment.PRODUCTION;
      default ->
          throw new IllegalStateException(
              "FREEDOM_CARD_ENVIRONMENT: neither test nor production: " + name);
    };
  }

  /** Environments are HTTPS, except on this machine. */
  private static boolean isThisMachine(Environment environment) {
    return environment.baseUrl().getScheme().equals("http");
  }

  /** A CI server sets a variable whose secret is missing to nothing. */
  private static String text(Map<String, String> variables, String name) {
    return variables.getOrDefault(name, "").strip();
  }
}
