package io.github.freedomcard;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
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
import io.github.freedomcard.model.client.CardList.ListedCard;
import io.github.freedomcard.model.client.CardholderValidation;
import io.github.freedomcard.model.client.ListCardsRequest;
import io.github.freedomcard.model.client.UpdateClientRequest;
import io.github.freedomcard.model.client.ValidateCardholderRequest;
import io.github.freedomcard.model.gift.ConfirmGiftCardRequest;
import io.github.freedomcard.model.gift.GiftCard;
import io.github.freedomcard.model.gift.GiftCardProducts.GiftCardProduct;
import io.github.freedomcard.model.gift.GiftCardRequest;
import io.github.freedomcard.model.gift.GiftCardStatus;
import io.github.freedomcard.model.gift.GiftStatus;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import io.github.freedomcard.model.limit.LimitList;
import io.github.freedomcard.model.limit.LimitObject;
import io.github.freedomcard.model.limit.LimitObjectType;
import io.github.freedomcard.model.limit.ListLimitsRequest;
import io.github.freedomcard.model.limit.SetLimitsRequest;
import io.github.freedomcard.model.transaction.ClearTransactionRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionInfo;
import io.github.freedomcard.model.transaction.TransactionInfoRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.ClientOperations;
import io.github.freedomcard.operation.LimitOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.testing.CanaryValues;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.Requests;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Calls every operation once on the sandbox, on every wire, with typed results, blocking and
 * asynchronously.
 */
@ParameterizedClass
@EnumSource
class SandboxRoundTripTest {

  private static final BigDecimal PRICE = new BigDecimal("10500.50");

  private final Wire wire;
  private final FreedomCardSandbox sandbox;
  private final OkHttpClient http;
  private final FreedomCardClient sandboxClient;
  private final Set<String> spoken = new ConcurrentSkipListSet<>();

  /** The operations that succeeded. */
  private final Set<String> succeeded = new TreeSet<>();

  /** The ways to call an operation. */
  enum Facade {
    BLOCKING {
      @Override
      Object call(FreedomCardClient client, String name, Object request)
          throws ReflectiveOperationException {
        return FreedomCardClient.class.getMethod(name, request.getClass()).invoke(client, request);
      }
    },
    ASYNC {
      @Override
      Object call(FreedomCardClient client, String name, Object request)
          throws ReflectiveOperationException {
        Object future =
            FreedomCardAsyncClient.class
                .getMethod(name, request.getClass())
                .invoke(client.async(), request);
        return ((CompletableFuture<?>) requireNonNull(future)).join();
      }
    };

    abstract Object call(FreedomCardClient client, String name, Object request)
        throws ReflectiveOperationException;
  }

  SandboxRoundTripTest(Wire wire) {
    this.wire = wire;
    this.sandbox = wire.start();
    this.http = wire.http(sandbox, spoken).build();
    this.sandboxClient = sandbox.newClientBuilder().httpClient(http).build();
  }

  @AfterEach
  void close() {
    sandboxClient.close();
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
    sandbox.close();
    assertThat(spoken).containsExactly(wire.spoken());
  }

  @ParameterizedTest
  @EnumSource
  void everyOperation_onTheSandbox_succeeds(Facade facade) {
    FreedomCardClient client = client(facade);
    String clientId = clients(client);
    String cardId = cards(client, clientId);
    money(client, cardId);
    limits(client, cardId);
    success(
        client.closeCard(CloseCardRequest.builder().cardId(cardId).description("no use").build()));
    gifts(client);
    assertThat(succeeded)
        .containsExactlyInAnyOrderElementsOf(
            Catalogue.operations().stream().map(Operation::name).toList());
  }

  /**
   * The server reports a duplicate; the ids in the status query prove that the first call worked.
   */
  @Test
  void creatingCommand_whenRetried_takesEffectOnceAndReturnsTheResult() {
    String clientId = clients(client(Facade.BLOCKING));
    String cardId = cards(client(Facade.BLOCKING), clientId);
    retry(
        CardOperations.BULK_ISSUE_CARDS,
        BulkIssueCardsRequest.builder().productId(ProductId.INSTANT_CARD).quantity(1).build());
    retry(
        CardOperations.ISSUE_CARD,
        IssueCardRequest.forClient(clientId).productId(ProductId.INSTANT_CARD).build());
    retry(
        CardOperations.ISSUE_PLASTIC_CARD,
        IssuePlasticCardRequest.builder()
            .productId(ProductId.INSTANT_CARD)
            .clientId(clientId)
            .build());
    retry(ClientOperations.CREATE_CLIENT, Requests.of(ClientOperations.CREATE_CLIENT));
    retry(
        TransactionOperations.CREATE_TRANSACTION,
        transaction(cardId, TransactionType.CREDIT, "1.50"));
  }

  private <Q extends IdempotentRequest> void retry(
      Operation<Q, RequestState> operation, Q request) {
    success(sandboxClient.execute(operation, request).body());
    ApiResponse<RequestState> retried = sandboxClient.execute(operation, request);
    assertThat(retried.resolution()).as(operation.name()).isEqualTo(Resolution.DEDUPLICATED);
    assertThat(success(retried.body()).requestId()).isEqualTo(request.requestId());
    assertThat(sandbox.ledger().effects(request.requestId())).isEqualTo(1);
  }

  @Test
  void otherCommand_whenRetried_returnsTheStateOfTheFirst() {
    String clientId = clients(client(Facade.BLOCKING));
    String cardId = cards(client(Facade.BLOCKING), clientId);
    BlockCardRequest block = BlockCardRequest.builder().cardId(cardId).description("lost").build();
    success(sandboxClient.blockCard(block));
    ApiResponse<RequestState> again = sandboxClient.execute(CardOperations.BLOCK_CARD, block);
    assertThat(again.resolution()).isEqualTo(Resolution.DEDUPLICATED);
    assertThat(success(again.body()).requestId()).isEqualTo(block.requestId());
    assertThat(sandbox.ledger().effects(block.requestId())).isEqualTo(1);
  }

  private String clients(FreedomCardClient client) {
    RequestState created =
        success(client.createClient(Requests.of(ClientOperations.CREATE_CLIENT)));
    String clientId = requireNonNull(created.clientId());
    success(
        client.updateClient(
            UpdateClientRequest.builder()
                .clientId(clientId)
                .productId(ProductId.FREEDOM_WALLET_CARD)
                .client(Phone.of("+7 707 707-07-07"))
                .build()));
    CardholderValidation validation =
        client.validateCardholder(
            ValidateCardholderRequest.builder()
                .userPhone("8 707 707 07 07")
                .firstName(CanaryValues.FIRST_NAME)
                .lastName(CanaryValues.LAST_NAME)
                .cardToken(UUID.randomUUID())
                .build());
    assertThat(validation.score()).isEqualTo("100.00%");
    assertThat(validation.fishy()).isZero();
    return clientId;
  }

  private String cards(FreedomCardClient client, String clientId) {
    RequestState bulk =
        success(
            client.bulkIssueCards(
                BulkIssueCardsRequest.builder()
                    .productId(ProductId.INSTANT_CARD)
                    .quantity(2)
                    .build()));
    RequestState reported = queryStatus(client, bulk);
    assertThat(reported.cards()).hasSize(2);
    String cardId = requireNonNull(reported.cards().get(0).cardId());
    success(
        client.linkClient(LinkClientRequest.builder().clientId(clientId).cardId(cardId).build()));
    issued(
        client,
        client.issueCard(
            IssueCardRequest.forClient(clientId).productId(ProductId.ELECTRON_CARD).build()));
    issued(client, client.issueCard(Requests.of(CardOperations.ISSUE_CARD)));
    issued(
        client,
        client.issuePlasticCard(
            IssuePlasticCardRequest.builder()
                .productId(ProductId.INSTANT_CARD)
                .clientId(clientId)
                .build()));
    assertThat(client.listCards(ListCardsRequest.builder().clientId(clientId).build()).cards())
        .hasSize(3)
        .extracting(ListedCard::cardId)
        .contains(cardId);
    success(client.activateCard(ActivateCardRequest.builder().cardId(cardId).build()));
    success(client.setPin(SetPinRequest.builder().cardId(cardId).pin(CanaryValues.PIN).build()));
    success(client.resetPinCounter(ResetPinCounterRequest.builder().cardId(cardId).build()));
    success(
        client.blockCard(BlockCardRequest.builder().cardId(cardId).description("lost").build()));
    success(
        client.unblockCard(
            UnblockCardRequest.builder().cardId(cardId).description("found").build()));
    CardInfo info = client.getCardInfo(CardInfoRequest.builder().cardId(cardId).build());
    assertThat(info.cardId()).isEqualTo(cardId);
    assertThat(info.clientId()).isEqualTo(clientId);
    assertThat(info.productId()).isEqualTo(ProductId.INSTANT_CARD);
    assertThat(info.cardStatus()).isEqualTo("active");
    SecretData secrets = client.getSecretData(SecretDataRequest.builder().cardId(cardId).build());
    assertThat(requireNonNull(secrets.pan()).value()).startsWith("9999");
    assertThat(client.getSecretDataV2(SecretDataRequest.builder().cardId(cardId).build()).pan())
        .isEqualTo(secrets.pan());
    return cardId;
  }

  private void issued(FreedomCardClient client, RequestState state) {
    RequestState reported = queryStatus(client, success(state));
    assertThat(reported.cards()).hasSize(1);
    assertThat(reported.clientId()).isNotNull();
  }

  private static RequestState queryStatus(FreedomCardClient client, RequestState state) {
    UUID requestId = requireNonNull(state.requestId());
    RequestState reported =
        success(
            client.getRequestStatus(RequestStatusRequest.builder().requestId(requestId).build()));
    assertThat(reported.requestId()).isEqualTo(requestId);
    return reported;
  }

  private void money(FreedomCardClient client, String cardId) {
    success(client.createTransaction(transaction(cardId, TransactionType.CREDIT, "50000.00")));
    RequestState charge =
        success(
            client.createTransaction(
                transaction(cardId, TransactionType.DEBIT, PRICE.toPlainString())));
    String transactionId = requireNonNull(charge.transactionId());
    TransactionInfo info =
        client.getTransactionInfo(
            TransactionInfoRequest.builder().transactionId(transactionId).build());
    assertThat(info.amount()).isEqualTo(PRICE);
    assertThat(info.type()).isEqualTo(TransactionType.DEBIT);
    OffsetDateTime dt = requireNonNull(charge.dt());
    ExtendedStatement held =
        client.getExtendedStatement(
            ExtendedStatementRequest.builder()
                .cardId(cardId)
                .startDate(dt.minusDays(1))
                .endDate(dt.plusDays(1))
                .build());
    assertThat(held.authorizations()).hasSize(1);
    assertThat(held.authorizations().get(0).fullAmount()).isEqualTo(PRICE);
    assertThat(held.accounts()).hasSize(1);
    success(
        client.clearTransaction(
            ClearTransactionRequest.builder()
                .orderId("order-1")
                .transactionId(transactionId)
                .amount(PRICE)
                .build()));
    RequestState refund =
        success(
            client.refundTransaction(
                RefundTransactionRequest.builder()
                    .orderId("order-1")
                    .transactionId(transactionId)
                    .amount(new BigDecimal("500.50"))
                    .build()));
    RequestState reported =
        client.getTransactionRequestStatus(
            RequestStatusRequest.builder().requestId(requireNonNull(refund.requestId())).build());
    assertThat(success(reported).transactionId()).isEqualTo(transactionId);
    assertThat(reported.finDocumentId()).isNotNull();
    Balance balance = client.getBalance(BalanceRequest.builder().cardId(cardId).build());
    assertThat(balance.accounts().get(0).amount()).isEqualByComparingTo("40000.00");
    Statement statement =
        client.getStatement(
            StatementRequest.builder()
                .cardId(cardId)
                .startDate(dt.minusDays(1))
                .endDate(dt.plusDays(1))
                .build());
    assertThat(statement.operations())
        .extracting(
            operation -> operation.type() + " " + operation.amount() + " " + operation.currency())
        .containsExactly("credit 50000.00 KZT", "debit 10500.50 KZT", "refund 500.50 KZT");
  }

  private static CreateTransactionRequest transaction(
      String cardId, TransactionType type, String amount) {
    return CreateTransactionRequest.builder()
        .orderId("order-1")
        .cardId(cardId)
        .type(type)
        .amount(new BigDecimal(amount))
        .currency("KZT")
        .build();
  }

  private void limits(FreedomCardClient client, String cardId) {
    LimitObject card = LimitObject.builder().type(LimitObjectType.CARD).value(cardId).build();
    SetLimitsRequest sample = Requests.of(LimitOperations.SET_LIMITS);
    success(
        client.setLimits(SetLimitsRequest.builder().object(card).limits(sample.limits()).build()));
    LimitList listed = client.listLimits(ListLimitsRequest.builder().object(card).build());
    assertThat(listed.limits()).hasSize(1);
    assertThat(listed.limits().get(0).amount().get(0).value()).isEqualTo(new BigDecimal("100000"));
  }

  private void gifts(FreedomCardClient client) {
    GiftCardProduct product =
        client
            .listGiftCardProducts(ListGiftCardProductsRequest.builder().build())
            .productList()
            .get(0);
    long cardId =
        requireNonNull(
            client
                .issueGiftCard(
                    IssueGiftCardRequest.builder()
                        .cardholderName("Aigerim Bekova")
                        .phone("77011234567")
                        .productCode(requireNonNull(product.code()))
                        .build())
                .cardId());
    GiftCardRequest card = GiftCardRequest.builder().cardId(cardId).build();
    assertThat(client.resendGiftCard(card).status()).isEqualTo(GiftStatus.SUCCESS);
    assertThat(client.resendGiftCardCode(card).status()).isEqualTo(GiftStatus.SUCCESS);
    GiftCard confirmed =
        client.confirmGiftCard(
            ConfirmGiftCardRequest.builder().otp(sandbox.otp(cardId)).cardId(cardId).build());
    assertThat(confirmed.cardStatus()).isEqualTo(GiftCardStatus.ACTIVATED);
    assertThat(confirmed.cardBalance()).isEqualTo(product.balance());
    assertThat(client.getGiftCardStatus(card).cardStatus()).isEqualTo(GiftCardStatus.ACTIVATED);
  }

  private static RequestState success(@Nullable RequestState state) {
    assertThat(requireNonNull(state).isSuccess()).as(state.toString()).isTrue();
    return state;
  }

  /** Adapts a facade to the blocking interface and records the operations that succeed. */
  private FreedomCardClient client(Facade facade) {
    return (FreedomCardClient)
        Proxy.newProxyInstance(
            FreedomCardClient.class.getClassLoader(),
            new Class<?>[] {FreedomCardClient.class},
            (proxy, method, arguments) -> {
              Object result = facade.call(sandboxClient, method.getName(), arguments[0]);
              succeeded.add(method.getName());
              return result;
            });
  }
}
