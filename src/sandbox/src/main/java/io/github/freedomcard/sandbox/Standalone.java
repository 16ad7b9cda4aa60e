package io.github.freedomcard.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNullElse;

import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.signing.JwsAlgorithm;
import io.github.freedomcard.signing.JwsRequestSigner;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Runs a sandbox until it is interrupted, for a service in any language.
 *
 * <p>At start it prints the base URL, the credentials and a sample call. It then writes one line
 * per request. Below the line of a refused signature it writes the header received and the header
 * expected, lengths and hashes of the signing input and the body, and the mistake if it can prove
 * it. Below the line of a gift card request it writes the one-time code that was sent to the buyer.
 * It writes bodies only with {@code --show-bodies}, with secret and personal values masked. A
 * browser shows a page at the base URL, and the control API is below {@code /_sandbox}. The option
 * {@code --help} prints all options. The exit code is 2 for an invalid option, and 1 if the sandbox
 * can't listen or the certificate can't be written.
 */
public final class Standalone {

  static final String HELP =
      """
      Runs a Card API until it is interrupted (Ctrl-C).

        --port N           default 8080; 0 selects any free port
        --host ADDRESS     address to listen on, default 127.0.0.1: an IPv4 or IPv6 address or a
                           host name; 0.0.0.0 and :: are all addresses of this machine
        --allow-host NAMES further host names or addresses, separated by commas, under which the
                           sandbox may be called
        --tls FILE         serves TLS, and writes the certificate as PEM to FILE at each start;
                           it is valid for localhost, 127.0.0.1, ::1, --host and --allow-host
        --control-token T  secret for the control API; not printed. Needed on other addresses than
                           the loopback address: there the default is random, and printed
        --show-bodies      the log shows the bodies of requests and responses, with secret and
                           personal values masked
        --auth-id ID       default sandbox
        --algorithm ALG    HS512 (default) or HS256
        --processing MODE  immediate (default): commands take effect immediately
                           after-status-queries:N: commands and the first N status queries
                           (request/status) report "process"; the next one finishes the command
                           until-finished: commands report "process" until the page or
                           the control API finishes them
        --card CARDS       cards that exist from the start, none by default: STATE:BALANCE:CURRENCY,
                           separated by commas, such as active:1000.00:KZT; STATE is issued,
                           active, blocked or closed; the ids are printed
        --help             prints this text

      Each option can be set as an environment variable: FREEDOM_CARD_SANDBOX_PORT, _HOST,
      _ALLOW_HOST, _TLS, _CONTROL_TOKEN, _SHOW_BODIES (true or false), _AUTH_ID, _ALGORITHM,
      _PROCESSING, _CARD. Prefer _CONTROL_TOKEN to the option, which other users of the machine can
      see.
      FREEDOM_CARD_SANDBOX_SECRET_KEY sets the secret key and is not printed; the default is made up.
      """;

  private static final String EXAMPLE =
      """
      A sample call for a shell with openssl and curl:

      auth_header=%s
      secret=%s
      b64() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
      id=$(openssl rand -hex 16 | sed -E 's/(.{8})(.{4})(.{4})(.{4})/\\1-\\2-\\3-\\4-/')
      body='{"request_id":"'$id'","product_id":2000,"client":{"phone":77011234567,"type":1,"resident":1,"first_name":"AIGERIM","last_name":"SEITOVA"}}'
      header=$(printf %%s "$auth_header" | b64)
      payload=$(printf %%s "$body" | b64)
      signature=$(printf %%s "$header.$payload" | openssl dgst -%s -hmac "$secret" -binary | b64)
      curl -sS %s%s -H 'Content-Type: application/json' -H "Request-Id: $id" \\
        -H "X-JWS-Signature: $header..$signature" --data-binary "$body"
      """;

  private static final String EXAMPLE_PATH = "/v5/card-api/client/add";

  private Standalone() {}

  /** Runs the sandbox; see the class description. */
  public static void main(String[] args) throws InterruptedException {
    // The program prints its own output; these properties silence common SLF4J bindings.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.setProperty("org.slf4j.simpleLogger.log.io.github.freedomcard", "error");
    StandaloneOptions options;
    try {
      options = StandaloneOptions.of(args, System.getenv());
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.err.println("Run with --help to see all options.");
      System.exit(2);
      return;
    }
    if (options.help()) {
      System.out.print(HELP);
      return;
    }
    try {
      start(options, System.out);
    } catch (FatalStartupException notBound) {
      SandboxOptions sandbox = options.sandbox();
      exit(
          "cannot listen on port %d of %s: %s; choose another --port or --host"
              .formatted(
                  sandbox.port(),
                  sandbox.host(),
                  requireNonNullElse(notBound.getCause(), notBound).getMessage()));
      return;
    } catch (IllegalStateException | UncheckedIOException failed) {
      exit(failed.getMessage());
      return;
    }
    // Shrinks the heap, which is sized for the machine, to what is in use after the start.
    System.gc();
    Thread.currentThread().join();
  }

  private static void exit(@Nullable String message) {
    System.err.println(message);
    System.exit(1);
  }

  /**
   * Starts the sandbox, and prints on {@code out} how to call it and each request.
   *
   * @throws UncheckedIOException if the certificate can't be written
   */
  static FreedomCardSandbox start(StandaloneOptions options, PrintStream out) {
    FreedomCardSandbox sandbox =
        FreedomCardSandbox.start(
            options.sandbox(),
            processor ->
                new RequestLog(
                    Clock.system(ZoneId.systemDefault()),
                    out,
                    processor,
                    options.sandbox().showBodies()),
            Standalone::withoutUnused);
    out.print(introduction(options, sandbox));
    out.flush();
    return sandbox;
  }

  /**
   * Leaves out what only stubs need, and no stub can be added here: it would take a sixth of the
   * start and 20 MB.
   */
  private static WireMockConfiguration withoutUnused(WireMockConfiguration configuration) {
    return configuration
        .templatingEnabled(false)
        .extensionScanningEnabled(false)
        .disableOptimizeXmlFactoriesLoading(true)
        .httpClientFactory(
            (options, trustAll, trusted, systemProperties) ->
                request -> {
                  throw new IOException("this sandbox forwards no request");
                });
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
            options.sandbox().certificateFile() == null
                ? ""
                : "--cacert " + quoted(options.sandbox().certificateFile().toString()) + " ",
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
                    ? "from " + StandaloneOptions.SECRET_VARIABLE + ", not printed"
                    : secret,
                algorithm,
                options.sandbox().processing())
        + access(options, sandbox.baseUrl())
        + cards(options, sandbox)
        + example
        + "\nRunning until interrupted. Requests:\n";
  }

  /** Returns lines on who can reach the sandbox, and how. */
  private static String access(StandaloneOptions options, URI baseUrl) {
    SandboxOptions sandbox = options.sandbox();
    boolean isPrinted = sandbox.controlToken() != null && !options.controlTokenIsGiven();
    StringBuilder lines = new StringBuilder("Page        ").append(baseUrl).append('/');
    lines.append(isPrinted ? "#token=" + sandbox.controlToken() : "").append('\n');
    if (sandbox.certificateFile() != null) {
      lines.append("Certificate ").append(sandbox.certificateFile()).append('\n');
    }
    if (options.controlTokenIsGiven()) {
      lines.append("Control token given, not printed\n");
    } else if (isPrinted) {
      lines.append("Control token ").append(sandbox.controlToken()).append('\n');
    }
    if (!sandbox.address().isLoopbackAddress()) {
      lines
          .append("WARNING: listens on ")
          .append(sandbox.host())
          .append("; other machines may reach it")
          .append(sandbox.tls() ? "" : ", in clear text; use --tls")
          .append(".\n");
    }
    return lines.toString();
  }

  /** Adds the configured cards; returns a line for each, and an empty line. */
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

  /** Quotes a text as one word of a shell. */
  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
