package examples;

import io.github.freedomcard.FreedomCardAsyncClient;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.BulkIssueCardsRequest;
import io.github.freedomcard.model.card.LinkClientRequest;
import io.github.freedomcard.model.client.Client;
import io.github.freedomcard.model.client.ClientType;
import io.github.freedomcard.model.client.CreateClientRequest;
import io.github.freedomcard.model.client.ListCardsRequest;
import io.github.freedomcard.model.client.Residency;
import io.github.freedomcard.sandbox.ProcessingMode;
import io.github.freedomcard.sandbox.SandboxOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Issues cards in bulk, then creates a client for each card and links the two, all concurrently and
 * without blocking a thread.
 *
 * <p>It runs on an embedded sandbox that processes commands slowly: every command returns {@code
 * process} and completes after the second status query. With {@code FREEDOM_CARD_AUTH_ID}, {@code
 * FREEDOM_CARD_SECRET_KEY} and {@code FREEDOM_CARD_ENVIRONMENT=test} set, it runs on the vendor's
 * test host.
 */
public final class BulkIssue {

  private static final List<String> NAMES =
      List.of("AIGERIM", "DANIYAR", "MADINA", "TIMUR", "ZARINA");

  private BulkIssue() {}

  public static void main(String[] args) {
    SandboxOptions slow =
        SandboxOptions.builder().processing(ProcessingMode.afterStatusQueries(1)).build();
    try (ExampleHost host = ExampleHost.open(slow)) {
      run(host.client().async()).join();
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof FreedomCardException failure)) {
        throw e;
      }
      System.err.println(failure.getMessage());
      System.exit(1);
    }
  }

  private static CompletableFuture<Void> run(FreedomCardAsyncClient card) {
    BulkIssueCardsRequest bulk =
        BulkIssueCardsRequest.builder()
            .productId(ProductId.INSTANT_CARD)
            .quantity(NAMES.size())
            .build();
    return complete(card, NAMES.size() + " cards issued", card.bulkIssueCards(bulk))
        .thenCompose(
            issued -> {
              List<CompletableFuture<Void>> links = new ArrayList<>();
              for (int i = 0; i < issued.cards().size(); i++) {
                links.add(createAndLink(card, issued.cards().get(i).cardId(), i));
              }
              return CompletableFuture.allOf(links.toArray(CompletableFuture<?>[]::new));
            });
  }

  /** Creates the client with this index and links the card to it. */
  private static CompletableFuture<Void> createAndLink(
      FreedomCardAsyncClient card, String cardId, int index) {
    String name = NAMES.get(index);
    Client person =
        Client.builder()
            .phone("+7 701 123-45-6" + index)
            .type(ClientType.INDIVIDUAL)
            .resident(Residency.RESIDENT)
            .firstName(name)
            .lastName("SAMPLE")
            .build();
    CreateClientRequest create =
        CreateClientRequest.builder().productId(ProductId.INSTANT_CARD).client(person).build();
    return complete(card, name + " created", card.createClient(create))
        .thenCompose(
            created -> {
              LinkClientRequest link =
                  LinkClientRequest.builder().clientId(created.clientId()).cardId(cardId).build();
              return complete(card, name + " linked", card.linkClient(link))
                  .thenCompose(
                      linked ->
                          card.listCards(
                              ListCardsRequest.builder().clientId(created.clientId()).build()));
            })
        .thenAccept(list -> step(name + " has", list.cards().get(0).cardId()));
  }

  /** Waits until the command is complete, which may be long after its response. */
  private static CompletableFuture<RequestState> complete(
      FreedomCardAsyncClient card, String step, CompletableFuture<RequestState> command) {
    return command
        .thenCompose(
            state -> {
              step(step, state.requestStatus() + "  request " + state.requestId());
              return card.awaitCompletion(state.requestId(), Duration.ofMinutes(1));
            })
        .thenApply(
            completed -> {
              step(step, completed.requestStatus() + "  request " + completed.requestId());
              if (!completed.isSuccess()) {
                throw new IllegalStateException(step + ": " + completed);
              }
              return completed;
            });
  }

  private static void step(String step, String text) {
    System.out.printf("  %-24s %s%n", step, text);
  }
}
