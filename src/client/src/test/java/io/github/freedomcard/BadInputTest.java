package io.github.freedomcard;

import static io.github.freedomcard.testing.InvalidInput.argument;
import static io.github.freedomcard.testing.InvalidInput.missing;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.freedomcard.model.Phone;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.BulkIssueCardsRequest;
import io.github.freedomcard.model.card.ExtendedStatementRequest;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.card.StatementRequest;
import io.github.freedomcard.model.client.Address;
import io.github.freedomcard.model.client.Client;
import io.github.freedomcard.model.client.ClientType;
import io.github.freedomcard.model.client.CreateClientRequest;
import io.github.freedomcard.model.client.IdentityDocument;
import io.github.freedomcard.model.client.Residency;
import io.github.freedomcard.model.client.ValidateCardholderRequest;
import io.github.freedomcard.model.limit.Limit;
import io.github.freedomcard.model.limit.LimitAmount;
import io.github.freedomcard.model.limit.LimitObject;
import io.github.freedomcard.model.limit.LimitObjectType;
import io.github.freedomcard.model.limit.LimitTransactionType;
import io.github.freedomcard.model.limit.SetLimitsRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.testing.CanaryValues;
import io.github.freedomcard.testing.InvalidInput;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is wrong is refused before anything is sent, with the field, the rule and the value, unless
 * the value is a secret or person data.
 */
@SuppressWarnings("NullAway") // Null is one of the wrong values.
class BadInputTest {

  private static final OffsetDateTime DAY = OffsetDateTime.parse("2024-05-17T10:15:30+05:00");

  static Stream<InvalidInput> cases() {
    return Stream.of(moneyAndTime(), persons(), limits(), calls()).flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void input_whenWrong_isRejectedBeforeAnythingIsSent(InvalidInput wrong) {
    wrong.check();
  }

  private static List<InvalidInput> moneyAndTime() {
    List<InvalidInput> cases = new ArrayList<>();
    for (String amount : List.of("0", "-5", "-0.01", "0.00")) {
      cases.add(argument("amount <= 0: " + amount, client -> transaction(client, amount, "KZT")));
      cases.add(
          argument(
              "amount <= 0: " + amount,
              client ->
                  client.refundTransaction(
                      RefundTransactionRequest.builder()
                          .orderId("1")
                          .transactionId("1")
                          .amount(new BigDecimal(amount))
                          .build())));
    }
    for (String currency : List.of("tenge", "kzt", "KZ", "398", "")) {
      cases.add(
          argument(
              "currency: not three capital letters: " + currency,
              client -> transaction(client, "1", currency)));
    }
    for (int quantity : new int[] {0, -1}) {
      cases.add(
          argument(
              "quantity <= 0: " + quantity,
              client ->
                  client.bulkIssueCards(
                      BulkIssueCardsRequest.builder()
                          .productId(ProductId.INSTANT_CARD)
                          .quantity(quantity)
                          .build())));
    }
    String span = "startDate > endDate: 2024-05-17T10:15:31+05:00 > 2024-05-17T10:15:30+05:00";
    cases.add(
        argument(
            span,
            client ->
                client.getStatement(
                    StatementRequest.builder()
                        .cardId("1")
                        .startDate(DAY.plusSeconds(1))
                        .endDate(DAY)
                        .build())));
    cases.add(
        argument(
            span,
            client ->
                client.getExtendedStatement(
                    ExtendedStatementRequest.builder()
                        .cardId("1")
                        .startDate(DAY.plusSeconds(1))
                        .endDate(DAY)
                        .build())));
    return cases;
  }

  private static Object transaction(FreedomCardClient client, String amount, String currency) {
    return client.createTransaction(
        CreateTransactionRequest.builder()
            .orderId("1")
            .cardId("1")
            .type(TransactionType.DEBIT)
            .amount(new BigDecimal(amount))
            .currency(currency)
            .build());
  }

  private static List<InvalidInput> persons() {
    List<InvalidInput> cases = new ArrayList<>();
    for (String phone : List.of("", "701", "+7 701 999", "7019998877 MARKED", "1234567890123456")) {
      cases.add(argument("phone: not 10 to 15 digits", client -> Phone.of(phone)));
    }
    byte[] large = Arrays.copyOf(CanaryValues.document(), 3 * 1024 * 1024);
    cases.addAll(
        List.of(
            argument("phone: not 10 to 15 digits", client -> Phone.of(-77019998877L)),
            argument("phone: starts with 0", client -> Phone.of("07019998877")),
            argument(
                "phone: not ten digits after the country code 7",
                client ->
                    ValidateCardholderRequest.builder()
                        .userPhone("+996 555 9998877")
                        .firstName("A")
                        .lastName("B")
                        .cardToken(UUID.randomUUID())
                        .build()),
            argument("document: 3145728 bytes > 2097152", client -> IdentityDocument.of(large)),
            argument(
                "document: no PDF", client -> IdentityDocument.of("MARKED".getBytes(US_ASCII))),
            argument("firstName: not in Latin letters", client -> person("Әйгерім MARKED").build()),
            argument("lastName: blank", client -> person("A", " ").build()),
            argument("email: not name@host", client -> person("A").email("MARKED").build()),
            argument(
                "country: not three capital letters: KZ",
                client -> person("A").country("KZ").build()),
            argument(
                "country: not three capital letters: kaz",
                client -> Address.builder().country("kaz").build()),
            argument(
                "language: not two small letters: kaz",
                client -> person("A").language("kaz").build()),
            argument(
                "cardholder, clientId: not exactly one of the two",
                client ->
                    client.issueCard(
                        new IssueCardRequest(
                            null, ProductId.INSTANT_CARD, null, null, Map.of())))));
    for (String field : List.of("country", "personId", "document", "address1", "address2")) {
      cases.add(
          argument(
              "client." + field + ": required for product 1000",
              client -> client.createClient(walletClientWithout(field))));
    }
    return cases;
  }

  private static CreateClientRequest walletClientWithout(String field) {
    Client.Builder client = person("A");
    Address address = Address.builder().country("KAZ").build();
    client.country(field.equals("country") ? null : "KAZ");
    client.personId(field.equals("personId") ? null : CanaryValues.PERSON_ID);
    client.document(field.equals("document") ? null : IdentityDocument.of(CanaryValues.document()));
    client.address1(field.equals("address1") ? null : address);
    client.address2(field.equals("address2") ? null : address);
    return CreateClientRequest.builder()
        .productId(ProductId.of(1000))
        .client(client.build())
        .build();
  }

  private static Client.Builder person(String firstName) {
    return person(firstName, CanaryValues.LAST_NAME);
  }

  private static Client.Builder person(String firstName, String lastName) {
    return Client.builder()
        .phone(CanaryValues.PHONE)
        .type(ClientType.INDIVIDUAL)
        .resident(Residency.RESIDENT)
        .firstName(firstName)
        .lastName(lastName);
  }

  private static List<InvalidInput> limits() {
    LimitObject card = LimitObject.builder().type(LimitObjectType.CARD).value("1").build();
    return List.of(
        argument(
            "limits: empty",
            client ->
                client.setLimits(
                    SetLimitsRequest.builder().object(card).limits(List.of()).build())),
        missing(
            "limits",
            client ->
                SetLimitsRequest.builder()
                    .object(card)
                    .limits(Arrays.asList((Limit) null))
                    .build()),
        argument(
            "value: blank",
            client -> LimitObject.builder().type(LimitObjectType.CARD).value(" ").build()),
        argument(
            "value < 0: -1",
            client -> LimitAmount.builder().value(BigDecimal.ONE.negate()).build()),
        argument(
            "currency: not three capital letters: T",
            client -> LimitAmount.builder().currency("T").build()),
        argument(
            "region: blank",
            client ->
                Limit.builder().transactionType(LimitTransactionType.PAY).region("").build()));
  }

  private static List<InvalidInput> calls() {
    BlockCardRequest request = BlockCardRequest.builder().cardId("1").description("lost").build();
    return List.of(
        argument(
            "cardId: blank",
            client ->
                client.blockCard(
                    BlockCardRequest.builder().cardId("\t").description("lost").build())),
        missing("request", client -> client.blockCard(null)),
        missing("operation", client -> client.execute(null, request)),
        missing("options", client -> client.withOptions(null)),
        missing("requestId", client -> client.awaitCompletion(null, Duration.ofSeconds(1))),
        missing("timeout", client -> client.awaitCompletion(request.requestId(), null)),
        argument(
            "timeout <= 0: PT0S",
            client -> client.awaitCompletion(request.requestId(), Duration.ZERO)));
  }
}
