package io.github.freedomcard.sandbox;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Standalone} was told on its command line and in its environment; the command line
 * goes first.
 *
 * @param help whether it is only to say how it is used
 * @param secretIsGiven whether the secret is the user's, and so not to be shown
 * @param cards what is to be there from the start
 */
record StandaloneOptions(
    boolean help, SandboxOptions sandbox, boolean secretIsGiven, List<CardOption> cards) {

  static final int DEFAULT_PORT = 8080;

  /** What the variables begin with: the account of a real host has others. */
  static final String VARIABLE = "FREEDOM_CARD_SANDBOX_";

  static final String SECRET_VARIABLE = VARIABLE + "SECRET_KEY";

  private static final List<String> NAMES =
      List.of("--port", "--auth-id", "--algorithm", "--processing", "--card");
  private static final Pattern AFTER_QUESTIONS = Pattern.compile("after-questions:(\\d{1,9})");

  /**
   * A card.
   *
   * @param text as it was asked for
   */
  record CardOption(Card.Status status, Money balance, String text) {}

  /** A value, and where it came from. */
  private record Given(String source, String value) {

    IllegalArgumentException wrong(String rule) {
      return new IllegalArgumentException(source + ": " + rule + ": " + value);
    }
  }

  /**
   * Reads them.
   *
   * @param environment whose empty values are as good as none
   * @throws IllegalArgumentException if anything is wrong; the message says what
   */
  static StandaloneOptions of(String[] arguments, Map<String, String> environment) {
    if (Arrays.asList(arguments).contains("--help")) {
      return new StandaloneOptions(true, SandboxOptions.defaults(), false, List.of());
    }
    Map<String, Given> given = new LinkedHashMap<>();
    for (String name : NAMES) {
      String variable = VARIABLE + name.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
      String value = environment.getOrDefault(variable, "");
      if (!value.isEmpty()) {
        given.put(name, new Given(variable, value));
      }
    }
    given.putAll(commandLine(arguments));

    SandboxOptions.Builder builder = SandboxOptions.builder().port(DEFAULT_PORT).journalEntries(1);
    take(given.get("--port"), port -> builder.port(port(port)));
    take(given.get("--algorithm"), algorithm -> builder.algorithm(algorithm(algorithm)));
    take(given.get("--processing"), processing -> builder.processing(processing(processing)));
    String secret = environment.getOrDefault(SECRET_VARIABLE, "");
    Given authId =
        given.getOrDefault("--auth-id", new Given("default", SandboxOptions.DEFAULT_AUTH_ID));
    if (authId.value().isBlank()) {
      throw authId.wrong("blank");
    }
    builder.credentials(
        Credentials.of(
            authId.value(), secret.isEmpty() ? SandboxOptions.DEFAULT_SECRET_KEY : secret));
    List<CardOption> cards = new ArrayList<>();
    take(given.get("--card"), wanted -> cards.addAll(cards(wanted)));
    return new StandaloneOptions(false, builder.build(), !secret.isEmpty(), List.copyOf(cards));
  }

  private static Map<String, Given> commandLine(String[] arguments) {
    Map<String, Given> given = new LinkedHashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String[] nameAndValue = arguments[i].split("=", 2);
      String name = nameAndValue[0];
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(name + ": no such option");
      }
      if (nameAndValue.length == 1 && ++i == arguments.length) {
        throw new IllegalArgumentException(name + ": no value");
      }
      String value = nameAndValue.length == 1 ? arguments[i] : nameAndValue[1];
      if (given.put(name, new Given(name, value)) != null) {
        throw new IllegalArgumentException(name + ": twice");
      }
    }
    return given;
  }

  private static void take(@Nullable Given given, Consumer<Given> setting) {
    if (given != null) {
      setting.accept(given);
    }
  }

  private static int port(Given given) {
    int port = given.value().matches("\\d{1,5}") ? Integer.parseInt(given.value()) : -1;
    if (port < 0 || port > 65_535) {
      throw given.wrong("not between 0 and 65535");
    }
    return port;
  }

  private static JwsAlgorithm algorithm(Given given) {
    return Arrays.stream(JwsAlgorithm.values())
        .filter(algorithm -> algorithm.name().equals(given.value()))
        .findFirst()
        .orElseThrow(() -> given.wrong("neither HS512 nor HS256"));
  }

  private static ProcessingMode processing(Given given) {
    if (given.value().equals("at-once")) {
      return ProcessingMode.atOnce();
    }
    if (given.value().equals("until-finished")) {
      return ProcessingMode.untilFinished();
    }
    Matcher afterQuestions = AFTER_QUESTIONS.matcher(given.value());
    if (!afterQuestions.matches()) {
      throw given.wrong("none of at-once, after-questions:N and until-finished");
    }
    return ProcessingMode.afterQuestions(Integer.parseInt(afterQuestions.group(1)));
  }

  private static List<CardOption> cards(Given given) {
    return Arrays.stream(given.value().split(",", -1)).map(card -> card(card, given)).toList();
  }

  private static CardOption card(String text, Given given) {
    String[] parts = text.split(":", -1);
    if (parts.length == 3) {
      for (Card.Status status : Card.Status.values()) {
        if (status.name().toLowerCase(Locale.ROOT).equals(parts[0])) {
          return new CardOption(status, balance(parts, given), text);
        }
      }
    }
    throw given.wrong("not as in active:1000.00:KZT");
  }

  private static Money balance(String[] parts, Given given) {
    try {
      return Money.notNegative(parts[1], parts[2]);
    } catch (IllegalArgumentException wrong) {
      throw given.wrong("not as in active:1000.00:KZT: " + wrong.getMessage());
    }
  }
}
