package io.github.freedomcard.testing;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.card.ActivateCardRequest;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.BulkIssueCardsRequest;
import io.github.freedomcard.model.card.CardInfoRequest;
import io.github.freedomcard.model.card.CloseCardRequest;
import io.github.freedomcard.model.card.ExtendedStatementRequest;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.card.IssuePlasticCardRequest;
import io.github.freedomcard.model.card.LinkClientRequest;
import io.github.freedomcard.model.card.ResetPinCounterRequest;
import io.github.freedomcard.model.card.SecretDataRequest;
import io.github.freedomcard.model.card.SetPinRequest;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.model.card.UnblockCardRequest;
import io.github.freedomcard.model.client.Address;
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
import io.github.freedomcard.model.gift.GiftCardRequest;
import io.github.freedomcard.model.gift.IssueGiftCardRequest;
import io.github.freedomcard.model.gift.ListGiftCardProductsRequest;
import io.github.freedomcard.model.limit.Limit;
import io.github.freedomcard.model.limit.LimitAmount;
import io.github.freedomcard.model.limit.LimitAmountType;
import io.github.freedomcard.model.limit.LimitObject;
import io.github.freedomcard.model.limit.LimitObjectType;
import io.github.freedomcard.model.limit.LimitPeriod;
import io.github.freedomcard.model.limit.LimitTransactionType;
import io.github.freedomcard.model.limit.ListLimitsRequest;
import io.github.freedomcard.model.limit.SetLimitsRequest;
import io.github.freedomcard.model.transaction.ClearTransactionRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionInfoRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.Operation;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request of every type with every field set. Secrets, personal data and unknown fields have
 * {@link CanaryValues}.
 */
public final class Requests {

  private static final OffsetDateTime START = OffsetDateTime.parse("2024-05-17T10:15:30+05:00");
  private static final Map<String, @Nullable Object> UNKNOWN = CanaryValues.unknownFields();

  private static final LimitObject LIMITED =
      LimitObject.builder()
          .type(LimitObjectType.CARD)
          .value("card-1")
          .additionalProperties(UNKNOWN)
          .build();

  private Requests() {}

  /** Returns the request of an operation. */
  public static <Q> Q of(Operation<Q, ?> operation) {
    return operation
        .requestType()
        .cast(requireNonNull(byType().get(operation.requestType()), operation.name()));
  }

  /** Returns one request of each type, and both forms of {@code issueCard}'s. */
  public static List<Record> all() {
    return Stream.of(cards(), clients(), transactionsAndLimits(), gifts())
        .<Record>flatMap(List::stream)
        .toList();
  }

  private static Map<Class<?>, Record> byType() {
    return all().stream()
        .collect(Collectors.toMap(Record::getClass, Function.identity(), (first, second) -> first));
  }

  private static List<Record> cards() {
    return List.of(
        BulkIssueCardsRequest.builder()
            .productId(ProductId.INSTANT_CARD)
            .quantity(2)
            .additionalProperties(UNKNOWN)
            .build(),
        IssueCardRequest.forCardholder(cardholder())
            .productId(ProductId.INSTANT_CARD)
            .additionalProperties(UNKNOWN)
            .build(),
        IssueCardRequest.forClient("client-1")
            .productId(ProductId.INSTANT_CARD)
            .additionalProperties(UNKNOWN)
            .build(),
        IssuePlasticCardRequest.builder()
            .productId(ProductId.INSTANT_CARD)
            .clientId("client-1")
            .additionalProperties(UNKNOWN)
            .build(),
        ActivateCardRequest.builder().cardId("card-1").additionalProperties(UNKNOWN).build(),
        BlockCardRequest.builder()
            .cardId("card-1")
            .description("lost")
            .additionalProperties(UNKNOWN)
            .build(),
        UnblockCardRequest.builder()
            .cardId("card-1")
            .description("found")
            .additionalProperties(UNKNOWN)
            .build(),
        CloseCardRequest.builder()
            .cardId("card-1")
            .description("no use")
            .additionalProperties(UNKNOWN)
            .build(),
        SetPinRequest.builder()
            .cardId("card-1")
            .pin(CanaryValues.PIN)
            .additionalProperties(UNKNOWN)
            .build(),
        ResetPinCounterRequest.builder().cardId("card-1").additionalProperties(UNKNOWN).build(),
        LinkClientRequest.builder()
            .clientId("client-1")
            .cardId("card-1")
            .additionalProperties(UNKNOWN)
            .build(),
        CardInfoRequest.builder().cardId("card-1").additionalProperties(UNKNOWN).build(),
        BalanceRequest.builder().cardId("card-1").additionalProperties(UNKNOWN).build(),
        SecretDataRequest.builder().cardId("card-1").additionalProperties(UNKNOWN).build(),
        StatementRequest.builder()
            .cardId("card-1")
            .startDate(START)
            .endDate(START.plusDays(1))
            .additionalProperties(UNKNOWN)
            .build(),
        ExtendedStatementRequest.builder()
            .cardId("card-1")
            .startDate(START)
            .endDate(START.plusDays(1))
            .additionalProperties(UNKNOWN)
            .build());
  }

  private static IssueCardRequest.Cardholder cardholder() {
    return IssueCardRequest.Cardholder.builder()
        .firstName(CanaryValues.FIRST_NAME)
        .lastName(CanaryValues.LAST_NAME)
        .phone(CanaryValues.PHONE)
        .country("KAZ")
        .personId(CanaryValues.PERSON_ID)
        .middleName(CanaryValues.MIDDLE_NAME)
        .birthdate(CanaryValues.BIRTHDATE)
        .email(CanaryValues.EMAIL)
        .additionalProperties(UNKNOWN)
        .build();
  }

  private static List<Record> clients() {
    return List.of(
        CreateClientRequest.builder()
            .productId(ProductId.FREEDOM_WALLET_CARD)
            .client(client())
            .branchId("branch-7")
            .additionalProperties(UNKNOWN)
            .build(),
        UpdateClientRequest.builder()
            .clientId("client-1")
            .productId(ProductId.INSTANT_CARD)
            .client(new UpdateClientRequest.Client(Phone.of(CanaryValues.PHONE_NUMBER), UNKNOWN))
            .additionalProperties(UNKNOWN)
            .build(),
        ListCardsRequest.builder().clientId("client-1").additionalProperties(UNKNOWN).build(),
        ValidateCardholderRequest.builder()
            .userPhone(CanaryValues.PHONE)
            .firstName(CanaryValues.FIRST_NAME)
            .lastName(CanaryValues.LAST_NAME)
            .cardToken(UUID.fromString("0f8fad5b-d9cb-469f-a165-70867728950e"))
            .additionalProperties(UNKNOWN)
            .build(),
        RequestStatusRequest.builder()
            .requestId(UUID.fromString("828cf71d-a447-4a67-a149-c1df8bc197ca"))
            .additionalProperties(UNKNOWN)
            .build());
  }

  private static Client client() {
    Address address =
        Address.builder()
            .country("KAZ")
            .postalCode("MARKED-050000")
            .addressLine1("MARKED-Almaty")
            .addressLine2(CanaryValues.ADDRESS)
            .addressLine3("MARKED-10A")
            .additionalProperties(UNKNOWN)
            .build();
    return Client.builder()
        .phone(CanaryValues.PHONE)
        .type(ClientType.INDIVIDUAL)
        .resident(Residency.RESIDENT)
        .firstName(CanaryValues.FIRST_NAME)
        .lastName(CanaryValues.LAST_NAME)
        .middleName(CanaryValues.MIDDLE_NAME)
        .birthdate(CanaryValues.BIRTHDATE)
        .email(CanaryValues.EMAIL)
        .country("KAZ")
        .personId(CanaryValues.PERSON_ID)
        .language("kk")
        .document(IdentityDocument.of(CanaryValues.document()))
        .externalUserId("user-77")
        .address1(address)
        .address2(address)
        .identificationInfo(
            IdentificationInfo.builder()
                .idnDate(START)
                .identifiedBy(CanaryValues.FIRST_NAME)
                .additionalProperties(UNKNOWN)
                .build())
        .additionalProperties(UNKNOWN)
        .build();
  }

  private static List<Record> transactionsAndLimits() {
    return List.of(
        CreateTransactionRequest.builder()
            .orderId("order-1")
            .cardId("card-1")
            .type(TransactionType.DEBIT)
            .amount(new BigDecimal("1.50"))
            .currency("KZT")
            .description("shoes")
            .additionalProperties(UNKNOWN)
            .build(),
        ClearTransactionRequest.builder()
            .orderId("order-1")
            .transactionId("transaction-1")
            .description("sent")
            .amount(new BigDecimal("1.50"))
            .additionalProperties(UNKNOWN)
            .build(),
        RefundTransactionRequest.builder()
            .orderId("order-1")
            .transactionId("transaction-1")
            .description("returned")
            .amount(new BigDecimal("1.50"))
            .additionalProperties(UNKNOWN)
            .build(),
        TransactionInfoRequest.builder()
            .transactionId("transaction-1")
            .additionalProperties(UNKNOWN)
            .build(),
        SetLimitsRequest.builder()
            .object(LIMITED)
            .limits(List.of(limit()))
            .additionalProperties(UNKNOWN)
            .build(),
        ListLimitsRequest.builder().object(LIMITED).additionalProperties(UNKNOWN).build());
  }

  private static Limit limit() {
    return Limit.builder()
        .transactionType(LimitTransactionType.PAY)
        .region("KAZ")
        .period(LimitPeriod.DAY)
        .amount(
            List.of(
                LimitAmount.builder()
                    .type(LimitAmountType.MAX)
                    .value(new BigDecimal("100000"))
                    .currency("KZT")
                    .additionalProperties(UNKNOWN)
                    .build()))
        .additionalProperties(UNKNOWN)
        .build();
  }

  private static List<Record> gifts() {
    return List.of(
        ListGiftCardProductsRequest.builder().additionalProperties(UNKNOWN).build(),
        IssueGiftCardRequest.builder()
            .cardholderName(CanaryValues.FIRST_NAME + " " + CanaryValues.LAST_NAME)
            .phone(CanaryValues.PHONE)
            .productCode(12)
            .cardId(9_000_000_000L)
            .additionalProperties(UNKNOWN)
            .build(),
        ConfirmGiftCardRequest.builder()
            .otp(CanaryValues.OTP)
            .cardId(9_000_000_000L)
            .additionalProperties(UNKNOWN)
            .build(),
        GiftCardRequest.builder().cardId(9_000_000_000L).additionalProperties(UNKNOWN).build());
  }

  /** Returns a debit in KZT. */
  public static CreateTransactionRequest charge(String cardId, String amount) {
    return CreateTransactionRequest.builder()
        .orderId("order-1")
        .cardId(cardId)
        .type(TransactionType.DEBIT)
        .amount(new BigDecimal(amount))
        .currency("KZT")
        .build();
  }
}
