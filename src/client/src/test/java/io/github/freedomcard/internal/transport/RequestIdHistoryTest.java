package io.github.freedomcard.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.freedomcard.internal.json.Json;
import io.github.freedomcard.model.card.CardInfoRequest;
import io.github.freedomcard.model.transaction.ClearTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.TransactionOperations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RequestIdHistoryTest {

  private static final Json JSON = new Json(1 << 20);
  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final RefundTransactionRequest REFUND = refund(ID, "500.00");
  private static final ClearTransactionRequest CLEARING =
      ClearTransactionRequest.builder().orderId("1").transactionId("2").requestId(ID).build();

  private final RequestIdHistory history = new RequestIdHistory();

  private static RefundTransactionRequest refund(UUID id, String amount) {
    return RefundTransactionRequest.builder()
        .orderId("1")
        .transactionId("2")
        .amount(new BigDecimal(amount))
        .requestId(id)
        .build();
  }

  private <Q> RequestIdHistory.Use use(String authId, Operation<Q, ?> operation, Q request) {
    RequestIdentity identity = new RequestIdentity(request, JSON.write(request), JSON);
    return history.use(authId, identity, operation);
  }

  private RequestIdHistory.Use refund(RefundTransactionRequest request) {
    return use("1", TransactionOperations.REFUND_TRANSACTION, request);
  }

  private RequestIdHistory.Use sent() {
    RequestIdHistory.Use use = refund(REFUND);
    use.attemptBegins();
    return use;
  }

  private void assertBlocked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> use("1", TransactionOperations.CLEAR_TRANSACTION, CLEARING))
        .withMessage(
            "request_id: one id is one body of one operation, and this client used "
                + ID
                + " for refundTransaction, and not for clearTransaction:"
                + " retry with the same request, or build a new request, which has an id of its own");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> refund(refund(ID, "500.01")))
        .withMessageContaining(ID + " for refundTransaction with another body: ");
  }

  private void assertFree() {
    assertThatCode(() -> use("1", TransactionOperations.CLEAR_TRANSACTION, CLEARING))
        .doesNotThrowAnyException();
  }

  @Test
  void use_whileAnAttemptIsInFlightOrAfterIt_rejectsAnotherRequest() {
    RequestIdHistory.Use use = sent();
    assertBlocked();
    use.attemptEnded(true, false);
    assertBlocked();
    use.resolved();
    assertBlocked();
  }

  @Test
  void use_whenNumbersAreWrittenInAnotherWay_isTheSameRequest() {
    sent();
    assertThatCode(() -> refund(refund(ID, "500"))).doesNotThrowAnyException();
    assertThatCode(() -> refund(refund(ID, "5.000E+2"))).doesNotThrowAnyException();
  }

  @Test
  void use_withOtherCredentials_isAnotherRequest() {
    sent();
    assertThatCode(() -> use("2", TransactionOperations.CLEAR_TRANSACTION, CLEARING))
        .doesNotThrowAnyException();
  }

  /** The server refuses a second request with this id, also if the first was a read. */
  @Test
  void use_afterAReadWithTheSameId_isRejected() {
    CardInfoRequest read = CardInfoRequest.builder().cardId("1").requestId(ID).build();
    use("1", CardOperations.GET_CARD_INFO, read).attemptBegins();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> refund(REFUND))
        .withMessageContaining("for getCardInfo, and not for refundTransaction");
  }

  @Test
  void use_whenNothingWasSent_leavesTheIdFree() {
    RequestIdHistory.Use use = sent();
    RequestIdHistory.Use another = sent();
    use.attemptEnded(false, false);
    assertBlocked();
    another.attemptEnded(false, false);
    assertFree();
    // The call retries while another request has taken the id.
    use("1", TransactionOperations.CLEAR_TRANSACTION, CLEARING).attemptBegins();
    assertThatIllegalArgumentException().isThrownBy(use::attemptBegins);
  }

  @Test
  void use_whenARetryWasNotSent_keepsTheIdOfTheFirstAttempt() {
    RequestIdHistory.Use use = sent();
    use.attemptEnded(true, true);
    use.attemptBegins();
    use.attemptEnded(false, true);
    assertBlocked();
  }

  @Test
  void attemptEnded_whenTheTimeWasUpBeforeItBegan_changesNothing() {
    sent();
    RequestIdHistory.Use expired = refund(REFUND);
    expired.attemptEnded(false, false);
    assertBlocked();
    assertThat(expired.isUnresolvedElsewhere()).isTrue();
  }

  @Test
  void isUnresolvedElsewhere_untilTheServerHasStatedWhatHappened() {
    RequestIdHistory.Use first = sent();
    assertThat(first.isUnresolvedElsewhere()).isFalse();
    RequestIdHistory.Use second = sent();
    assertThat(first.isUnresolvedElsewhere()).isTrue();
    assertThat(second.isUnresolvedElsewhere()).isTrue();
    second.attemptEnded(true, false);
    assertThat(first.isUnresolvedElsewhere()).isFalse();
    // The first call ends without another word.
    assertThat(second.isUnresolvedElsewhere()).isTrue();
    assertThat(refund(REFUND).isUnresolvedElsewhere()).isTrue();
    second.resolved();
    assertThat(second.isUnresolvedElsewhere()).isFalse();
    assertThat(refund(REFUND).isUnresolvedElsewhere()).isFalse();
    // A late end of the first is of the generation before.
    first.attemptEnded(true, false);
    RequestIdHistory.Use third = sent();
    assertThat(third.isUnresolvedElsewhere()).isFalse();
    third.attemptEnded(true, true);
    assertThat(refund(REFUND).isUnresolvedElsewhere()).isTrue();
  }

  @Test
  void use_withMoreIdsThanItKeeps_forgetsTheOneThatWasUsedLeastRecently() {
    sent().attemptEnded(true, true);
    for (int i = 1; i < RequestIdHistory.MAX_ENTRIES; i++) {
      refund(refund(new UUID(0, i), "1")).attemptBegins();
    }
    assertBlocked(); // which counts as a use
    refund(refund(new UUID(1, 1), "1")).attemptBegins();
    assertBlocked();
    assertThatCode(() -> refund(refund(new UUID(0, 1), "2"))).doesNotThrowAnyException();
    assertThatIllegalArgumentException().isThrownBy(() -> refund(refund(new UUID(0, 2), "2")));
  }

  @Test
  void attemptBegins_whenItsEntryWasForgottenInTheMeantime_goesOn() {
    RequestIdHistory.Use use = sent();
    use.attemptEnded(true, true);
    history.clear();
    use("1", TransactionOperations.CLEAR_TRANSACTION, CLEARING).attemptBegins();
    assertThatCode(use::attemptBegins).doesNotThrowAnyException();
  }

  @Test
  void attemptBegins_ofTwoRequestsAtTheSameTime_isRejectedForAllButOne() throws Exception {
    int threads = 8;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      for (int round = 0; round < 200; round++) {
        UUID id = new UUID(2, round);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> began = new ArrayList<>();
        for (int i = 1; i <= threads; i++) {
          RequestIdHistory.Use use = refund(refund(id, "" + i));
          began.add(
              executor.submit(
                  () -> {
                    start.await();
                    try {
                      use.attemptBegins();
                      return true;
                    } catch (IllegalArgumentException e) {
                      return false;
                    }
                  }));
        }
        start.countDown();
        int winners = 0;
        for (Future<Boolean> each : began) {
          winners += each.get() ? 1 : 0;
        }
        assertThat(winners).isEqualTo(1);
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
