package application;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.error.ApiErrorException;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.card.SecretDataRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CardController {

  private final FreedomCardClient client;

  CardController(FreedomCardClient client) {
    this.client = client;
  }

  @PostMapping("/charge")
  String charge(@RequestParam String cardId, @RequestParam BigDecimal amount) {
    return String.valueOf(client.createTransaction(debit(cardId, amount)).requestStatus());
  }

  @PostMapping("/charge-async")
  CompletableFuture<String> chargeAsync(
      @RequestParam String cardId, @RequestParam BigDecimal amount) {
    return client
        .async()
        .createTransaction(debit(cardId, amount))
        .thenApply(state -> String.valueOf(state.requestStatus()));
  }

  private static CreateTransactionRequest debit(String cardId, BigDecimal amount) {
    return CreateTransactionRequest.builder()
        .orderId("order-1")
        .cardId(cardId)
        .type(TransactionType.DEBIT)
        .amount(amount)
        .currency("KZT")
        .build();
  }

  /** Sends and receives what no trace may hold. */
  @PostMapping("/issue")
  String issue(
      @RequestParam String cardId,
      @RequestParam String firstName,
      @RequestParam String lastName,
      @RequestParam String phone,
      @RequestParam String personId) {
    client.issueCard(
        IssueCardRequest.forCardholder(
                IssueCardRequest.Cardholder.builder()
                    .firstName(firstName)
                    .lastName(lastName)
                    .phone(phone)
                    .country("KAZ")
                    .personId(personId)
                    .build())
            .productId(ProductId.INSTANT_CARD)
            .build());
    return client.getSecretData(SecretDataRequest.builder().cardId(cardId).build()).pan().value();
  }

  @ExceptionHandler
  @ResponseStatus(HttpStatus.CONFLICT)
  String declined(ApiErrorException e) {
    return e.outcome().name();
  }
}
