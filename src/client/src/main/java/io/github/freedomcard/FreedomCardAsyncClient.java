package io.github.freedomcard;

import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.card.ActivateCardRequest;
import io.github.freedomcard.model.card.Balance;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.BulkIssueCardsRequest;
import io.github.freedomcard.model.card.CardInfo;
import io.github.freedomcard.model.card.CardInfoRequest;
import io.github.freedomcard.model.card.CloseCardRequest;
import io.github.freedomcard.model.card.ExtendedStatement;
import io.github.freedomcard.model.card.ExtendedStatementRequest;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.card.IssuePlasticCardRequest;
import io.github.freedomcard.model.card.LinkClientRequest;
import io.github.freedomcard.model.card.ResetPinCounterRequest;
import io.github.freedomcard.model.card.SecretData;
import io.github.freedomcard.model.card.SecretDataRequest;
import io.github.freedomcard.model.card.SetPinRequest;
import io.github.freedomcard.model.card.Statement;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.model.card.UnblockCardRequest;
import io.github.freedomcard.model.client.CardList;
import io.github.freedomcard.model.client.CardholderValidation;
import io.github.freedomcard.model.client.CreateClientRequest;
import io.github.freedomcard.model.client.ListCardsRequest;
import io.github.freedomcard.model.client.UpdateClientRequest;
import io.github.freedomcard.model.client.ValidateCardholderRequest;
import io.github.freedomcard.model.gift.ConfirmGiftCardRequest;
import io.github.freedomcard.model.gift.GiftCard;
import io.github.freedomcard.model.gift.GiftCardAcknowledgement;
import io.github.freedomcard.model.gift.GiftCardProducts;
import io.github.freedomcard.model.gift.GiftCardRequest;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.gift.IssuedGiftCard;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import io.github.freedomcard.model.limit.LimitList;
import io.github.freedomcard.model.limit.ListLimitsRequest;
import io.github.freedomcard.model.limit.SetLimitsRequest;
import io.github.freedomcard.model.transaction.ClearTransactionRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionInfo;
import io.github.freedomcard.model.transaction.TransactionInfoRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.ClientOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.LimitOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.operation.TransactionOperations;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * The Freedom Pay Card API without blocking: the methods of {@link FreedomCardClient}, each of
 * which returns a future.
 *
 * <pre>{@code
 * CompletableFuture<Boolean> refunded =
 *     client.async().refundTransaction(refund).thenApply(RequestState::isSuccess);
 * }</pre>
 *
 * <p>A future fails with the exception of the blocking method. Completing or cancelling a future,
 * or its {@code orTimeout}, ends the call: nothing more is sent, and an attempt in flight is
 * cancelled. The outcome of a command whose bytes may have been sent is then unknown, and a warning
 * is logged. Cancelling a dependent stage, for example of {@code thenApply}, does not end the call.
 *
 * <p>Dependent stages run on the client's network threads. Run blocking or long work on an executor
 * of your own ({@code thenApplyAsync}). Thread-safe.
 */
public interface FreedomCardAsyncClient {

  /** As {@link FreedomCardClient#execute}. */
  <Q, R> CompletableFuture<ApiResponse<R>> execute(Operation<Q, R> operation, Q request);

  /** As {@link FreedomCardClient#withOptions}. */
  FreedomCardAsyncClient withOptions(RequestOptions options);

  /** As {@link FreedomCardClient#awaitCompletion}. */
  CompletableFuture<RequestState> awaitCompletion(UUID requestId, Duration timeout);

  // Cards

  /** As {@link FreedomCardClient#bulkIssueCards}. */
  default CompletableFuture<RequestState> bulkIssueCards(BulkIssueCardsRequest request) {
    return bodyOf(execute(CardOperations.BULK_ISSUE_CARDS, request));
  }

  /** As {@link FreedomCardClient#issueCard}. */
  default CompletableFuture<RequestState> issueCard(IssueCardRequest request) {
    return bodyOf(execute(CardOperations.ISSUE_CARD, request));
  }

  /** As {@link FreedomCardClient#issuePlasticCard}. */
  default CompletableFuture<RequestState> issuePlasticCard(IssuePlasticCardRequest request) {
    return bodyOf(execute(CardOperations.ISSUE_PLASTIC_CARD, request));
  }

  /** As {@link FreedomCardClient#activateCard}. */
  default CompletableFuture<RequestState> activateCard(ActivateCardRequest request) {
    return bodyOf(execute(CardOperations.ACTIVATE_CARD, request));
  }

  /** As {@link FreedomCardClient#blockCard}. */
  default CompletableFuture<RequestState> blockCard(BlockCardRequest request) {
    return bodyOf(execute(CardOperations.BLOCK_CARD, request));
  }

  /** As {@link FreedomCardClient#unblockCard}. */
  default CompletableFuture<RequestState> unblockCard(UnblockCardRequest request) {
    return bodyOf(execute(CardOperations.UNBLOCK_CARD, request));
  }

  /** As {@link FreedomCardClient#closeCard}. */
  default CompletableFuture<RequestState> closeCard(CloseCardRequest request) {
    return bodyOf(execute(CardOperations.CLOSE_CARD, request));
  }

  /** As {@link FreedomCardClient#setPin}. */
  default CompletableFuture<RequestState> setPin(SetPinRequest request) {
    return bodyOf(execute(CardOperations.SET_PIN, request));
  }

  /** As {@link FreedomCardClient#resetPinCounter}. */
  default CompletableFuture<RequestState> resetPinCounter(ResetPinCounterRequest request) {
    return bodyOf(execute(CardOperations.RESET_PIN_COUNTER, request));
  }

  /** As {@link FreedomCardClient#linkClient}. */
  default CompletableFuture<RequestState> linkClient(LinkClientRequest request) {
    return bodyOf(execute(CardOperations.LINK_CLIENT, request));
  }

  /** As {@link FreedomCardClient#getCardInfo}. */
  default CompletableFuture<CardInfo> getCardInfo(CardInfoRequest request) {
    return bodyOf(execute(CardOperations.GET_CARD_INFO, request));
  }

  /** As {@link FreedomCardClient#getBalance}. */
  default CompletableFuture<Balance> getBalance(BalanceRequest request) {
    return bodyOf(execute(CardOperations.GET_BALANCE, request));
  }

  /** As {@link FreedomCardClient#getSecretData}. */
  default CompletableFuture<SecretData> getSecretData(SecretDataRequest request) {
    return bodyOf(execute(CardOperations.GET_SECRET_DATA, request));
  }

  /** As {@link FreedomCardClient#getSecretDataV2}. */
  default CompletableFuture<SecretData> getSecretDataV2(SecretDataRequest request) {
    return bodyOf(execute(CardOperations.GET_SECRET_DATA_V2, request));
  }

  /** As {@link FreedomCardClient#getStatement}. */
  default CompletableFuture<Statement> getStatement(StatementRequest request) {
    return bodyOf(execute(CardOperations.GET_STATEMENT, request));
  }

  /** As {@link FreedomCardClient#getExtendedStatement}. */
  default CompletableFuture<ExtendedStatement> getExtendedStatement(
      ExtendedStatementRequest request) {
    return bodyOf(execute(CardOperations.GET_EXTENDED_STATEMENT, request));
  }

  // Clients and cardholders

  /** As {@link FreedomCardClient#createClient}. */
  default CompletableFuture<RequestState> createClient(CreateClientRequest request) {
    return bodyOf(execute(ClientOperations.CREATE_CLIENT, request));
  }

  /** As {@link FreedomCardClient#updateClient}. */
  default CompletableFuture<RequestState> updateClient(UpdateClientRequest request) {
    return bodyOf(execute(ClientOperations.UPDATE_CLIENT, request));
  }

  /** As {@link FreedomCardClient#listCards}. */
  default CompletableFuture<CardList> listCards(ListCardsRequest request) {
    return bodyOf(execute(ClientOperations.LIST_CARDS, request));
  }

  /** As {@link FreedomCardClient#validateCardholder}. */
  default CompletableFuture<CardholderValidation> validateCardholder(
      ValidateCardholderRequest request) {
    return bodyOf(execute(ClientOperations.VALIDATE_CARDHOLDER, request));
  }

  // Request status

  /** As {@link FreedomCardClient#getRequestStatus}. */
  default CompletableFuture<RequestState> getRequestStatus(RequestStatusRequest request) {
    return bodyOf(execute(RequestOperations.GET_REQUEST_STATUS, request));
  }

  /** As {@link FreedomCardClient#getTransactionRequestStatus}. */
  default CompletableFuture<RequestState> getTransactionRequestStatus(
      RequestStatusRequest request) {
    return bodyOf(execute(RequestOperations.GET_TRANSACTION_REQUEST_STATUS, request));
  }

  // Transactions

  /** As {@link FreedomCardClient#createTransaction}. */
  default CompletableFuture<RequestState> createTransaction(CreateTransactionRequest request) {
    return bodyOf(execute(TransactionOperations.CREATE_TRANSACTION, request));
  }

  /** As {@link FreedomCardClient#clearTransaction}. */
  default CompletableFuture<RequestState> clearTransaction(ClearTransactionRequest request) {
    return bodyOf(execute(TransactionOperations.CLEAR_TRANSACTION, request));
  }

  /** As {@link FreedomCardClient#refundTransaction}. */
  default CompletableFuture<RequestState> refundTransaction(RefundTransactionRequest request) {
    return bodyOf(execute(TransactionOperations.REFUND_TRANSACTION, request));
  }

  /** As {@link FreedomCardClient#getTransactionInfo}. */
  default CompletableFuture<TransactionInfo> getTransactionInfo(TransactionInfoRequest request) {
    return bodyOf(execute(TransactionOperations.GET_TRANSACTION_INFO, request));
  }

  // Limits

  /** As {@link FreedomCardClient#setLimits}. */
  default CompletableFuture<RequestState> setLimits(SetLimitsRequest request) {
    return bodyOf(execute(LimitOperations.SET_LIMITS, request));
  }

  /** As {@link FreedomCardClient#listLimits}. */
  default CompletableFuture<LimitList> listLimits(ListLimitsRequest request) {
    return bodyOf(execute(LimitOperations.LIST_LIMITS, request));
  }

  // Gift cards

  /** As {@link FreedomCardClient#listGiftCardProducts}. */
  default CompletableFuture<GiftCardProducts> listGiftCardProducts(
      ListGiftCardProductsRequest request) {
    return bodyOf(execute(GiftCardOperations.LIST_GIFT_CARD_PRODUCTS, request));
  }

  /** As {@link FreedomCardClient#issueGiftCard}. */
  default CompletableFuture<IssuedGiftCard> issueGiftCard(IssueGiftCardRequest request) {
    return bodyOf(execute(GiftCardOperations.ISSUE_GIFT_CARD, request));
  }

  /** As {@link FreedomCardClient#confirmGiftCard}. */
  default CompletableFuture<GiftCard> confirmGiftCard(ConfirmGiftCardRequest request) {
    return bodyOf(execute(GiftCardOperations.CONFIRM_GIFT_CARD, request));
  }

  /** As {@link FreedomCardClient#resendGiftCard}. */
  default CompletableFuture<GiftCardAcknowledgement> resendGiftCard(GiftCardRequest request) {
    return bodyOf(execute(GiftCardOperations.RESEND_GIFT_CARD, request));
  }

  /** As {@link FreedomCardClient#resendGiftCardCode}. */
  default CompletableFuture<GiftCardAcknowledgement> resendGiftCardCode(GiftCardRequest request) {
    return bodyOf(execute(GiftCardOperations.RESEND_GIFT_CARD_CODE, request));
  }

  /** As {@link FreedomCardClient#getGiftCardStatus}. */
  default CompletableFuture<GiftCard> getGiftCardStatus(GiftCardRequest request) {
    return bodyOf(execute(GiftCardOperations.GET_GIFT_CARD_STATUS, request));
  }

  private static <R> CompletableFuture<R> bodyOf(CompletableFuture<ApiResponse<R>> call) {
    return Futures.map(call, ApiResponse::body);
  }
}
