package io.github.freedomcard.vendor;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.Environment;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The host that the vendor tests call, and whether they may send commands to it.
 *
 * @param environment the host
 * @param credentials the credentials of the calls
 * @param commands whether cards may be created and changed there
 */
record VendorHost(Environment environment, Credentials credentials, boolean commands) {

  /**
   * Returns the host that the variables name; the vendor's test host if they name none.
   *
   * @return null if there are no credentials
   * @throws IllegalStateException if the host may have real cards and the variables do not allow
   *     calls to it explicitly, or allow commands
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
    // Not a list of forbidden hosts: the vendor has more hosts than are known.
    if (!environment.equals(Environment.TEST) && !isThisMachine(environment)) {
      if (commands) {
        throw new IllegalStateException(
            environment + ": commands are allowed on the vendor's test host only");
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
          "FREEDOM_CARD_ENVIRONMENT and FREEDOM_CARD_BASE_URL: set one, not both");
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

  /** A CI server sets a variable to the empty string if its secret is missing. */
  private static String text(Map<String, String> variables, String name) {
    return variables.getOrDefault(name, "").strip();
  }
}
