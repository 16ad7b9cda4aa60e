package examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import java.util.Scanner;

/** Where an example plays: on the embedded sandbox, or on a host that the environment names. */
final class Stage implements AutoCloseable {

  private final FreedomCardClient client;
  private final FreedomCardSandbox sandbox;

  private Stage(FreedomCardClient client, FreedomCardSandbox sandbox) {
    this.client = client;
    this.sandbox = sandbox;
  }

  static Stage open() {
    return open(SandboxOptions.defaults());
  }

  /** The options are for the sandbox; a host of the vendor's is as it is. */
  static Stage open(SandboxOptions options) {
    if (System.getenv("FREEDOM_CARD_AUTH_ID") != null) {
      System.out.println("On the host that FREEDOM_CARD_* names:");
      return new Stage(FreedomCardClient.fromEnv(), null);
    }
    FreedomCardSandbox sandbox = FreedomCardSandbox.start(options);
    System.out.println("On the embedded sandbox, " + sandbox.baseUrl() + ":");
    return new Stage(sandbox.newClient(), sandbox);
  }

  FreedomCardClient client() {
    return client;
  }

  /**
   * The code that the buyer of a gift card got by SMS, which on a real host only a person knows.
   */
  String otp(long cardId) {
    if (sandbox != null) {
      return sandbox.otp(cardId);
    }
    System.out.print("  The code that was sent: ");
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
