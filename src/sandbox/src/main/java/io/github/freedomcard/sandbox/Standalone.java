package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.common.FatalStartupException;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Base64;

/**
 * Runs a sandbox until it is interrupted, for a service in any language: says how it is called, and
 * writes a line for each request.
 *
 * <p>Under the line of a signature that was refused it writes what helps to find the mistake: the
 * header received and the one expected, lengths and hashes of the signing input and the body, and
 * the mistake itself where it can be proved. Under that of a gift card it writes the code that the
 * buyer was sent. It writes no bodies. The option {@code --help} tells the others. Ends with 2 if
 * an option is wrong, and with 1 if the port is taken.
 */
public final class Standalone {

  private static final String HELP =
      """
      Runs a Card API on the loopback address until it is interrupted (Ctrl-C).

        --port N           default 8080; 0 takes any that is free
        --auth-id ID       default sandbox
        --algorithm ALG    HS512 (default) or HS256
        --processing HOW   at-once (default): commands take effect at once
                           after-questions:N: they answer "process", and so do N questions
                           (request/status); the next one finishes them
                           until-finished: they answer "process" for ever
        --card CARDS       none by default; as in active:1000.00:KZT, several with commas: cards
                           that are there from the start (issued, active, blocked or closed), with
                           their balance; their ids are shown
        --help             this text

      Each may be a variable instead: FREEDOM_CARD_SANDBOX_PORT, _AUTH_ID, _ALGORITHM, _PROCESSING,
      _CARD.
      The secret key is made up, unless FREEDOM_CARD_SANDBOX_SECRET_KEY has one, which is not shown.
      """;

  private static final String EXAMPLE =
      """
      A call to try, in a shell with openssl and curl:

      auth_header=%s
      secret=%s
      b64() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
      id=$(openssl rand -hex 16 | sed -E 's/(.{8})(.{4})(.{4})(.{4})/\\1-\\2-\\3-\\4-/')
      body='{"request_id":"'$id'","product_id":2000,"client":{"phone":77011234567,"type":1,"resident":1,"first_name":"AIGERIM","last_name":"SEITOVA"}}'
      header=$(printf %%s "$auth_header" | b64)
      payload=$(printf %%s "$body" | b64)
      signature=$(printf %%s "$header.$payload" | openssl dgst -%s -hmac "$secret" -binary | b64)
      curl -sS %s -H 'Content-Type: application/json' -H "Request-Id: $id" \\
        -H "X-JWS-Signature: $header..$signature" --data-binary "$body"
      """;

  private static final String EXAMPLE_PATH = "/v5/card-api/client/add";

  private Standalone() {}

  /** Runs it; see the class. */
  public static void main(String[] args) throws InterruptedException {
    // What it has to say it says itself; these keep the usual bindings of SLF4J silent.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.setProperty("org.slf4j.simpleLogger.log.io.github.freedomcard", "error");
    StandaloneOptions options;
    try {
      options = StandaloneOptions.of(args, System.getenv());
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.err.println("--help tells the options");
      System.exit(2);
      return;
    }
    if (options.help()) {
      System.out.print(HELP);
      return;
    }
    FreedomCardSandbox sandbox;
    try {
      sandbox = start(options, System.out);
    } catch (FatalStartupException taken) {
      System.err.println("port: can't be taken: " + options.sandbox().port());
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-close"));
    Thread.currentThread().join();
  }

  /** Starts the sandbox, and says on {@code out} how it is called and what it answers. */
  static FreedomCardSandbox start(StandaloneOptions options, PrintStream out) {
    FreedomCardSandbox sandbox =
        FreedomCardSandbox.start(
            options.sandbox(),
            processor -> new RequestLog(Clock.system(ZoneId.systemDefault()), out, processor));
    out.print(introduction(options, sandbox));
    out.flush();
    return sandbox;
  }

  private static String introduction(StandaloneOptions options, FreedomCardSandbox sandbox) {
    Credentials credentials = sandbox.credentials();
    JwsAlgorithm algorithm = options.sandbox().algorithm();
    String signature =
        JwsRequestSigner.of(credentials, algorithm).sign("POST", EXAMPLE_PATH, new byte[0]);
    String header =
        new String(
            Base64.getUrlDecoder().decode(signature.substring(0, signature.indexOf('.'))), UTF_8);
    String secret = new String(credentials.secretKey(), UTF_8);
    String example =
        EXAMPLE.formatted(
            quoted(header),
            options.secretIsGiven() ? "$" + StandaloneOptions.SECRET_VARIABLE : quoted(secret),
            algorithm == JwsAlgorithm.HS512 ? "sha512" : "sha256",
            sandbox.baseUrl() + EXAMPLE_PATH);
    return """
        Base URL    %s
        auth_id     %s
        Secret key  %s
        Algorithm   %s
        Processing  %s
        """
            .formatted(
                sandbox.baseUrl(),
                credentials.authId(),
                options.secretIsGiven()
                    ? "as in " + StandaloneOptions.SECRET_VARIABLE + ", not shown"
                    : secret,
                algorithm,
                options.sandbox().processing())
        + cards(options, sandbox)
        + example
        + "\nRunning until interrupted. Requests:\n";
  }

  /** Adds the cards that were asked for; a line each, and an empty one. */
  private static String cards(StandaloneOptions options, FreedomCardSandbox sandbox) {
    StringBuilder lines = new StringBuilder();
    for (StandaloneOptions.CardOption card : options.cards()) {
      String cardId =
          sandbox
              .arrange()
              .card(card.status())
              .balance(card.balance().amount().toPlainString(), card.balance().currency())
              .add();
      lines.append("Card        ").append(cardId).append("  ").append(card.text()).append('\n');
    }
    return lines.append('\n').toString();
  }

  /** As one word of a shell. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
