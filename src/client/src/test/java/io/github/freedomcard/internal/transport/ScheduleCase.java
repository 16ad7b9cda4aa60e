package io.github.freedomcard.internal.transport;

import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.internal.transport.FakeServer.Decision;
import io.github.freedomcard.internal.transport.FakeServer.ServerResponse;
import io.github.freedomcard.internal.transport.ReferenceModel.Content;
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
import java.util.Set;
import java.util.UUID;

/**
 * What a set of schedules calls: operations of each effect and each evidence.
 *
 * @param ids which ids a status query reports for the command, by the contract
 * @param resumed whether a process that died may have sent the request before
 */
record ScheduleCase(
    Operation<?, ?> operation,
    Object request,
    RetryPolicy policy,
    Ids ids,
    List<Decision> decisions,
    boolean resumed) {

  /** The policy of most calls: the standard one, which knows the server's code. */
  static final RetryPolicy POLICY =
      RetryPolicy.builder().unknownRequestCodes(Set.of(FakeServer.UNKNOWN_CODE)).build();

  /** The ids that a command creates, and their JSON in a reported state. */
  enum Ids {
    NONE(""),
    CARDS(",\"cards\":[{\"card_id\":\"created-by-%s\"}]"),
    TRANSACTION(",\"transaction_id\":\"created-by-%s\"");

    private final String json;

    Ids(String json) {
      this.json = json;
    }
  }

  private static final UUID ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");

  private static final List<Decision> IDEMPOTENT =
      List.of(
          Decision.SUCCESS,
          Decision.PROCESS,
          Decision.PROCESS_WITHOUT_IDS,
          Decision.SUCCESS_WITHOUT_IDS,
          Decision.RECORDED_ERROR,
          Decision.REFUSAL);
  private static final List<Decision> OTHER =
      List.of(Decision.SUCCESS, Decision.PROCESS, Decision.RECORDED_ERROR, Decision.REFUSAL);
  private static final List<Decision> GIFT =
      List.of(
          Decision.SUCCESS,
          Decision.GIFT_GENERAL_ERROR,
          Decision.GIFT_NAME_WRONG,
          Decision.GIFT_PHONE_WRONG,
          Decision.GIFT_PRODUCT_NOT_FOUND,
          Decision.GIFT_ISSUE_FAILED,
          Decision.GIFT_NOT_ENOUGH_FUNDS,
          Decision.GIFT_CARD_NOT_FOUND,
          Decision.GIFT_OTP_WRONG,
          Decision.GIFT_ACTIVATION_FAILED,
          Decision.GIFT_ALREADY_ACTIVATED,
          Decision.GIFT_NO_ACCESS,
          Decision.GIFT_UNLISTED);

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
      idempotent(
          TransactionOperations.REFUND_TRANSACTION,
          RefundTransactionRequest.builder().orderId("1").transactionId("1").requestId(ID).build(),
          Ids.TRANSACTION);
  static final ScheduleCase BLOCK_CARD = idempotent(CardOperations.BLOCK_CARD, BLOCK, Ids.NONE);
  static final ScheduleCase SET_PIN =
      other(CardOperations.SET_PIN, SetPinRequest.builder().cardId("1").build(), OTHER);
  static final ScheduleCase CARD_INFO =
      other(CardOperations.GET_CARD_INFO, CardInfoRequest.builder().cardId("1").build(), OTHER);
  static final ScheduleCase ALWAYS_RESENT =
      idempotent(TransactionOperations.CREATE_TRANSACTION, CREATE_TRANSACTION, Ids.TRANSACTION)
          .with(resending(ResendPolicy.ALWAYS));

  static final List<ScheduleCase> ALL =
      List.of(
          REFUND,
          idempotent(
              CardOperations.ISSUE_CARD,
              IssueCardRequest.forClient("1")
                  .productId(ProductId.INSTANT_CARD)
                  .requestId(ID)
                  .build(),
              Ids.CARDS),
          idempotent(TransactionOperations.CREATE_TRANSACTION, CREATE_TRANSACTION, Ids.TRANSACTION),
          ALWAYS_RESENT,
          BLOCK_CARD,
          BLOCK_CARD.with(RetryPolicy.none()),
          idempotent(
              CardOperations.UNBLOCK_CARD,
              UnblockCardRequest.builder().cardId("1").description("found").requestId(ID).build(),
              Ids.NONE),
          REFUND.with(resending(ResendPolicy.NEVER)),
          idempotent(
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

  /** Calls of commands that may have been sent before, for each policy, with and without ids. */
  static final List<ScheduleCase> RESUMED =
      List.of(
          REFUND.resumed(true),
          BLOCK_CARD.resumed(true),
          BLOCK_CARD.with(RetryPolicy.none()).resumed(true),
          REFUND.with(resending(ResendPolicy.NEVER)).resumed(true));

  private static ScheduleCase idempotent(Operation<?, ?> operation, Object request, Ids ids) {
    return new ScheduleCase(operation, request, POLICY, ids, IDEMPOTENT, false);
  }

  private static ScheduleCase other(
      Operation<?, ?> operation, Object request, List<Decision> decisions) {
    return new ScheduleCase(operation, request, POLICY, Ids.NONE, decisions, false);
  }

  private static RetryPolicy resending(ResendPolicy resend) {
    return RetryPolicy.builder()
        .resend(resend)
        .unknownRequestCodes(POLICY.unknownRequestCodes())
        .build();
  }

  ScheduleCase with(RetryPolicy policy) {
    return new ScheduleCase(operation, request, policy, ids, decisions, resumed);
  }

  ScheduleCase resumed(boolean resumed) {
    return new ScheduleCase(operation, request, policy, ids, decisions, resumed);
  }

  boolean isIdempotentCommand() {
    return operation.effect() == Effect.IDEMPOTENT_COMMAND;
  }

  /** The {@code request_id} of an idempotent command; otherwise empty. */
  String requestId() {
    return request instanceof IdempotentRequest identified ? identified.requestId().toString() : "";
  }

  /** The id of what the command creates. */
  String createdId() {
    return "created-by-" + requestId();
  }

  ReferenceModel model() {
    boolean resends =
        policy.resend() == ResendPolicy.ALWAYS
            || (policy.resend() == ResendPolicy.DOCUMENTED_ONLY
                && operation.evidence() == Evidence.DOCUMENTED);
    // A caller may describe an operation of the gift card family.
    boolean numericStatuses = decisions == GIFT || operation.evidence() == Evidence.CALLER_DEFINED;
    ReferenceModel model =
        new ReferenceModel(
            operation.effect(),
            policy.queryStatus(),
            resends,
            policy.maxAttempts(),
            numericStatuses);
    if (resumed) {
      model.mayHaveBeenSentBefore();
    }
    return model;
  }

  /** The server's response to an attempt with this decision: the envelope alone. */
  ServerResponse response(Decision decision) {
    if (decisions == GIFT) {
      return ServerResponse.of(
          200,
          decision.content,
          false,
          decision.giftStatus,
          "{\"status\":" + decision.giftStatus + ",\"card_id\":7}");
    }
    return ServerResponse.of(200, decision.content, envelope(decision.content) + "}");
  }

  /** The server's response to a status query about a request with this decision. */
  ServerResponse report(Decision decision) {
    boolean hasIds =
        ids != Ids.NONE && (decision == Decision.SUCCESS || decision == Decision.PROCESS);
    return ServerResponse.of(
        200,
        decision.content,
        hasIds || ids == Ids.NONE,
        0,
        envelope(decision.content) + (hasIds ? ids.json.replace("%s", requestId()) : "") + "}");
  }

  private static String envelope(Content content) {
    return switch (content) {
      case SUCCESS -> "{\"status\":\"ok\",\"request_status\":\"success\"";
      case PROCESS -> "{\"status\":\"ok\",\"request_status\":\"process\"";
      case REQUEST_ERROR -> "{\"status\":\"ok\",\"request_status\":\"error\",\"error_code\":5";
      default -> "{\"status\":\"error\",\"error_code\":6";
    };
  }

  @Override
  public String toString() {
    return operation.name()
        + " "
        + operation.evidence()
        + " "
        + policy.resend()
        + (resumed ? " resumed" : "");
  }
}
