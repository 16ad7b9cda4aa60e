package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.internal.transport.FakeServer.Answer;
import io.github.freedomcard.internal.transport.FakeServer.Ruling;
import io.github.freedomcard.internal.transport.ReferenceModel.Said;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.CardInfoRequest;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.card.SetPinRequest;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.model.card.UnblockCardRequest;
import io.github.freedomcard.model.gift.ConfirmGiftCardRequest;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Evidence;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.TransactionOperations;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What is called in a set of schedules: an operation of each effect and each evidence.
 *
 * @param ids which ids {@code request/status} tells of the command, by the contract
 */
record ScheduleCase(
    Operation<?, ?> operation, Object request, RetryPolicy policy, Ids ids, List<Ruling> rulings) {

  /** The ids that a command produces, and as which it is told of them. */
  enum Ids {
    NONE(""),
    CARDS(",\"cards\":[{\"card_id\":\"made-by-%s\"}]"),
    TRANSACTION(",\"transaction_id\":\"made-by-%s\"");

    private final String json;

    Ids(String json) {
      this.json = json;
    }
  }

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");

  private static final List<Ruling> KEYED =
      List.of(
          Ruling.SUCCESS,
          Ruling.PROCESS,
          Ruling.PROCESS_WITHOUT_IDS,
          Ruling.RECORDED_ERROR,
          Ruling.REFUSAL);
  private static final List<Ruling> OTHER =
      List.of(Ruling.SUCCESS, Ruling.PROCESS, Ruling.RECORDED_ERROR, Ruling.REFUSAL);
  private static final List<Ruling> GIFT =
      List.of(
          Ruling.SUCCESS,
          Ruling.GIFT_GENERAL_ERROR,
          Ruling.GIFT_NAME_WRONG,
          Ruling.GIFT_PHONE_WRONG,
          Ruling.GIFT_PRODUCT_NOT_FOUND,
          Ruling.GIFT_ISSUE_FAILED,
          Ruling.GIFT_NOT_ENOUGH_FUNDS,
          Ruling.GIFT_CARD_NOT_FOUND,
          Ruling.GIFT_OTP_WRONG,
          Ruling.GIFT_ACTIVATION_FAILED,
          Ruling.GIFT_ALREADY_ACTIVATED,
          Ruling.GIFT_NO_ACCESS,
          Ruling.GIFT_UNLISTED);

  private static final BlockCardRequest BLOCK =
      BlockCardRequest.builder().cardId("1").description("lost").requestId(ID).build();
  private static final CreateTransactionRequest CREATE_TRANSACTION =
      CreateTransactionRequest.builder()
          .orderId("1")
          .cardId("1")
          .type(TransactionType.DEBIT)
          .amount(BigDecimal.TEN)
          .currency("KZT")
          .requestId(ID)
          .build();

  static final ScheduleCase REFUND =
      keyed(
          TransactionOperations.REFUND_TRANSACTION,
          RefundTransactionRequest.builder().orderId("1").transactionId("1").requestId(ID).build(),
          Ids.TRANSACTION);
  static final ScheduleCase BLOCK_CARD = keyed(CardOperations.BLOCK_CARD, BLOCK, Ids.NONE);
  static final ScheduleCase SET_PIN =
      other(CardOperations.SET_PIN, SetPinRequest.builder().cardId("1").build(), OTHER);
  static final ScheduleCase CARD_INFO =
      other(CardOperations.GET_CARD_INFO, CardInfoRequest.builder().cardId("1").build(), OTHER);
  static final ScheduleCase ALWAYS_RESENT =
      keyed(TransactionOperations.CREATE_TRANSACTION, CREATE_TRANSACTION, Ids.TRANSACTION)
          .with(RetryPolicy.builder().resend(ResendPolicy.ALWAYS).build());

  static final List<ScheduleCase> ALL =
      List.of(
          REFUND,
          keyed(
              CardOperations.ISSUE_CARD,
              IssueCardRequest.forClient("1")
                  .productId(ProductId.INSTANT_CARD)
                  .requestId(ID)
                  .build(),
              Ids.CARDS),
          keyed(TransactionOperations.CREATE_TRANSACTION, CREATE_TRANSACTION, Ids.TRANSACTION),
          ALWAYS_RESENT,
          BLOCK_CARD,
          BLOCK_CARD.with(RetryPolicy.none()),
          keyed(
              CardOperations.UNBLOCK_CARD,
              UnblockCardRequest.builder().cardId("1").description("found").requestId(ID).build(),
              Ids.NONE),
          REFUND.with(RetryPolicy.builder().resend(ResendPolicy.NEVER).build()),
          keyed(
              Operation.idempotentCommand("own", "/v5/card-api/own", BlockCardRequest.class),
              BLOCK,
              Ids.NONE),
          SET_PIN,
          other(
              GiftCardOperations.CONFIRM_GIFT_CARD,
              ConfirmGiftCardRequest.builder().otp("1234").build(),
              GIFT),
          other(
              GiftCardOperations.ISSUE_GIFT_CARD,
              IssueGiftCardRequest.builder()
                  .cardholderName("A B")
                  .phone("77011234567")
                  .productCode(1)
                  .build(),
              GIFT),
          other(
              Operation.nonIdempotentCommand("own", "/v5/card-api/own", Map.class, Map.class),
              Map.of("a", 1),
              OTHER),
          other(
              CardOperations.GET_STATEMENT, StatementRequest.builder().cardId("1").build(), OTHER),
          CARD_INFO,
          other(CardOperations.GET_BALANCE, BalanceRequest.builder().cardId("1").build(), OTHER),
          other(
              Operation.read("own", "/v5/card-api/own", Map.class, Map.class),
              Map.of("a", 1),
              OTHER));

  private static ScheduleCase keyed(Operation<?, ?> operation, Object request, Ids ids) {
    return new ScheduleCase(operation, request, RetryPolicy.standard(), ids, KEYED);
  }

  private static ScheduleCase other(
      Operation<?, ?> operation, Object request, List<Ruling> rulings) {
    return new ScheduleCase(operation, request, RetryPolicy.standard(), Ids.NONE, rulings);
  }

  ScheduleCase with(RetryPolicy policy) {
    return new ScheduleCase(operation, request, policy, ids, rulings);
  }

  boolean isKeyed() {
    return operation.effect() == Effect.IDEMPOTENT_COMMAND;
  }

  /** The {@code request_id} that a keyed command is sent with; else empty. */
  String requestId() {
    return request instanceof IdempotentRequest identified ? identified.requestId().toString() : "";
  }

  /** The id of what the command makes. */
  String madeId() {
    return "made-by-" + requestId();
  }

  ReferenceModel model() {
    boolean resends =
        policy.resend() == ResendPolicy.ALWAYS
            || (policy.resend() == ResendPolicy.DOCUMENTED_ONLY
                && operation.evidence() == Evidence.DOCUMENTED);
    return new ReferenceModel(
        operation.effect(), policy.queryStatus(), resends, policy.maxAttempts());
  }

  /** What the server answers to a send that it rules on so: the envelope alone. */
  Answer answer(Ruling ruling) {
    if (rulings == GIFT) {
      return Answer.of(
          200,
          ruling.said,
          false,
          ruling.giftStatus,
          "{\"status\":" + ruling.giftStatus + ",\"card_id\":7}");
    }
    return Answer.of(200, ruling.said, envelope(ruling.said) + "}");
  }

  /** What the server tells of a request that it ruled on so. */
  Answer telling(Ruling ruling) {
    boolean told = ids != Ids.NONE && (ruling == Ruling.SUCCESS || ruling == Ruling.PROCESS);
    return Answer.of(
        200,
        ruling.said,
        told,
        0,
        envelope(ruling.said) + (told ? ids.json.replace("%s", requestId()) : "") + "}");
  }

  private static String envelope(Said said) {
    return switch (said) {
      case SUCCESS -> "{\"status\":\"ok\",\"request_status\":\"success\"";
      case PROCESS -> "{\"status\":\"ok\",\"request_status\":\"process\"";
      case REQUEST_ERROR -> "{\"status\":\"ok\",\"request_status\":\"error\",\"error_code\":5";
      case CALL_ERROR, NOTHING -> "{\"status\":\"error\",\"error_code\":6";
    };
  }

  @Override
  public String toString() {
    return operation.name() + " " + operation.evidence() + " " + policy.resend();
  }
}
