package cardservice;

import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.spring.test.FreedomCardSandboxConfiguration;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;

/** Runs the service on a sandbox, to try it by hand: {@code mvn spring-boot:test-run}. */
class SandboxCardService {

  public static void main(String[] args) {
    SpringApplication.from(CardService::main)
        .with(FreedomCardSandboxConfiguration.class, SandboxCardService.class)
        .run(args);
  }

  @Bean
  CommandLineRunner printCommand(FreedomCardSandbox sandbox) {
    return args ->
        System.out.printf(
            "Try: curl -i -H 'Content-Type: application/json' -d '{\"description\":\"lost\"}'"
                + " localhost:8080/cards/%s/block%n",
            sandbox.arrange().activeCard().add());
  }
}
