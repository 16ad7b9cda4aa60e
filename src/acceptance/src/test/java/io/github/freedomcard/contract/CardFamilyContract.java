package io.github.freedomcard.contract;

import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatus;
import io.github.freedomcard.model.Sensitive;
import io.github.freedomcard.model.card.Account;
import io.github.freedomcard.model.card.ActivateCardRequest;
import io.github.freedomcard.model.card.Authorization;
import io.github.freedomcard.model.card.Authorization.AdditionalParameter;
import io.github.freedomcard.model.card.Balance;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.Balances;
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
import io.github.freedomcard.model.card.Merchant;
import io.github.freedomcard.model.card.ResetPinCounterRequest;
import io.github.freedomcard.model.card.SecretData;
import io.github.freedomcard.model.card.SecretDataRequest;
import io.github.freedomcard.model.card.SetPinRequest;
import io.github.freedomcard.model.card.Statement;
import io.github.freedomcard.model.card.StatementOperation;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.model.card.UnblockCardRequest;
import io.github.freedomcard.model.limit.Limit;
import io.github.freedomcard.model.limit.LimitAmount;
import io.github.freedomcard.model.limit.LimitAmountType;
import io.github.freedomcard.model.limit.LimitList;
import io.github.freedomcard.model.limit.LimitObject;
import io.github.freedomcard.model.limit.LimitObjectType;
import io.github.freedomcard.model.limit.LimitPeriod;
import io.github.freedomcard.model.limit.LimitTransactionType;
import io.github.freedomcard.model.limit.ListLimitsRequest;
import io.github.freedomcard.model.limit.SetLimitsRequest;
import io.github.freedomcard.model.transaction.ClearTransactionRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionInfo;
import io.github.freedomcard.model.transaction.TransactionInfoRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.LimitOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.TransactionOperations;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The contract cases of cards, transactions and limits. */
final class CardFamilyContract {

  private static final UUID REQUEST_ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final String CARD_ID = "c0a80101-0000-4000-8000-000000000001";
  private static final String CLIENT_ID = "c0a80101-0000-4000-8000-00000000000c";
  private static final String TRANSACTION_ID = "c0a80101-0000-4000-8000-0000000000aa";
  private static final OffsetDateTime DT = OffsetDateTime.parse("2024-05-17T10:15:30+05:00");
  private static final OffsetDateTime START = OffsetDateTime.parse("2024-05-01T00:00:00+05:00");
  private static final OffsetDateTime END = OffsetDateTime.parse("2024-05-31T23:59:59+00:00");
  private static final Map<String, @Nullable Object> NONE = Map.of();

  private CardFamilyContract() {}

  static List<ContractCase> cases() {
    return List.of(
        bulkIssueCards(),
        issueCard(),
        command(
            CardOperations.ISSUE_PLASTIC_CARD,
            IssuePlasticCardRequest.builder()
                .productId(ProductId.ELECTRON_CARD)
                .clientId(CLIENT_ID)
                .requestId(REQUEST_ID)
                .build(),
            state(List.of(new RequestState.Card(CARD_ID, NONE)), null, null, null)),
        command(
            CardOperations.ACTIVATE_CARD,
            ActivateCardRequest.builder().cardId(CARD_ID).requestId(REQUEST_ID).build(),
            state(List.of(), null, null, null)),
        command(
            CardOperations.BLOCK_CARD,
            BlockCardRequest.builder()
                .cardId(CARD_ID)
                .description("lost in a taxi")
                .requestId(REQUEST_ID)
                .build(),
            state(List.of(), null, null, null)),
        command(
            CardOperations.UNBLOCK_CARD,
            UnblockCardRequest.builder()
                .cardId(CARD_ID)
                .description("found again")
                .requestId(REQUEST_ID)
                .build(),
            state(List.of(), null, null, null)),
        command(
            CardOperations.CLOSE_CARD,
            CloseCardRequest.builder()
                .cardId(CARD_ID)
                .description("no longer wanted")
                .requestId(REQUEST_ID)
                .build(),
            state(List.of(), null, null, null)),
        command(
            CardOperations.SET_PIN,
            SetPinRequest.builder().cardId(CARD_ID).pin("q83vASNFZ4k=").build(),
            state(List.of(), null, null, null)),
        command(
            CardOperations.RESET_PIN_COUNTER,
            ResetPinCounterRequest.builder().cardId(CARD_ID).requestId(REQUEST_ID).build(),
            state(List.of(), null, null, null)),
        linkClient(),
        getCardInfo(),
        getBalance(),
        getSecretData(),
        getSecretDataV2(),
        getStatement(),
        getExtendedStatement(),
        createTransaction(),
        command(
            TransactionOperations.CLEAR_TRANSACTION,
            ClearTransactionRequest.builder()
                .orderId("order-7")
                .transactionId(TRANSACTION_ID)
                .description("goods were sent")
                .amount(new BigDecimal("500.25"))
                .requestId(REQUEST_ID)
                .build(),
            state(List.of(), null, null, null)),
        refundTransaction(),
        getTransactionInfo(),
        command(
            LimitOperations.SET_LIMITS,
            SetLimitsRequest.builder()
                .object(LimitObject.builder().type(LimitObjectType.CARD).value(CARD_ID).build())
                .limits(limits())
                .requestId(REQUEST_ID)
                .build(),
            state(List.of(), null, null, null)),
        listLimits());
  }

  private static ContractCase bulkIssueCards() {
    return command(
        CardOperations.BULK_ISSUE_CARDS,
        BulkIssueCardsRequest.builder()
            .productId(ProductId.INSTANT_CARD)
            .quantity(3)
            .requestId(REQUEST_ID)
            .build(),
        state(
            List.of(new RequestState.Card(CARD_ID, NONE), new RequestState.Card("123456789", NONE)),
            null,
            null,
            null));
  }

  private static ContractCase issueCard() {
    return command(
        CardOperations.ISSUE_CARD,
        IssueCardRequest.forCardholder(
                IssueCardRequest.Cardholder.builder()
                    .firstName("Aigerim")
                    .lastName("Serikova")
                    .phone("+7 701 123-45-67")
                    .country("KAZ")
                    .personId("900228400123")
                    .middleName("Bolatovna")
                    .birthdate(LocalDate.of(1990, 2, 28))
                    .email("aigerim@example.com")
                    .build())
            .productId(ProductId.FREEDOM_WALLET_CARD)
            .requestId(REQUEST_ID)
            .build(),
        state(List.of(new RequestState.Card(CARD_ID, NONE)), CLIENT_ID, null, null));
  }

  private static ContractCase linkClient() {
    return command(
        CardOperations.LINK_CLIENT,
        LinkClientRequest.builder()
            .clientId(CLIENT_ID)
            .cardId(CARD_ID)
            .requestId(REQUEST_ID)
            .build(),
        new RequestState(
            null,
            CallStatus.ERROR,
            RequestStatus.ERROR,
            DT,
            List.of(),
            null,
            null,
            null,
            "1017",
            "card belongs to another client",
            NONE));
  }

  private static ContractCase getCardInfo() {
    return new ContractCase(
        CardOperations.GET_CARD_INFO,
        CardInfoRequest.builder().cardId(CARD_ID).requestId(REQUEST_ID).build(),
        new CardInfo(
            CallStatus.OK,
            RequestStatus.SUCCESS,
            DT,
            CARD_ID,
            "440043******1234",
            CLIENT_ID,
            ProductId.FREEDOM_WALLET_CARD,
            "active",
            "05/29",
            NONE),
        new CardInfo(null, null, null, null, null, null, null, null, null, NONE),
        new CardInfo(
            CallStatus.of("true"),
            RequestStatus.of("SUCCESS"),
            DT,
            "123456789",
            null,
            "12",
            ProductId.of(9000),
            "3",
            "2905",
            Map.of("limits", List.of(), "owner", Map.of("name", "X"))));
  }

  private static ContractCase getBalance() {
    return new ContractCase(
        CardOperations.GET_BALANCE,
        BalanceRequest.builder().cardId(CARD_ID).build(),
        new Balance(
            CallStatus.OK,
            RequestStatus.SUCCESS,
            DT,
            new Balances(accounts(), NONE),
            accounts(),
            NONE),
        new Balance(null, null, null, null, List.of(), NONE),
        new Balance(
            CallStatus.OK,
            RequestStatus.SUCCESS,
            null,
            new Balances(oddAccounts(), Map.of("total", "15300.75")),
            oddAccounts(),
            NONE));
  }

  private static ContractCase getSecretData() {
    return new ContractCase(
        CardOperations.GET_SECRET_DATA,
        SecretDataRequest.builder().cardId(CARD_ID).build(),
        secretData("4400430000001234"),
        new SecretData(null, null, null, null, null, null, NONE),
        new SecretData(
            CallStatus.OK,
            RequestStatus.SUCCESS,
            null,
            Sensitive.of("4400430000001234"),
            Sensitive.of("007"),
            Sensitive.of("2905"),
            withNull(
                "holder",
                Map.of(
                    "track2",
                    Sensitive.of("4400430000001234=2905"),
                    "cipher",
                    Sensitive.of(Map.of("key", "abc", "rounds", List.of(1, 2)))))));
  }

  private static ContractCase getSecretDataV2() {
    return new ContractCase(
        CardOperations.GET_SECRET_DATA_V2,
        SecretDataRequest.builder().cardId(CARD_ID).build(),
        secretData("4400430000005678"),
        new SecretData(null, null, null, null, null, null, NONE),
        new SecretData(
            CallStatus.OK,
            RequestStatus.SUCCESS,
            null,
            null,
            null,
            null,
            Map.of("data", Sensitive.of("q83vASNFZ4k="))));
  }

  private static ContractCase getStatement() {
    return new ContractCase(
        CardOperations.GET_STATEMENT,
        StatementRequest.builder().cardId(CARD_ID).startDate(START).endDate(END).build(),
        new Statement(
            CallStatus.OK,
            RequestStatus.SUCCESS,
            DT,
            List.of(
                new StatementOperation(
                    TransactionType.DEBIT,
                    new BigDecimal("1500.50"),
                    BigDecimal.ZERO,
                    "KZT",
                    5411,
                    OffsetDateTime.parse("2024-05-16T18:00:01+05:00"),
                    "413712345678",
                    new Merchant(Map.of("name", "Magnum", "city", "Almaty")),
                    NONE)),
            NONE),
        new Statement(null, null, null, List.of(), NONE),
        new Statement(
            null,
            RequestStatus.SUCCESS,
            OffsetDateTime.parse("2024-05-17T05:15:30+00:00"),
            List.of(
                new StatementOperation(null, null, null, null, null, null, null, null, NONE),
                new StatementOperation(
                    TransactionType.of("12"),
                    new BigDecimal("1500.50"),
                    null,
                    "398",
                    742,
                    OffsetDateTime.parse("2024-05-16T13:00:01.5+00:00"),
                    "413712345678",
                    null,
                    Map.of("cashback", new BigDecimal("1.10"))),
                new StatementOperation(
                    TransactionType.of("REVERSAL"),
                    new BigDecimal("-1E+3"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    NONE)),
            Map.of("page", Map.of("next", 2))));
  }

  private static ContractCase getExtendedStatement() {
    return new ContractCase(
        CardOperations.GET_EXTENDED_STATEMENT,
        ExtendedStatementRequest.builder().cardId(CARD_ID).startDate(START).endDate(END).build(),
        new ExtendedStatement(
            CallStatus.OK,
            RequestStatus.SUCCESS,
            DT,
            CLIENT_ID,
            new ExtendedStatement.Card(CARD_ID, "440043******1234", NONE),
            new Balances(accounts(), NONE),
            accounts(),
            List.of(
                new Authorization(
                    OffsetDateTime.parse("2024-05-16T18:00:01+05:00"),
                    TransactionType.DEBIT,
                    new BigDecimal("1500.50"),
                    new BigDecimal("0.00"),
                    new BigDecimal("1500.50"),
                    new BigDecimal("15"),
                    "KZT",
                    "KZ86125KZT5004100100",
                    new Merchant(Map.of("name", "Magnum")),
                    List.of(
                        new AdditionalParameter(Map.of("name", "terminal", "value", "T1")),
                        new AdditionalParameter(Map.of("name", "channel", "value", 3))),
                    NONE)),
            List.of(
                new Authorization(
                    OffsetDateTime.parse("2024-05-16T18:00:01+05:00"),
                    TransactionType.CREDIT,
                    new BigDecimal("20.00"),
                    new BigDecimal("0.00"),
                    new BigDecimal("20.00"),
                    new BigDecimal("15"),
                    "KZT",
                    "KZ86125KZT5004100100",
                    new Merchant(Map.of("name", "Magnum")),
                    List.of(),
                    NONE)),
            NONE),
        new ExtendedStatement(
            null, null, null, null, null, null, List.of(), List.of(), List.of(), NONE),
        new ExtendedStatement(
            CallStatus.OK,
            RequestStatus.SUCCESS,
            DT,
            "5",
            null,
            null,
            oddAccounts(),
            List.of(
                new Authorization(
                    null,
                    null,
                    new BigDecimal("7"),
                    new BigDecimal("0"),
                    new BigDecimal("7.00"),
                    null,
                    "",
                    "86",
                    new Merchant(NONE),
                    List.of(
                        new AdditionalParameter(NONE),
                        new AdditionalParameter(Map.of("secret", "s"))),
                    Map.of("mcc", "5411")),
                emptyAuthorization(),
                emptyAuthorization()),
            List.of(),
            Map.of("more", List.of(Map.of("a", 1)))));
  }

  private static ContractCase createTransaction() {
    return command(
        TransactionOperations.CREATE_TRANSACTION,
        CreateTransactionRequest.builder()
            .orderId("order-7")
            .cardId(CARD_ID)
            .type(TransactionType.DEBIT)
            .amount(new BigDecimal("1500.50"))
            .currency("KZT")
            .description("monthly fee")
            .requestId(REQUEST_ID)
            .build(),
        state(List.of(), null, TRANSACTION_ID, "987654321"));
  }

  private static ContractCase refundTransaction() {
    return command(
        TransactionOperations.REFUND_TRANSACTION,
        RefundTransactionRequest.builder()
            .orderId("order-7")
            .transactionId(TRANSACTION_ID)
            .description("goods came back")
            .amount(new BigDecimal("500.25"))
            .requestId(REQUEST_ID)
            .build(),
        new RequestState(
            null,
            CallStatus.OK,
            RequestStatus.PROCESS,
            DT,
            List.of(),
            null,
            null,
            null,
            null,
            null,
            NONE));
  }

  private static ContractCase getTransactionInfo() {
    return new ContractCase(
        TransactionOperations.GET_TRANSACTION_INFO,
        TransactionInfoRequest.builder().transactionId(TRANSACTION_ID).build(),
        new TransactionInfo(
            CallStatus.OK,
            RequestStatus.SUCCESS,
            DT,
            TRANSACTION_ID,
            "order-7",
            CARD_ID,
            TransactionType.DEBIT,
            new BigDecimal("1500.50"),
            "KZT",
            NONE),
        new TransactionInfo(null, null, null, null, null, null, null, null, null, NONE),
        new TransactionInfo(
            CallStatus.of("done"),
            null,
            DT,
            "42",
            "7.10",
            null,
            TransactionType.of("0"),
            new BigDecimal("1500.50"),
            "tenge",
            Map.of("client", Map.of("name", "X"))));
  }

  private static ContractCase listLimits() {
    return new ContractCase(
        LimitOperations.LIST_LIMITS,
        ListLimitsRequest.builder()
            .object(LimitObject.builder().type(LimitObjectType.CLIENT).value(CLIENT_ID).build())
            .requestId(REQUEST_ID)
            .build(),
        new LimitList(CallStatus.OK, RequestStatus.SUCCESS, DT, limits(), NONE),
        new LimitList(null, null, null, List.of(), NONE),
        new LimitList(
            CallStatus.OK,
            RequestStatus.SUCCESS,
            DT,
            List.of(
                new Limit(null, null, null, List.of(), NONE),
                new Limit(
                    LimitTransactionType.of("5"),
                    "398",
                    LimitPeriod.of("week"),
                    List.of(
                        new LimitAmount(
                            LimitAmountType.of("min"),
                            new BigDecimal("100000.50"),
                            "tenge",
                            Map.of("used", "12.00")),
                        new LimitAmount(null, new BigDecimal("-5"), null, NONE),
                        new LimitAmount(null, null, null, NONE),
                        new LimitAmount(null, null, null, NONE)),
                    Map.of("count", 3)),
                new Limit(null, null, null, List.of(), NONE)),
            Map.of("counters", Map.of("pay", 2))));
  }

  /** All commands share the minimal and the hostile response. */
  private static ContractCase command(
      Operation<?, RequestState> operation, Object request, RequestState full) {
    return new ContractCase(
        operation,
        request,
        full,
        new RequestState(null, null, null, null, List.of(), null, null, null, null, null, NONE),
        new RequestState(
            null,
            CallStatus.of("ACCEPTED"),
            RequestStatus.of("7"),
            OffsetDateTime.parse("2024-05-17T05:15:30.123+00:00"),
            List.of(
                new RequestState.Card("5", Map.of("embossed", true)),
                new RequestState.Card(null, NONE)),
            "17",
            "42.50",
            null,
            "12",
            "",
            Map.of("receipt", Map.of("lines", List.of(1, new BigDecimal("2.50"), "x")))));
  }

  private static RequestState state(
      List<RequestState.Card> cards,
      @Nullable String clientId,
      @Nullable String transactionId,
      @Nullable String finDocumentId) {
    return new RequestState(
        null,
        CallStatus.OK,
        RequestStatus.SUCCESS,
        DT,
        cards,
        clientId,
        transactionId,
        finDocumentId,
        null,
        null,
        NONE);
  }

  private static SecretData secretData(String pan) {
    return new SecretData(
        CallStatus.OK,
        RequestStatus.SUCCESS,
        DT,
        Sensitive.of(pan),
        Sensitive.of("123"),
        Sensitive.of("2029-05"),
        NONE);
  }

  private static List<Account> accounts() {
    return List.of(
        new Account(
            "KZ86125KZT5004100100",
            "KZT",
            new BigDecimal("1200"),
            BigDecimal.ZERO,
            new BigDecimal("15300.75"),
            new BigDecimal("99.90"),
            NONE),
        new Account(
            "KZ86125USD5004100100",
            "USD",
            BigDecimal.ZERO,
            BigDecimal.ZERO,
            new BigDecimal("10.00"),
            BigDecimal.ZERO,
            NONE));
  }

  private static List<Account> oddAccounts() {
    return List.of(
        new Account(
            "12",
            "kzt?",
            new BigDecimal("1200.10"),
            null,
            new BigDecimal("15300.75"),
            null,
            Map.of("overdraft", new BigDecimal("5.50"))),
        new Account(null, null, null, null, null, null, NONE));
  }

  private static Authorization emptyAuthorization() {
    return new Authorization(null, null, null, null, null, null, null, null, null, List.of(), NONE);
  }

  private static List<Limit> limits() {
    return List.of(
        Limit.builder()
            .transactionType(LimitTransactionType.PAY)
            .region("KZ")
            .period(LimitPeriod.DAY)
            .amount(
                List.of(
                    LimitAmount.builder()
                        .type(LimitAmountType.MAX)
                        .value(new BigDecimal("100000.50"))
                        .currency("KZT")
                        .build()))
            .build(),
        Limit.builder()
            .transactionType(LimitTransactionType.WITHDRAWAL_ATM)
            .region("world")
            .period(LimitPeriod.MONTH)
            .amount(
                List.of(
                    LimitAmount.builder()
                        .type(LimitAmountType.MAX)
                        .value(BigDecimal.ZERO)
                        .currency("USD")
                        .build()))
            .build());
  }

  private static Map<String, @Nullable Object> withNull(
      String name, Map<String, @Nullable Object> others) {
    Map<String, @Nullable Object> all = new HashMap<>(others);
    all.put(name, null);
    return Collections.unmodifiableMap(all);
  }
}
