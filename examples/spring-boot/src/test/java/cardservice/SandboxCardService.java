package cardservice;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.card.ActivateCardRequest;
import io.github.freedomcard.model.card.BulkIssueCardsRequest;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import java.time.Duration;
import org.springframework.boot.SpringApplication;

/** The service on a sandbox, to try by hand: {@code mvn spring-boot:test-run}. */
public class SandboxCardService {

  public static void main(String[] args) {
    FreedomCardSandbox sandbox = FreedomCardSandbox.start();
    FreedomCardClient client =
        SpringApplication.run(
                CardService.class,
                "--freedom-card.base-url=" + sandbox.baseUrl(),
                "--freedom-card.auth-id=" + SandboxOptions.DEFAULT_AUTH_ID,
                "--freedom-card.secret-key=" + SandboxOptions.DEFAULT_SECRET_KEY)
            .getBean(FreedomCardClient.class);
    System.out.printf(
        "Try: curl -i -H 'Content-Type: application/json' -d '{\"description\":\"lost\"}'"
            + " localhost:8080/cards/%s/block%n",
        activeCard(client));
  }

  /** Makes a card that can be blocked. */
  static String activeCard(FreedomCardClient client) {
    BulkIssueCardsRequest bulk =
        BulkIssueCardsRequest.builder().productId(ProductId.INSTANT_CARD).quantity(1).build();
    client.bulkIssueCards(bulk);
    String cardId =
        client.awaitCompletion(bulk.requestId(), Duration.ofMinutes(1)).cards().get(0).cardId();
    client.activateCard(ActivateCardRequest.builder().cardId(cardId).build());
    return cardId;
  }
}
