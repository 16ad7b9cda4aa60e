package examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import java.util.Scanner;

/** The host of an example: the embedded sandbox, or the one that the environment names. */
final class ExampleHost implements AutoCloseable {

  private final FreedomCardClient client;
  private final FreedomCardSandbox sandbox;

  private ExampleHost(FreedomCardClient client, FreedomCardSandbox sandbox) {
    this.client = client;
    this.sandbox = sandbox;
  }

  static ExampleHost open() {
    return open(SandboxOptions.defaults());
  }

  /** Opens the host; the options apply to the sandbox only. */
  static ExampleHost open(SandboxOptions options) {
    if (System.getenv("FREEDOM_CARD_AUTH_ID") != null) {
      System.out.println("On the host that FREEDOM_CARD_* names:");
      return new ExampleHost(FreedomCardClient.fromEnv(), null);
    }
    FreedomCardSandbox sandbox = FreedomCardSandbox.start(options);
    System.out.println("On the embedded sandbox, " + sandbox.baseUrl() + ":");
    return new ExampleHost(sandbox.newClient(), sandbox);
  }

  FreedomCardClient client() {
    return client;
  }

  /** Returns the SMS code of a gift card; on a real host, asks the person at the terminal. */
  String otp(long cardId) {
    if (sandbox != null) {
      return sandbox.otp(cardId);
    }
    System.out.print("  Code from the SMS: ");
    return new Scanner(System.in, UTF_8).nextLine().strip();
  }

  @Override
  public void close() {
    client.close();
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
