package io.github.freedomcard;

import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.error.FreedomCardException;
import io.github.freedomcard.error.StillInProcessException;
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

/**
 * The Freedom Pay Card API: one method per operation.
 *
 * <pre>{@code
 * try (FreedomCardClient client = FreedomCardClient.fromEnv()) {
 *   RequestState state =
 *       client.blockCard(
 *           BlockCardRequest.builder().cardId("123456789").description("lost").build());
 * }
 * }</pre>
 *
 * <p>A call gives an answer or throws a {@link FreedomCardException}, whose {@code outcome()} says
 * what the call did to money and cards; bad input is refused with an {@link
 * IllegalArgumentException} before anything is sent. A keyed command that the server has taken but
 * not finished is returned as {@code isInProcess()}; {@link #awaitCompletion} waits for it. A read
 * whose data is not there yet throws {@link StillInProcessException}.
 *
 * <p>A blocking call ends when its thread is interrupted: between attempts and in waits at once,
 * within an attempt at once on a virtual thread, and at the attempt's time-out on a platform
 * thread, whose blocking socket can't be interrupted.
 *
 * <p>Thread-safe: share one client. An interface, so that tests can put their own in its place:
 * only {@link #execute} and what is not a default method need be written.
 */
public interface FreedomCardClient extends AutoCloseable {

  /** Starts a client. */
  static FreedomCardClientBuilder builder() {
    return new FreedomCardClientBuilder();
  }

  /**
   * A client set up from the environment: {@code FREEDOM_CARD_AUTH_ID}, {@code
   * FREEDOM_CARD_SECRET_KEY}, and either {@code FREEDOM_CARD_ENVIRONMENT} ({@code test} or {@code
   * production}) or {@code FREEDOM_CARD_BASE_URL}.
   *
   * @throws IllegalArgumentException if a variable is missing or blank, or has another value
   */
  static FreedomCardClient fromEnv() {
    return FreedomCardClientBuilder.fromEnv(System.getenv()).build();
  }

  /**
   * Calls any operation, one of the catalogue or one made with {@link Operation}'s factories, and
   * gives the answer with status, headers and bytes.
   *
   * @throws FreedomCardException if there is no answer to build on
   * @throws IllegalArgumentException if the request can't be written as JSON
   */
  <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q request);

  /** A view of this client whose calls have these options; closing it does nothing. */
  FreedomCardClient withOptions(RequestOptions options);

  /** The same client without blocking; it shares the connections, and needs no closing. */
  FreedomCardAsyncClient async();

  /**
   * Asks what became of a request, with back-off, until it is success or error.
   *
   * <p>An id that is not known yet is asked about again, and so is whatever the network loses.
   *
   * @return the final state; ask {@code isSuccess()}
   * @throws StillInProcessException if it is not final when {@code timeout} is over, with the last
   *     state seen
   * @throws FreedomCardException if the question itself is refused, or nobody answered it until
   *     then
   */
  RequestState awaitCompletion(UUID requestId, Duration timeout);

  /**
   * Ends the client's threads and connections, so that the JVM can exit; an injected {@code
   * OkHttpClient} is left alone. Calls under way come to their end; later ones throw an {@link
   * IllegalStateException}.
   */
  @Override
  void close();

  /**
   * Issues cards that belong to no client yet; {@link #linkClient} attaches them.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Bulk issue", {@code /v5/card-api/card/bulk_issue}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState bulkIssueCards(BulkIssueCardsRequest request) {
    return execute(CardOperations.BULK_ISSUE_CARDS, request).body();
  }

  /**
   * Issues a card for a client, or for a cardholder who is not one yet.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Issue card", {@code /v5/card-api/card/issue}, documented in part.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState issueCard(IssueCardRequest request) {
    return execute(CardOperations.ISSUE_CARD, request).body();
  }

  /**
   * Issues a plastic card for a client.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Issue plastic card", {@code /v5/card-api/card/issue_plastic}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState issuePlasticCard(IssuePlasticCardRequest request) {
    return execute(CardOperations.ISSUE_PLASTIC_CARD, request).body();
  }

  /**
   * Activates an issued card.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Activate card", {@code /v5/card-api/card/activate}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState activateCard(ActivateCardRequest request) {
    return execute(CardOperations.ACTIVATE_CARD, request).body();
  }

  /**
   * Blocks a card until it is unblocked.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Block card", {@code /v5/card-api/card/block}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState blockCard(BlockCardRequest request) {
    return execute(CardOperations.BLOCK_CARD, request).body();
  }

  /**
   * Unblocks a blocked card.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Unblock card", {@code /v5/card-api/card/unblock}, documented.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState unblockCard(UnblockCardRequest request) {
    return execute(CardOperations.UNBLOCK_CARD, request).body();
  }

  /**
   * Closes a card, for ever.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Close card", {@code /v5/card-api/card/close}, documented.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState closeCard(CloseCardRequest request) {
    return execute(CardOperations.CLOSE_CARD, request).body();
  }

  /**
   * Sets a card's PIN, encrypted by the partner or made up by the processing centre.
   *
   * <p>An unkeyed command: it is never sent again once its bytes may have left. Vendor's page: "Set
   * PIN", {@code /v5/card-api/card/set_pin}, documented.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState setPin(SetPinRequest request) {
    return execute(CardOperations.SET_PIN, request).body();
  }

  /**
   * Resets the counter of wrong PIN entries.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Reset PIN counter", {@code /v5/card-api/card/reset_counter_pin}, documented.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState resetPinCounter(ResetPinCounterRequest request) {
    return execute(CardOperations.RESET_PIN_COUNTER, request).body();
  }

  /**
   * Attaches a client to a card made by {@link #bulkIssueCards}.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page: the
   * page of that path was formerly titled "Update client", {@code /v5/card-api/card/link},
   * documented.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState linkClient(LinkClientRequest request) {
    return execute(CardOperations.LINK_CLIENT, request).body();
  }

  /**
   * Reads what a card is.
   *
   * <p>Changes nothing. Vendor's page: "Card info", {@code /v5/card-api/card/info}, documented in
   * part.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default CardInfo getCardInfo(CardInfoRequest request) {
    return execute(CardOperations.GET_CARD_INFO, request).body();
  }

  /**
   * Reads the balances of a card's accounts.
   *
   * <p>Changes nothing. Vendor's page: "Balance", {@code /v5/card-api/card/balance}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default Balance getBalance(BalanceRequest request) {
    return execute(CardOperations.GET_BALANCE, request).body();
  }

  /**
   * Reads a card's number and codes, every one of them masked in {@code toString}.
   *
   * <p>Changes nothing. Vendor's page: "Secret data", {@code /v5/card-api/card/secret_data},
   * inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default SecretData getSecretData(SecretDataRequest request) {
    return execute(CardOperations.GET_SECRET_DATA, request).body();
  }

  /**
   * Reads a card's number and codes by the second version of the page.
   *
   * <p>Changes nothing. Vendor's page: "Secret data (version 2)", {@code
   * /v5/card-api/card/secret_data_v2}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default SecretData getSecretDataV2(SecretDataRequest request) {
    return execute(CardOperations.GET_SECRET_DATA_V2, request).body();
  }

  /**
   * Reads a card's operations, all of them or within a span of time.
   *
   * <p>Changes nothing. Vendor's page: "Statement", {@code /v5/card-api/card/statement},
   * documented.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default Statement getStatement(StatementRequest request) {
    return execute(CardOperations.GET_STATEMENT, request).body();
  }

  /**
   * Reads a card's accounts, authorisations and operations within a span of time.
   *
   * <p>Changes nothing. Vendor's page: "Statement extended", {@code
   * /v5/card-api/card/statement_extended}, documented.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default ExtendedStatement getExtendedStatement(ExtendedStatementRequest request) {
    return execute(CardOperations.GET_EXTENDED_STATEMENT, request).body();
  }

  /**
   * CreatedResource a client.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Create client", {@code /v5/card-api/client/add}, documented.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState createClient(CreateClientRequest request) {
    return execute(ClientOperations.CREATE_CLIENT, request).body();
  }

  /**
   * Changes the phone that gets a client's 3-D Secure codes.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Update client", formerly "Edit client", {@code /v5/card-api/client/update}, documented.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState updateClient(UpdateClientRequest request) {
    return execute(ClientOperations.UPDATE_CLIENT, request).body();
  }

  /**
   * Reads the cards of a client.
   *
   * <p>Changes nothing. Vendor's page: "Cards' list", {@code /v5/card-api/client/cards}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default CardList listCards(ListCardsRequest request) {
    return execute(ClientOperations.LIST_CARDS, request).body();
  }

  /**
   * Compares a name and a phone with the holder of a card.
   *
   * <p>Changes nothing. Vendor's page: "Cardholder validation", whose example has the path {@code
   * /v5/partner/external/cardholder_validate} instead, {@code
   * /v5/card-api/external/cardholder_validate}, documented in part.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default CardholderValidation validateCardholder(ValidateCardholderRequest request) {
    return execute(ClientOperations.VALIDATE_CARDHOLDER, request).body();
  }

  /**
   * Asks what became of a request. An answer that tells of an error is returned, not thrown.
   *
   * <p>Changes nothing. Vendor's page: "Request' status", {@code /v5/card-api/request/status},
   * documented.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState getRequestStatus(RequestStatusRequest request) {
    return execute(RequestOperations.GET_REQUEST_STATUS, request).body();
  }

  /**
   * Asks what became of a transaction's request. An answer that tells of an error is returned, not
   * thrown.
   *
   * <p>Changes nothing. Vendor's page: "Transaction request' status", {@code
   * /v5/card-api/request/status}, documented in part.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState getTransactionRequestStatus(RequestStatusRequest request) {
    return execute(RequestOperations.GET_TRANSACTION_REQUEST_STATUS, request).body();
  }

  /**
   * Debits or credits a card.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Create transaction", {@code /v5/card-api/transaction/create}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState createTransaction(CreateTransactionRequest request) {
    return execute(TransactionOperations.CREATE_TRANSACTION, request).body();
  }

  /**
   * Clears a transaction.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Clearing transaction", {@code /v5/card-api/transaction/clearing}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState clearTransaction(ClearTransactionRequest request) {
    return execute(TransactionOperations.CLEAR_TRANSACTION, request).body();
  }

  /**
   * Refunds a transaction, in part or whole.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Refund transaction", {@code /v5/card-api/transaction/refund}, documented.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState refundTransaction(RefundTransactionRequest request) {
    return execute(TransactionOperations.REFUND_TRANSACTION, request).body();
  }

  /**
   * Reads what a transaction is.
   *
   * <p>Changes nothing. Vendor's page: "Transaction info", {@code /v5/card-api/transaction/info},
   * inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default TransactionInfo getTransactionInfo(TransactionInfoRequest request) {
    return execute(TransactionOperations.GET_TRANSACTION_INFO, request).body();
  }

  /**
   * Sets the limits of a card, an account or a client.
   *
   * <p>A keyed command: one request takes effect once, however often it is made. Vendor's page:
   * "Set limits", {@code /v5/card-api/limits/set}, documented but for its answer.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default RequestState setLimits(SetLimitsRequest request) {
    return execute(LimitOperations.SET_LIMITS, request).body();
  }

  /**
   * Reads the limits of a card, an account or a client.
   *
   * <p>Changes nothing. Vendor's page: "Limits list", {@code /v5/card-api/limits/list}, documented
   * but for its answer.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default LimitList listLimits(ListLimitsRequest request) {
    return execute(LimitOperations.LIST_LIMITS, request).body();
  }

  /**
   * Reads the gift cards that can be sold.
   *
   * <p>Changes nothing. Vendor's page: "List", {@code /v5/cards/product_list}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default GiftCardProducts listGiftCardProducts(ListGiftCardProductsRequest request) {
    return execute(GiftCardOperations.LIST_GIFT_CARD_PRODUCTS, request).body();
  }

  /**
   * Sells a gift card: the merchant's deposit is charged and the buyer gets a code.
   *
   * <p>An unkeyed command: it is never sent again once its bytes may have left. Vendor's page:
   * "Issue", {@code /v5/cards/issue_card}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default IssuedGiftCard issueGiftCard(IssueGiftCardRequest request) {
    return execute(GiftCardOperations.ISSUE_GIFT_CARD, request).body();
  }

  /**
   * Activates a gift card with the buyer's code.
   *
   * <p>An unkeyed command: it is never sent again once its bytes may have left. Vendor's page:
   * "Confirm", {@code /v5/cards/activate_card}, documented.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default GiftCard confirmGiftCard(ConfirmGiftCardRequest request) {
    return execute(GiftCardOperations.CONFIRM_GIFT_CARD, request).body();
  }

  /**
   * Sends a gift card to its buyer again.
   *
   * <p>An unkeyed command: it is never sent again once its bytes may have left. Vendor's page:
   * "Resend", {@code /v5/cards/resend_card}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default GiftCardAcknowledgement resendGiftCard(GiftCardRequest request) {
    return execute(GiftCardOperations.RESEND_GIFT_CARD, request).body();
  }

  /**
   * Sends the confirmation code to the buyer again.
   *
   * <p>An unkeyed command: it is never sent again once its bytes may have left. Vendor's page:
   * "Resend code", {@code /v5/cards/resend_code}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default GiftCardAcknowledgement resendGiftCardCode(GiftCardRequest request) {
    return execute(GiftCardOperations.RESEND_GIFT_CARD_CODE, request).body();
  }

  /**
   * Reads the state of a gift card.
   *
   * <p>Changes nothing. Vendor's page: "Status", {@code /v5/cards/card_status}, inferred.
   *
   * @throws FreedomCardException if there is no answer to build on
   */
  default GiftCard getGiftCardStatus(GiftCardRequest request) {
    return execute(GiftCardOperations.GET_GIFT_CARD_STATUS, request).body();
  }
}
