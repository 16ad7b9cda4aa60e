package io.github.freedomcard.sandbox;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link Standalone} from its command line and environment; the command line takes
 * precedence.
 *
 * @param help whether to print the help text only
 * @param secretIsGiven whether the user set the secret, which must not be printed then
 * @param controlTokenIsGiven whether the user set the control token, which must not be printed then
 * @param cards the cards that exist from the start
 */
record StandaloneOptions(
    boolean help,
    SandboxOptions sandbox,
    boolean secretIsGiven,
    boolean controlTokenIsGiven,
    List<CardOption> cards) {

  static final int DEFAULT_PORT = 8080;

  /** Prefix of the environment variables; differs from the variables for a real account. */
  static final String VARIABLE = "FREEDOM_CARD_SANDBOX_";

  static final String SECRET_VARIABLE = VARIABLE + "SECRET_KEY";

  /** The only option without a value on the command line. */
  private static final String SHOW_BODIES = "--show-bodies";

  private static final List<String> NAMES =
      List.of(
          "--port",
          "--host",
          "--allow-host",
          "--tls",
          "--control-token",
          "--auth-id",
          "--algorithm",
          "--processing",
          "--card",
          SHOW_BODIES);
  private static final Pattern AFTER_STATUS_QUERIES =
      Pattern.compile("after-status-queries:(\\d{1,9})");

  /**
   * A card.
   *
   * @param text as the user wrote it
   */
  record CardOption(SandboxCard.Status status, Money balance, String text) {}

  /** A value and its source. */
  private record OptionValue(String source, String value) {

    IllegalArgumentException invalid(String rule) {
      return new IllegalArgumentException(source + ": " + rule + ": " + value);
    }
  }

  /**
   * Parses the options.
   *
   * @param environment empty values are ignored
   * @throws IllegalArgumentException if an option is invalid; the message names it
   */
  static StandaloneOptions of(String[] arguments, Map<String, String> environment) {
    if (Arrays.asList(arguments).contains("--help")) {
      return new StandaloneOptions(true, SandboxOptions.defaults(), false, false, List.of());
    }
    Map<String, OptionValue> given = new LinkedHashMap<>();
    for (String name : NAMES) {
      String variable = VARIABLE + name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        given.put(name, new OptionValue(variable, value));
      }
    }
    given.putAll(commandLine(arguments));

    SandboxOptions.Builder builder = SandboxOptions.builder().port(DEFAULT_PORT).journalEntries(1);
    take(given.get("--port"), port -> builder.port(port(port)));
    take(given.get("--host"), host -> builder.host(host.value(), address(host)));
    take(given.get("--allow-host"), hosts -> builder.allowedHosts(allowedHosts(hosts)));
    take(given.get("--tls"), file -> builder.certificateFile(file(file)));
    take(given.get("--control-token"), token -> builder.controlToken(controlToken(token)));
    take(given.get(SHOW_BODIES), flag -> builder.showBodies(flag(flag)));
    take(given.get("--algorithm"), algorithm -> builder.algorithm(algorithm(algorithm)));
    take(given.get("--processing"), processing -> builder.processing(processing(processing)));
    String secret = environment.getOrDefault(SECRET_VARIABLE, "");
    OptionValue authId =
        given.getOrDefault("--auth-id", new OptionValue("default", SandboxOptions.DEFAULT_AUTH_ID));
    if (authId.value().isBlank()) {
      throw authId.invalid("blank");
    }
    builder.credentials(
        Credentials.of(
            authId.value(), secret.isEmpty() ? SandboxOptions.DEFAULT_SECRET_KEY : secret));
    List<CardOption> cards = new ArrayList<>();
    take(given.get("--card"), wanted -> cards.addAll(cards(wanted)));
    boolean controlTokenIsGiven = given.containsKey("--control-token");
    if (!controlTokenIsGiven && !builder.build().address().isLoopbackAddress()) {
      builder.controlToken(newToken());
    }
    return new StandaloneOptions(
        false, builder.build(), !secret.isEmpty(), controlTokenIsGiven, List.copyOf(cards));
  }

  private static Map<String, OptionValue> commandLine(String[] arguments) {
    Map<String, OptionValue> given = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String[] nameAndValue = arguments[i].split("=", 2);
      String name = nameAndValue[0];
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(name + ": unknown option");
      }
      String value;
      if (name.equals(SHOW_BODIES)) {
        if (nameAndValue.length == 2) {
          throw new IllegalArgumentException(name + ": takes no value");
        }
        value = "true";
      } else {
        if (nameAndValue.length == 1 && ++i == arguments.length) {
          throw new IllegalArgumentException(name + ": value is missing");
        }
        value = nameAndValue.length == 1 ? arguments[i] : nameAndValue[1];
      }
      if (given.put(name, new OptionValue(name, value)) != null) {
        throw new IllegalArgumentException(name + ": given twice");
      }
    }
    return given;
  }

  private static void take(@Nullable OptionValue given, Consumer<OptionValue> setting) {
    if (given != null) {
      setting.accept(given);
    }
  }

  private static int port(OptionValue given) {
    int port = given.value().matches("\\d{1,5}") ? Integer.parseInt(given.value()) : -1;
    if (port < 0 || port > 65_535) {
      throw given.invalid("not between 0 and 65535");
    }
    return port;
  }

  private static InetAddress address(OptionValue given) {
    if (!HostNames.isValid(given.value())) {
      throw given.invalid("neither a host name nor an IPv4 or IPv6 address");
    }
    try {
      return InetAddress.getByName(given.value());
    } catch (UnknownHostException e) {
      throw given.invalid("unknown host");
    }
  }

  private static List<String> allowedHosts(OptionValue given) {
    List<String> hosts = List.of(given.value().toLowerCase(Locale.ROOT).split(",", -1));
    if (!hosts.stream().allMatch(HostNames::isValid)) {
      throw given.invalid("not host names or addresses, separated by commas and without ports");
    }
    return hosts;
  }

  private static Path file(OptionValue given) {
    try {
      if (!given.value().isBlank()) {
        return Path.of(given.value());
      }
    } catch (InvalidPathException e) {
      // As for a blank one.
    }
    throw given.invalid("not the path of a file");
  }

  /** A header of a request can contain it. The message does not contain it. */
  private static String controlToken(OptionValue given) {
    if (!given.value().matches("[\\x21-\\x7e]+")) {
      throw new IllegalArgumentException(
          given.source() + ": not visible ASCII characters without spaces");
    }
    return given.value();
  }

  private static String newToken() {
    byte[] token = new byte[16];
    new SecureRandom().nextBytes(token);
    return HexFormat.of().formatHex(token);
  }

  private static boolean flag(OptionValue given) {
    return switch (given.value()) {
      case "true" -> true;
      case "false" -> false;
      default -> throw given.invalid("neither true nor false");
    };
  }

  private static JwsAlgorithm algorithm(OptionValue given) {
    return Arrays.stream(JwsAlgorithm.values())
        .filter(algorithm -> algorithm.name().equals(given.value()))
        .findFirst()
        .orElseThrow(() -> given.invalid("neither HS512 nor HS256"));
  }

  private static ProcessingMode processing(OptionValue given) {
    if (given.value().equals("immediate")) {
      return ProcessingMode.immediate();
    }
    if (given.value().equals("until-finished")) {
      return ProcessingMode.untilFinished();
    }
    Matcher afterStatusQueries = AFTER_STATUS_QUERIES.matcher(given.value());
    if (!afterStatusQueries.matches()) {
      throw given.invalid("none of immediate, after-status-queries:N and until-finished");
    }
    return ProcessingMode.afterStatusQueries(Integer.parseInt(afterStatusQueries.group(1)));
  }

  private static List<CardOption> cards(OptionValue given) {
    return Arrays.stream(given.value().split(",", -1)).map(card -> card(card, given)).toList();
  }

  private static CardOption card(String text, OptionValue given) {
    String[] parts = text.split(":", -1);
    if (parts.length == 3) {
      for (SandboxCard.Status status : SandboxCard.Status.values()) {
        if (status.name().toLowerCase(Locale.ROOT).equals(parts[0])) {
          return new CardOption(status, balance(parts, given), text);
        }
      }
    }
    throw given.invalid("not STATE:BALANCE:CURRENCY, such as active:1000.00:KZT");
  }

  private static Money balance(String[] parts, OptionValue given) {
    try {
      return Money.notNegative(parts[1], parts[2]);
    } catch (IllegalArgumentException wrong) {
      throw given.invalid(
          "not STATE:BALANCE:CURRENCY, such as active:1000.00:KZT: " + wrong.getMessage());
    }
  }
}
