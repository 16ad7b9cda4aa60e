package examples;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.sandbox.FreedomCardSandbox;

/** Where an example plays: on the embedded sandbox, or on a host that the environment names. */
final class Stage implements AutoCloseable {

  private final FreedomCardClient client;
  private final FreedomCardSandbox sandbox;

  private Stage(FreedomCardClient client, FreedomCardSandbox sandbox) {
    this.client = client;
    this.sandbox = sandbox;
  }

  static Stage open() {
    if (System.getenv("FREEDOM_CARD_AUTH_ID") != null) {
      System.out.println("On the host that FREEDOM_CARD_* names:");
      return new Stage(FreedomCardClient.fromEnv(), null);
    }
    FreedomCardSandbox sandbox = FreedomCardSandbox.start();
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
    return sandbox == null ? System.console().readLine("Code: ") : sandbox.otp(cardId);
  }

  @Override
  public void close() {
    client.close();
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
