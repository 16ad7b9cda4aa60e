package cardservice;

import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import org.springframework.boot.SpringApplication;

/** Runs the service on a sandbox, to try it by hand: {@code mvn spring-boot:test-run}. */
public class SandboxCardService {

  public static void main(String[] args) {
    FreedomCardSandbox sandbox = FreedomCardSandbox.start();
    SpringApplication.run(
        CardService.class,
        "--freedom-card.base-url=" + sandbox.baseUrl(),
        "--freedom-card.auth-id=" + SandboxOptions.DEFAULT_AUTH_ID,
        "--freedom-card.secret-key=" + SandboxOptions.DEFAULT_SECRET_KEY);
    System.out.printf(
        "Try: curl -i -H 'Content-Type: application/json' -d '{\"description\":\"lost\"}'"
            + " localhost:8080/cards/%s/block%n",
        sandbox.arrange().activeCard().add());
  }
}
