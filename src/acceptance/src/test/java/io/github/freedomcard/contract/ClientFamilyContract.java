package io.github.freedomcard.contract;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatus;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.client.Address;
import io.github.freedomcard.model.client.CardList;
import io.github.freedomcard.model.client.CardholderValidation;
import io.github.freedomcard.model.client.Client;
import io.github.freedomcard.model.client.ClientType;
import io.github.freedomcard.model.client.CreateClientRequest;
import io.github.freedomcard.model.client.IdentificationInfo;
import io.github.freedomcard.model.client.IdentityDocument;
import io.github.freedomcard.model.client.ListCardsRequest;
import io.github.freedomcard.model.client.Residency;
import io.github.freedomcard.model.client.UpdateClientRequest;
import io.github.freedomcard.model.client.ValidateCardholderRequest;
import io.github.freedomcard.model.gift.ConfirmGiftCardRequest;
import io.github.freedomcard.model.gift.GiftCard;
import io.github.freedomcard.model.gift.GiftCardAcknowledgement;
import io.github.freedomcard.model.gift.GiftCardProducts;
import io.github.freedomcard.model.gift.GiftCardRequest;
import io.github.freedomcard.model.gift.GiftCardStatus;
import io.github.freedomcard.model.gift.GiftStatus;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.gift.IssuedGiftCard;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import io.github.freedomcard.operation.ClientOperations;
import io.github.freedomcard.operation.GiftCardOperations;
import io.github.freedomcard.operation.RequestOperations;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The contract cases of clients, cardholders, request states and gift cards. */
final class ClientFamilyContract {

  private static final UUID REQUEST_ID = UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca");
  private static final UUID TOKEN = UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e");
  private static final OffsetDateTime DT = OffsetDateTime.parse("2024-05-17T10:15:30+05:00");
  private static final LocalDateTime DATETIME = LocalDateTime.parse("2024-05-17T10:15:30");
  private static final long CARD_ID = 9_000_000_000L;

  private static final RequestState NO_STATE =
      new RequestState(null, null, null, null, List.of(), null, null, null, null, null, Map.of());
  private static final GiftCardRequest CARD = GiftCardRequest.builder().cardId(CARD_ID).build();
  private static final GiftCard NO_CARD =
      new GiftCard(null, null, null, null, null, null, Map.of());
  private static final GiftCard ACTIVATED_CARD =
      new GiftCard(
          DATETIME,
          GiftStatus.SUCCESS,
          GiftCardStatus.ACTIVATED,
          "KZT",
          new BigDecimal("5000"),
          "440043******1234",
          Map.of());
  private static final GiftCardAcknowledgement ACKNOWLEDGED =
      new GiftCardAcknowledgement(DATETIME, GiftStatus.SUCCESS, Map.of());
  private static final GiftCardAcknowledgement NOT_ACKNOWLEDGED =
      new GiftCardAcknowledgement(null, null, Map.of());

  private ClientFamilyContract() {}

  static List<ContractCase> cases() {
    return List.of(
        createClient(),
        updateClient(),
        listCards(),
        validateCardholder(),
        getRequestStatus(),
        getTransactionRequestStatus(),
        listGiftCardProducts(),
        issueGiftCard(),
        confirmGiftCard(),
        resendGiftCard(),
        resendGiftCardCode(),
        getGiftCardStatus());
  }

  private static ContractCase createClient() {
    Address registered =
        Address.builder()
            .country("KAZ")
            .postalCode("050000")
            .addressLine1("Almaty")
            .addressLine2("Abay")
            .addressLine3("10A")
            .build();
    Client client =
        Client.builder()
            .phone("+7 701 123-45-67")
            .type(ClientType.INDIVIDUAL)
            .resident(Residency.RESIDENT)
            .firstName("Aigerim")
            .lastName("Bekova")
            .middleName("Serikkyzy")
            .birthdate(LocalDate.of(1990, 5, 7))
            .email("aigerim@example.kz")
            .country("KAZ")
            .personId("900507400123")
            .language("kk")
            .document(IdentityDocument.of("%PDF-1.7\n".getBytes(US_ASCII)))
            .externalUserId("user-77")
            .address1(registered)
            .address2(registered.toBuilder().addressLine3("12").build())
            .identificationInfo(
                IdentificationInfo.builder().idnDate(DT).identifiedBy("branch 7").build())
            .build();
    return new ContractCase(
        ClientOperations.CREATE_CLIENT,
        CreateClientRequest.builder()
            .productId(ProductId.FREEDOM_WALLET_CARD)
            .client(client)
            .requestId(REQUEST_ID)
            .branchId("branch-7")
            .build(),
        new RequestState(
            null,
            CallStatus.OK,
            RequestStatus.SUCCESS,
            DT,
            List.of(),
            "123456789",
            null,
            null,
            "0",
            "none",
            Map.of()),
        NO_STATE,
        new RequestState(
            null,
            CallStatus.of("accepted"),
            RequestStatus.of("7"),
            null,
            List.of(),
            "123456789",
            null,
            null,
            "12",
            null,
            with(
                "new_null",
                null,
                Map.of("new_field", Map.of("a", Arrays.asList(1, null, new BigDecimal("1.50")))))));
  }

  private static ContractCase updateClient() {
    return new ContractCase(
        ClientOperations.UPDATE_CLIENT,
        UpdateClientRequest.builder()
            .clientId("123456789")
            .productId(ProductId.ELECTRON_CARD)
            .client(Phone.of("77011234567"))
            .requestId(REQUEST_ID)
            .build(),
        new RequestState(
            null,
            CallStatus.OK,
            RequestStatus.SUCCESS,
            DT,
            List.of(),
            null,
            null,
            null,
            "0",
            "none",
            Map.of()),
        NO_STATE,
        new RequestState(
            REQUEST_ID,
            CallStatus.of("200"),
            RequestStatus.of("postponed"),
            null,
            List.of(),
            null,
            "5",
            "true",
            null,
            null,
            Map.of("new_field", List.of())));
  }

  private static ContractCase listCards() {
    return new ContractCase(
        ClientOperations.LIST_CARDS,
        ListCardsRequest.builder().clientId("123456789").build(),
        new CardList(
            CallStatus.OK,
            RequestStatus.SUCCESS,
            DT,
            List.of(
                new CardList.ListedCard("123456789", Map.of()),
                new CardList.ListedCard("0f8fad5b-d9cb-469f-a165-70867728950e", Map.of())),
            Map.of()),
        new CardList(null, null, null, List.of(), Map.of()),
        new CardList(
            CallStatus.OK,
            RequestStatus.of("archived"),
            OffsetDateTime.parse("2024-05-17T05:15:30Z"),
            List.of(
                new CardList.ListedCard("5", Map.of("colour", "red")),
                new CardList.ListedCard(null, Map.of())),
            Map.of("total", "3")));
  }

  private static ContractCase validateCardholder() {
    return new ContractCase(
        ClientOperations.VALIDATE_CARDHOLDER,
        ValidateCardholderRequest.builder()
            .userPhone("+7 707 707-07-07")
            .firstName("Aigerim")
            .lastName("Bekova")
            .cardToken(TOKEN)
            .requestId(REQUEST_ID)
            .build(),
        new CardholderValidation(CallStatus.OK, "44.37%", 1, DT, Map.of()),
        new CardholderValidation(null, null, null, null, Map.of()),
        new CardholderValidation(
            CallStatus.of("maybe"),
            "44.37",
            2,
            null,
            Map.of("request_status", "success", "reasons", Arrays.asList("age", null))));
  }

  private static ContractCase getRequestStatus() {
    return new ContractCase(
        RequestOperations.GET_REQUEST_STATUS,
        RequestStatusRequest.builder().requestId(REQUEST_ID).build(),
        new RequestState(
            null,
            CallStatus.OK,
            RequestStatus.SUCCESS,
            DT,
            List.of(new RequestState.Card("123456789", Map.of())),
            "987654321",
            null,
            null,
            "0",
            "none",
            Map.of()),
        NO_STATE,
        new RequestState(
            null,
            CallStatus.of("OK"),
            RequestStatus.of("PROCESS"),
            DT.withNano(123_000_000),
            List.of(
                new RequestState.Card("5", Map.of("colour", "red")),
                new RequestState.Card(null, Map.of())),
            "987654321",
            null,
            null,
            null,
            null,
            Map.of("new_field", new BigDecimal("1.0"))));
  }

  private static ContractCase getTransactionRequestStatus() {
    return new ContractCase(
        RequestOperations.GET_TRANSACTION_REQUEST_STATUS,
        RequestStatusRequest.builder().requestId(REQUEST_ID).build(),
        new RequestState(
            null,
            CallStatus.OK,
            RequestStatus.SUCCESS,
            DT,
            List.of(),
            null,
            "123456789",
            "fin-1",
            "0",
            "none",
            Map.of()),
        NO_STATE,
        new RequestState(
            null,
            CallStatus.OK,
            null,
            OffsetDateTime.parse("2024-05-17T05:15:30Z"),
            List.of(),
            "",
            "123456789",
            "5.50",
            null,
            null,
            Map.of("amount", new BigDecimal("0.10"))));
  }

  private static ContractCase listGiftCardProducts() {
    return new ContractCase(
        GiftCardOperations.LIST_GIFT_CARD_PRODUCTS,
        ListGiftCardProductsRequest.builder().build(),
        new GiftCardProducts(
            DATETIME,
            GiftStatus.SUCCESS,
            List.of(
                new GiftCardProducts.GiftCardProduct(
                    12L,
                    "Сыйлық",
                    "Gift",
                    "KZT",
                    new BigDecimal("5000.50"),
                    "https://example.kz/12.png",
                    Map.of()),
                new GiftCardProducts.GiftCardProduct(
                    9_000_000_000L,
                    "Gift 2",
                    "Gift 2",
                    "USD",
                    new BigDecimal("100"),
                    "https://example.kz/13.png",
                    Map.of())),
            Map.of()),
        new GiftCardProducts(null, null, List.of(), Map.of()),
        new GiftCardProducts(
            DATETIME,
            GiftStatus.SUCCESS,
            List.of(
                new GiftCardProducts.GiftCardProduct(
                    12L,
                    "7",
                    null,
                    "TENGE",
                    new BigDecimal("5000.50"),
                    "false",
                    Map.of("colour", "red"))),
            Map.of("new_field", Map.of())));
  }

  private static ContractCase issueGiftCard() {
    return new ContractCase(
        GiftCardOperations.ISSUE_GIFT_CARD,
        IssueGiftCardRequest.builder()
            .cardholderName("Aigerim Bekova")
            .phone("77011234567")
            .productCode(12)
            .cardId(CARD_ID)
            .build(),
        new IssuedGiftCard(DATETIME, GiftStatus.SUCCESS, CARD_ID, Map.of()),
        new IssuedGiftCard(null, null, null, Map.of()),
        new IssuedGiftCard(
            null,
            GiftStatus.of(-99),
            CARD_ID,
            Map.of("new_field", Collections.singletonList(null))));
  }

  private static ContractCase confirmGiftCard() {
    return new ContractCase(
        GiftCardOperations.CONFIRM_GIFT_CARD,
        ConfirmGiftCardRequest.builder().otp("012345").cardId(CARD_ID).build(),
        ACTIVATED_CARD,
        NO_CARD,
        new GiftCard(
            null,
            GiftStatus.of("2000A"),
            GiftCardStatus.of(99),
            "398",
            new BigDecimal("0.10"),
            null,
            Map.of("new_field", with("a", null, Map.of()))));
  }

  private static ContractCase resendGiftCard() {
    return new ContractCase(
        GiftCardOperations.RESEND_GIFT_CARD,
        CARD,
        ACKNOWLEDGED,
        NOT_ACKNOWLEDGED,
        new GiftCardAcknowledgement(
            DATETIME, GiftStatus.of(-12), Map.of("new_field", List.of(List.of(), Map.of()))));
  }

  private static ContractCase resendGiftCardCode() {
    return new ContractCase(
        GiftCardOperations.RESEND_GIFT_CARD_CODE,
        CARD,
        ACKNOWLEDGED,
        NOT_ACKNOWLEDGED,
        new GiftCardAcknowledgement(null, null, Map.of("new_field", true)));
  }

  private static ContractCase getGiftCardStatus() {
    return new ContractCase(
        GiftCardOperations.GET_GIFT_CARD_STATUS,
        CARD,
        ACTIVATED_CARD,
        NO_CARD,
        new GiftCard(
            DATETIME.plusNanos(500_000_000),
            GiftStatus.SUCCESS,
            GiftCardStatus.EXPIRED,
            null,
            new BigDecimal("5000"),
            "1234",
            Map.of("new_field", new BigDecimal("1.00"))));
  }

  /** Copies the properties and adds one; {@code Map.of} rejects the nulls among them. */
  private static Map<String, @Nullable Object> with(
      String name, Object value, Map<String, @Nullable Object> properties) {
    Map<String, @Nullable Object> all = new HashMap<>(properties);
    all.put(name, value);
    return all;
  }
}
