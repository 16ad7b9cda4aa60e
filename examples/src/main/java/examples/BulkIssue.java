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
 * Cards made in bulk, then a client created for each and linked to it, all at the same time and
 * without a thread that waits.
 *
 * <p>It runs on an embedded sandbox that takes its time: every command is answered {@code process},
 * and done only when it is asked about for the second time. With {@code FREEDOM_CARD_AUTH_ID},
 * {@code FREEDOM_CARD_SECRET_KEY} and {@code FREEDOM_CARD_ENVIRONMENT=test} set, it runs on the
 * vendor's test host.
 */
public final class BulkIssue {

  private static final List<String> NAMES =
      List.of("AIGERIM", "DANIYAR", "MADINA", "TIMUR", "ZARINA");

  private BulkIssue() {}

  public static void main(String[] args) {
    SandboxOptions slow =
        SandboxOptions.builder().processing(ProcessingMode.afterStatusQueries(1)).build();
    try (Stage stage = Stage.open(slow)) {
      run(stage.client().async()).join();
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
    return done(card, NAMES.size() + " cards issued", card.bulkIssueCards(bulk))
        .thenCompose(
            issued -> {
              List<CompletableFuture<Void>> links = new ArrayList<>();
              for (int i = 0; i < issued.cards().size(); i++) {
                links.add(hand(card, issued.cards().get(i).cardId(), i));
              }
              return CompletableFuture.allOf(links.toArray(CompletableFuture<?>[]::new));
            });
  }

  /** CreatedResource the client of this number, and links the card to it. */
  private static CompletableFuture<Void> hand(
      FreedomCardAsyncClient card, String cardId, int number) {
    String name = NAMES.get(number);
    Client person =
        Client.builder()
            .phone("+7 701 123-45-6" + number)
            .type(ClientType.INDIVIDUAL)
            .resident(Residency.RESIDENT)
            .firstName(name)
            .lastName("SAMPLE")
            .build();
    CreateClientRequest create =
        CreateClientRequest.builder().productId(ProductId.INSTANT_CARD).client(person).build();
    return done(card, name + " created", card.createClient(create))
        .thenCompose(
            created -> {
              LinkClientRequest link =
                  LinkClientRequest.builder().clientId(created.clientId()).cardId(cardId).build();
              return done(card, name + " linked", card.linkClient(link))
                  .thenCompose(
                      linked ->
                          card.listCards(
                              ListCardsRequest.builder().clientId(created.clientId()).build()));
            })
        .thenAccept(list -> step(name + " has", list.cards().get(0).cardId()));
  }

  /** What a command ends with, which may be long after it was answered. */
  private static CompletableFuture<RequestState> done(
      FreedomCardAsyncClient card, String step, CompletableFuture<RequestState> command) {
    return command
        .thenCompose(
            state -> {
              step(step, state.requestStatus() + "  request " + state.requestId());
              return card.awaitCompletion(state.requestId(), Duration.ofMinutes(1));
            })
        .thenApply(
            last -> {
              step(step, last.requestStatus() + "  request " + last.requestId());
              if (!last.isSuccess()) {
                throw new IllegalStateException(step + ": " + last);
              }
              return last;
            });
  }

  private static void step(String step, String what) {
    System.out.printf("  %-24s %s%n", step, what);
  }
}
