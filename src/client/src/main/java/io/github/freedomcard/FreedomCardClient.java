package io.github.freedomcard;

import io.github.freedomcard.config.MerchantAccount;
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
 * <h2>Operations</h2>
 *
 * <ul>
 *   <li>Cards: {@link #issueCard}, {@link #issuePlasticCard}, {@link #bulkIssueCards}, {@link
 *       #linkClient}, {@link #activateCard}, {@link #blockCard}, {@link #unblockCard}, {@link
 *       #closeCard}, {@link #setPin}, {@link #resetPinCounter}, {@link #getCardInfo}, {@link
 *       #getBalance}, {@link #getSecretData}, {@link #getSecretDataV2}, {@link #getStatement},
 *       {@link #getExtendedStatement}
 *   <li>Clients and cardholders: {@link #createClient}, {@link #updateClient}, {@link #listCards},
 *       {@link #validateCardholder}
 *   <li>Request status: {@link #getRequestStatus}, {@link #getTransactionRequestStatus}, {@link
 *       #awaitCompletion}
 *   <li>Transactions: {@link #createTransaction}, {@link #clearTransaction}, {@link
 *       #refundTransaction}, {@link #getTransactionInfo}
 *   <li>Limits: {@link #setLimits}, {@link #listLimits}
 *   <li>Gift cards: {@link #listGiftCardProducts}, {@link #issueGiftCard}, {@link
 *       #confirmGiftCard}, {@link #resendGiftCard}, {@link #resendGiftCardCode}, {@link
 *       #getGiftCardStatus}
 * </ul>
 *
 * <p>Each method names its effect, the vendor's page, its path and the {@link
 * io.github.freedomcard.operation.Evidence} for it:
 *
 * <ul>
 *   <li><i>Idempotent command</i>: one request takes effect at most once. After a lost response the
 *       client queries the status of the request; see {@link
 *       io.github.freedomcard.config.RetryPolicy}. A command that the server accepted but has not
 *       finished returns a state with {@code isInProcess()}; {@link #awaitCompletion} waits for the
 *       final state.
 *   <li><i>Non-idempotent command</i>: has no {@code request_id}. The client never resends it after
 *       bytes may have been sent.
 *   <li><i>Read</i>: changes nothing. The client retries it.
 * </ul>
 *
 * <h2>Failures</h2>
 *
 * <p>Every method returns a response or throws a {@link FreedomCardException}. {@code outcome()}
 * states whether the command took effect; check it before you retry. The subclass states the cause:
 *
 * <ul>
 *   <li>{@link io.github.freedomcard.error.ApiErrorException}: the server reported an error. Fix
 *       the cause that {@code code()} names.
 *   <li>{@link io.github.freedomcard.error.AuthenticationException}: the server refused the
 *       credentials. Check the key, the algorithm, the permissions and the IP list.
 *   <li>{@link io.github.freedomcard.error.RateLimitException}: too many requests. Wait for {@code
 *       retryAfter()}.
 *   <li>{@link io.github.freedomcard.error.ConnectionException}: no connection or a time-out.
 *   <li>{@link io.github.freedomcard.error.HttpStatusException} and {@link
 *       io.github.freedomcard.error.InvalidResponseException}: a response that is not one of the
 *       API, for example a gateway's error page.
 *   <li>{@link StillInProcessException}: the data of a read is not available yet. Repeat the read
 *       later.
 *   <li>{@link io.github.freedomcard.error.InterruptedCallException}: the calling thread was
 *       interrupted.
 * </ul>
 *
 * <p>Invalid input throws an {@link IllegalArgumentException} before anything is sent, and so does
 * a {@code request_id} that the client used for another operation or another body; a required field
 * that is null throws a {@link NullPointerException} that names it.
 *
 * <h2>Threads</h2>
 *
 * <p>Thread-safe: share one client. Interrupting the calling thread ends a call: between attempts
 * and in waits immediately, within an attempt immediately on a virtual thread, and on a platform
 * thread at the attempt's time-out, because its blocking socket can't be interrupted. With HTTP/2,
 * interrupting a virtual thread while its request is written closes the connection that other calls
 * share.
 *
 * <h2>Tests</h2>
 *
 * <p>Test against the sandbox, {@code FreedomCardSandbox} of the artifact {@code
 * freedom-card-sandbox}; its {@code newClient()} returns a client. To replace the client itself,
 * implement this interface: {@link #execute} and the other methods that are not default methods.
 */
public interface FreedomCardClient extends AutoCloseable {

  /** Returns a builder for a client. */
  static FreedomCardClientBuilder builder() {
    return new FreedomCardClientBuilder();
  }

  /**
   * Creates a client from environment variables: {@code FREEDOM_CARD_AUTH_ID}, {@code
   * FREEDOM_CARD_SECRET_KEY}, and either {@code FREEDOM_CARD_ENVIRONMENT} ({@code test} or {@code
   * production}) or {@code FREEDOM_CARD_BASE_URL}.
   *
   * @throws IllegalArgumentException if a variable is missing or blank, or has another value
   */
  static FreedomCardClient fromEnv() {
    return FreedomCardClientBuilder.fromEnv(System.getenv()).build();
  }

  /**
   * Calls an operation of the catalogue, or one that {@link Operation}'s factories made, and
   * returns the response with status, headers and bytes.
   *
   * @throws FreedomCardException if the call fails; check {@code outcome()} before retrying
   * @throws IllegalArgumentException if the request can't be written as JSON, its {@code
   *     request_id} was used for another operation or another body, or {@link
   *     RequestOptions#mayHaveBeenSent} is set for a non-idempotent command; this call sent nothing
   */
  <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q request);

  /** Returns a view of this client with other options. Closing the view does nothing. */
  FreedomCardClient withOptions(RequestOptions options);

  /** Returns the asynchronous view of this client. It shares the connections. */
  FreedomCardAsyncClient async();

  /**
   * Queries the status of a command, with back-off, until it is success or error.
   *
   * <p>An unknown id is queried again, because the command may still be in transit. So is the id
   * after a failed query.
   *
   * @param requestId the id of the command's request
   * @param timeout the longest time to wait
   * @return the final state; check {@code isSuccess()}
   * @throws StillInProcessException if the state is not final and the next query would start after
   *     {@code timeout}; {@code lastState()} is the last state that the server reported. Call this
   *     method again later
   * @throws FreedomCardException if the server refuses the status query, or no query got a response
   *     within {@code timeout}; the state of the command is still unknown
   */
  RequestState awaitCompletion(UUID requestId, Duration timeout);

  /**
   * Returns the account of this client's calls: host, port and auth id. A command is unique by its
   * account and {@code request_id}, so together they are the key under which to store it.
   *
   * <p>Calls the credentials provider once. A view with other credentials returns their auth id.
   *
   * @throws UnsupportedOperationException if the client is an implementation that does not override
   *     this method
   */
  default MerchantAccount account() {
    throw new UnsupportedOperationException(
        getClass().getName() + ": account() must return the host and auth id that the client uses");
  }

  /**
   * Ends the client's threads and connections, so that the JVM can exit. An injected {@code
   * OkHttpClient} stays open. Calls in flight complete; later calls throw an {@link
   * IllegalStateException}.
   */
  @Override
  void close();

  // Cards

  /**
   * Issues cards that belong to no client yet; {@link #linkClient} attaches them.
   *
   * <p>Idempotent command: "Bulk issue", {@code /v5/card-api/card/bulk_issue}, inferred.
   *
   * <p>The response may have no card ids yet; see {@link #issueCard}.
   */
  default RequestState bulkIssueCards(BulkIssueCardsRequest request) {
    return execute(CardOperations.BULK_ISSUE_CARDS, request).body();
  }

  /**
   * Issues a card for a client, or for a cardholder who is not a client yet.
   *
   * <p>Idempotent command: "Issue card", {@code /v5/card-api/card/issue}, partial.
   *
   * <p>The server may accept the command before the card exists: {@code cards()} of the response is
   * then empty. Pass the request's id to {@link #awaitCompletion}, or later to {@link
   * #getRequestStatus}, and take the card id from {@code cards()} of that state:
   *
   * <pre>{@code
   * IssueCardRequest request =
   *     IssueCardRequest.forClient("client-1").productId(ProductId.INSTANT_CARD).build();
   * RequestState state = client.issueCard(request);
   * if (state.cards().isEmpty()) {
   *   state = client.awaitCompletion(request.requestId(), Duration.ofMinutes(2));
   * }
   * }</pre>
   */
  default RequestState issueCard(IssueCardRequest request) {
    return execute(CardOperations.ISSUE_CARD, request).body();
  }

  /**
   * Issues a plastic card for a client.
   *
   * <p>Idempotent command: "Issue plastic card", {@code /v5/card-api/card/issue_plastic}, inferred.
   *
   * <p>The response may have no card id yet; see {@link #issueCard}.
   */
  default RequestState issuePlasticCard(IssuePlasticCardRequest request) {
    return execute(CardOperations.ISSUE_PLASTIC_CARD, request).body();
  }

  /**
   * Activates an issued card.
   *
   * <p>Idempotent command: "Activate card", {@code /v5/card-api/card/activate}, inferred.
   */
  default RequestState activateCard(ActivateCardRequest request) {
    return execute(CardOperations.ACTIVATE_CARD, request).body();
  }

  /**
   * Blocks a card until it is unblocked.
   *
   * <p>Idempotent command: "Block card", {@code /v5/card-api/card/block}, inferred.
   */
  default RequestState blockCard(BlockCardRequest request) {
    return execute(CardOperations.BLOCK_CARD, request).body();
  }

  /**
   * Unblocks a blocked card.
   *
   * <p>Idempotent command: "Unblock card", {@code /v5/card-api/card/unblock}, documented.
   */
  default RequestState unblockCard(UnblockCardRequest request) {
    return execute(CardOperations.UNBLOCK_CARD, request).body();
  }

  /**
   * Closes a card. It can't be reopened.
   *
   * <p>Idempotent command: "Close card", {@code /v5/card-api/card/close}, documented.
   */
  default RequestState closeCard(CloseCardRequest request) {
    return execute(CardOperations.CLOSE_CARD, request).body();
  }

  /**
   * Sets a card's PIN, which is encrypted by the partner or generated by the processing centre.
   *
   * <p>Non-idempotent command: "Set PIN", {@code /v5/card-api/card/set_pin}, documented.
   *
   * @throws FreedomCardException if the call fails; if the outcome is {@code UNKNOWN}, the PIN may
   *     have been set and its status can't be queried
   */
  default RequestState setPin(SetPinRequest request) {
    return execute(CardOperations.SET_PIN, request).body();
  }

  /**
   * Resets the counter of wrong PIN entries.
   *
   * <p>Idempotent command: "Reset PIN counter", {@code /v5/card-api/card/reset_counter_pin},
   * documented.
   */
  default RequestState resetPinCounter(ResetPinCounterRequest request) {
    return execute(CardOperations.RESET_PIN_COUNTER, request).body();
  }

  /**
   * Attaches a client to a card that {@link #bulkIssueCards} issued.
   *
   * <p>Idempotent command: formerly "Update client", {@code /v5/card-api/card/link}, documented.
   */
  default RequestState linkClient(LinkClientRequest request) {
    return execute(CardOperations.LINK_CLIENT, request).body();
  }

  /**
   * Reads the data of a card.
   *
   * <p>Read: "Card info", {@code /v5/card-api/card/info}, partial.
   */
  default CardInfo getCardInfo(CardInfoRequest request) {
    return execute(CardOperations.GET_CARD_INFO, request).body();
  }

  /**
   * Reads the balances of a card's accounts.
   *
   * <p>Read: "Balance", {@code /v5/card-api/card/balance}, inferred.
   */
  default Balance getBalance(BalanceRequest request) {
    return execute(CardOperations.GET_BALANCE, request).body();
  }

  /**
   * Reads a card's number and codes. {@code toString} masks them.
   *
   * <p>Read: "Secret data", {@code /v5/card-api/card/secret_data}, inferred.
   */
  default SecretData getSecretData(SecretDataRequest request) {
    return execute(CardOperations.GET_SECRET_DATA, request).body();
  }

  /**
   * Reads a card's number and codes with the second version of the operation.
   *
   * <p>Read: "Secret data (version 2)", {@code /v5/card-api/card/secret_data_v2}, inferred.
   */
  default SecretData getSecretDataV2(SecretDataRequest request) {
    return execute(CardOperations.GET_SECRET_DATA_V2, request).body();
  }

  /**
   * Reads a card's operations, all of them or those within a date-time range.
   *
   * <p>Read: "Statement", {@code /v5/card-api/card/statement}, documented.
   *
   * <p>A response of more than 1 MiB is parsed while it is read. Its bytes are not kept, so with
   * {@code execute} its {@code rawBody()} throws.
   */
  default Statement getStatement(StatementRequest request) {
    return execute(CardOperations.GET_STATEMENT, request).body();
  }

  /**
   * Reads a card's accounts, authorizations and operations within a date-time range.
   *
   * <p>Read: "Statement extended", {@code /v5/card-api/card/statement_extended}, documented.
   *
   * <p>A response of more than 1 MiB is parsed while it is read. Its bytes are not kept, so with
   * {@code execute} its {@code rawBody()} throws.
   */
  default ExtendedStatement getExtendedStatement(ExtendedStatementRequest request) {
    return execute(CardOperations.GET_EXTENDED_STATEMENT, request).body();
  }

  // Clients and cardholders

  /**
   * Creates a client.
   *
   * <p>Idempotent command: "Create client", {@code /v5/card-api/client/add}, documented.
   *
   * <p>The response may have no {@code clientId()} yet; {@link #awaitCompletion} returns it.
   */
  default RequestState createClient(CreateClientRequest request) {
    return execute(ClientOperations.CREATE_CLIENT, request).body();
  }

  /**
   * Changes the phone that receives a client's 3-D Secure codes.
   *
   * <p>Idempotent command: "Update client", formerly "Edit client", {@code
   * /v5/card-api/client/update}, documented.
   */
  default RequestState updateClient(UpdateClientRequest request) {
    return execute(ClientOperations.UPDATE_CLIENT, request).body();
  }

  /**
   * Reads the cards of a client.
   *
   * <p>Read: "Cards' list", {@code /v5/card-api/client/cards}, inferred.
   *
   * <p>A response of more than 1 MiB is parsed while it is read. Its bytes are not kept, so with
   * {@code execute} its {@code rawBody()} throws.
   */
  default CardList listCards(ListCardsRequest request) {
    return execute(ClientOperations.LIST_CARDS, request).body();
  }

  /**
   * Compares a name and a phone with those of a card's holder.
   *
   * <p>Read: "Cardholder validation", in whose example the path is {@code
   * /v5/partner/external/cardholder_validate}, {@code /v5/card-api/external/cardholder_validate},
   * partial.
   */
  default CardholderValidation validateCardholder(ValidateCardholderRequest request) {
    return execute(ClientOperations.VALIDATE_CARDHOLDER, request).body();
  }

  // Request status

  /**
   * Reads the state of an earlier request. A state with an error is returned, not thrown.
   *
   * <p>Read: "Request' status", {@code /v5/card-api/request/status}, documented.
   */
  default RequestState getRequestStatus(RequestStatusRequest request) {
    return execute(RequestOperations.GET_REQUEST_STATUS, request).body();
  }

  /**
   * Reads the state of an earlier transaction request. A state with an error is returned, not
   * thrown.
   *
   * <p>Read: "Transaction request' status", {@code /v5/card-api/request/status}, partial.
   */
  default RequestState getTransactionRequestStatus(RequestStatusRequest request) {
    return execute(RequestOperations.GET_TRANSACTION_REQUEST_STATUS, request).body();
  }

  // Transactions

  /**
   * Debits or credits a card.
   *
   * <p>Idempotent command: "Create transaction", {@code /v5/card-api/transaction/create}, inferred.
   *
   * <p>The response may have no {@code transactionId()} yet; {@link #awaitCompletion} returns it.
   */
  default RequestState createTransaction(CreateTransactionRequest request) {
    return execute(TransactionOperations.CREATE_TRANSACTION, request).body();
  }

  /**
   * Clears a transaction, in part or in whole.
   *
   * <p>Idempotent command: "Clearing transaction", {@code /v5/card-api/transaction/clearing},
   * inferred.
   */
  default RequestState clearTransaction(ClearTransactionRequest request) {
    return execute(TransactionOperations.CLEAR_TRANSACTION, request).body();
  }

  /**
   * Refunds a transaction, in part or in whole.
   *
   * <p>Idempotent command: "Refund transaction", {@code /v5/card-api/transaction/refund},
   * documented.
   */
  default RequestState refundTransaction(RefundTransactionRequest request) {
    return execute(TransactionOperations.REFUND_TRANSACTION, request).body();
  }

  /**
   * Reads the data of a transaction.
   *
   * <p>Read: "Transaction info", {@code /v5/card-api/transaction/info}, inferred.
   */
  default TransactionInfo getTransactionInfo(TransactionInfoRequest request) {
    return execute(TransactionOperations.GET_TRANSACTION_INFO, request).body();
  }

  // Limits

  /**
   * Sets the limits of a card, an account or a client.
   *
   * <p>Idempotent command: "Set limits", {@code /v5/card-api/limits/set}, documented except for its
   * response.
   */
  default RequestState setLimits(SetLimitsRequest request) {
    return execute(LimitOperations.SET_LIMITS, request).body();
  }

  /**
   * Reads the limits of a card, an account or a client.
   *
   * <p>Read: "Limits list", {@code /v5/card-api/limits/list}, documented except for its response.
   */
  default LimitList listLimits(ListLimitsRequest request) {
    return execute(LimitOperations.LIST_LIMITS, request).body();
  }

  // Gift cards

  /**
   * Reads the gift card products that can be issued.
   *
   * <p>Read: "List", {@code /v5/cards/product_list}, inferred.
   */
  default GiftCardProducts listGiftCardProducts(ListGiftCardProductsRequest request) {
    return execute(GiftCardOperations.LIST_GIFT_CARD_PRODUCTS, request).body();
  }

  /**
   * Issues a gift card: charges the partner's deposit and sends the buyer a code.
   *
   * <p>Non-idempotent command: "Issue", {@code /v5/cards/issue_card}, inferred.
   *
   * @throws FreedomCardException if the call fails; if the outcome is {@code UNKNOWN}, the card may
   *     have been issued and its status can't be queried: reconcile with the vendor before another
   *     call
   */
  default IssuedGiftCard issueGiftCard(IssueGiftCardRequest request) {
    return execute(GiftCardOperations.ISSUE_GIFT_CARD, request).body();
  }

  /**
   * Activates a gift card with the buyer's code.
   *
   * <p>Non-idempotent command: "Confirm", {@code /v5/cards/activate_card}, documented.
   *
   * @throws FreedomCardException if the call fails; if the outcome is {@code UNKNOWN}, call {@link
   *     #getGiftCardStatus}
   */
  default GiftCard confirmGiftCard(ConfirmGiftCardRequest request) {
    return execute(GiftCardOperations.CONFIRM_GIFT_CARD, request).body();
  }

  /**
   * Sends a gift card to its buyer again.
   *
   * <p>Non-idempotent command: "Resend", {@code /v5/cards/resend_card}, inferred.
   *
   * @throws FreedomCardException if the call fails; if the outcome is {@code UNKNOWN}, the buyer
   *     may get two messages after another call
   */
  default GiftCardAcknowledgement resendGiftCard(GiftCardRequest request) {
    return execute(GiftCardOperations.RESEND_GIFT_CARD, request).body();
  }

  /**
   * Sends the confirmation code to the buyer again.
   *
   * <p>Non-idempotent command: "Resend code", {@code /v5/cards/resend_code}, inferred.
   *
   * @throws FreedomCardException if the call fails; if the outcome is {@code UNKNOWN}, the buyer
   *     may get two messages after another call
   */
  default GiftCardAcknowledgement resendGiftCardCode(GiftCardRequest request) {
    return execute(GiftCardOperations.RESEND_GIFT_CARD_CODE, request).body();
  }

  /**
   * Reads the state of a gift card.
   *
   * <p>Read: "Status", {@code /v5/cards/card_status}, inferred.
   */
  default GiftCard getGiftCardStatus(GiftCardRequest request) {
    return execute(GiftCardOperations.GET_GIFT_CARD_STATUS, request).body();
  }
}
