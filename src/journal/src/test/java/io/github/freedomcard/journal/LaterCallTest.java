package io.github.freedomcard.journal;

import static io.github.freedomcard.operation.TransactionOperations.CREATE_TRANSACTION;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.sandbox.Fault;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * What the next call concludes after a process died with a command in flight: the rows of the table
 * "What a later call may conclude" in the guide.
 */
class LaterCallTest {

  @Test
  void aReportedSuccessIsDone() throws Exception {
    assertThat(afterCrash(LaterCallTest::send, LaterCallTest::nothing, ResendPolicy.NEVER))
        .containsExactly("DONE", "1 effects", "0 sent");
  }

  @Test
  void aReportedProcessIsInProcess() throws Exception {
    assertThat(
            afterCrash(
                (shop, request) -> {
                  shop.sandbox.faults().next(CREATE_TRANSACTION, Fault.requestInProcess());
                  send(shop, request);
                },
                LaterCallTest::nothing,
                ResendPolicy.ALWAYS))
        .containsExactly("IN_PROCESS", "0 effects", "0 sent");
  }

  @Test
  void aReportedErrorIsRefused() throws Exception {
    assertThat(
            afterCrash(
                (shop, request) -> {
                  shop.sandbox.faults().next(CREATE_TRANSACTION, Fault.requestInProcess());
                  send(shop, request);
                  shop.sandbox.fail(request.requestId(), "limit_exceeded");
                },
                LaterCallTest::nothing,
                ResendPolicy.ALWAYS))
        .containsExactly("REFUSED", "0 effects", "0 sent");
  }

  @Test
  void aReportedSuccessOfAnotherRequestIsParked() throws Exception {
    assertThat(
            afterCrash(
                (shop, request) ->
                    shop.client.blockCard(
                        BlockCardRequest.builder()
                            .cardId(shop.cardId)
                            .description("lost")
                            .requestId(request.requestId())
                            .build()),
                LaterCallTest::nothing,
                ResendPolicy.ALWAYS))
        .containsExactly("PARKED", "1 effects", "0 sent");
  }

  @Test
  void anUnknownRequestIsSentIfResendingIsAllowed() throws Exception {
    assertThat(afterCrash(LaterCallTest::nothing, LaterCallTest::nothing, ResendPolicy.ALWAYS))
        .containsExactly("DONE", "1 effects", "1 sent");
  }

  @Test
  void anUnknownRequestIsUnresolvedIfResendingIsNotAllowed() throws Exception {
    assertThat(
            afterCrash(
                LaterCallTest::nothing, LaterCallTest::nothing, ResendPolicy.DOCUMENTED_ONLY))
        .containsExactly("UNRESOLVED", "0 effects", "0 sent");
  }

  @Test
  void theRefusalOfADuplicateIsDecidedByTheStatus() throws Exception {
    // The status is not known yet when the call queries it twice before it sends.
    assertThat(
            afterCrash(
                LaterCallTest::send,
                (shop, request) -> shop.sandbox.faults().statusLag(2),
                ResendPolicy.ALWAYS))
        .containsExactly("DONE", "1 effects", "1 sent");
  }

  @Test
  void theRefusalOfADuplicateWithoutAStatusIsUnresolved() throws Exception {
    assertThat(
            afterCrash(
                LaterCallTest::send,
                (shop, request) -> shop.sandbox.faults().statusLag(4),
                ResendPolicy.ALWAYS))
        .containsExactly("UNRESOLVED", "1 effects", "1 sent");
  }

  @Test
  void aDeclineIsUnresolvedSinceTheFirstRequestMayStillArrive() throws Exception {
    assertThat(
            afterCrash(
                LaterCallTest::nothing,
                (shop, request) ->
                    shop.sandbox.faults().next(CREATE_TRANSACTION, Fault.httpStatus(422)),
                ResendPolicy.ALWAYS))
        .containsExactly("UNRESOLVED", "0 effects", "1 sent");
  }

  @Test
  void aFailedStatusQueryIsUnresolved() throws Exception {
    for (int status : new int[] {401, 403, 429, 502}) {
      assertThat(
              afterCrash(
                  LaterCallTest::send,
                  (shop, request) ->
                      shop.sandbox.faults().always("getRequestStatus", Fault.httpStatus(status)),
                  ResendPolicy.ALWAYS))
          .as("%d", status)
          .containsExactly("UNRESOLVED", "1 effects", "0 sent");
    }
  }

  private static void nothing(Shop shop, CreateTransactionRequest request) {}

  /** The dead process sends the request, and reads no response. */
  private static void send(Shop shop, CreateTransactionRequest request) {
    try (FreedomCardClient dead = shop.newClient()) {
      dead.createTransaction(request);
    } catch (FreedomCardException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the state, the effects, and how often the next process sent the request. */
  private static List<String> afterCrash(
      BiConsumer<Shop, CreateTransactionRequest> before,
      BiConsumer<Shop, CreateTransactionRequest> after,
      ResendPolicy resend)
      throws Exception {
    try (Shop shop = new Shop(Databases.h2Database());
        FreedomCardClient next = shop.newClient()) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      journal.claimDue("dies", 1);
      before.accept(shop, request);
      shop.passTime();
      after.accept(shop, request);
      int sentBefore = sent(shop);
      RetryPolicy policy =
          RetryPolicy.builder()
              .maxAttempts(1)
              .resend(resend)
              .unknownRequestCodes(Set.of("request_not_found"))
              .build();
      journal.resolveDue(next.withOptions(RequestOptions.builder().retryPolicy(policy).build()), 1);
      return List.of(
          journal.find(request.requestId()).orElseThrow().state().name(),
          shop.sandbox.ledger().effects(request.requestId()) + " effects",
          sent(shop) - sentBefore + " sent");
    }
  }

  private static int sent(Shop shop) {
    return (int)
        shop.sandbox.wireMock().getAllServeEvents().stream()
            .filter(event -> event.getRequest().getUrl().equals(CREATE_TRANSACTION.path()))
            .count();
  }
}
