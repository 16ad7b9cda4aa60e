package io.github.freedomcard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.Environment;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.config.RetryPolicy;
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
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.Marked;
import io.github.freedomcard.testing.RawServer;
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

  /** What a user does wrong. */
  @FunctionalInterface
  interface Wrong {
    Object with(FreedomCardClient client) throws Exception;
  }

  /** A mistake, and all that is said of it. */
  private record Case(Class<? extends Exception> refusal, String message, Wrong wrong) {

    @Override
    public String toString() {
      return message;
    }
  }

  private static Case argument(String message, Wrong wrong) {
    return new Case(IllegalArgumentException.class, message, wrong);
  }

  private static Case state(String message, Wrong wrong) {
    return new Case(IllegalStateException.class, message, wrong);
  }

  private static Case missing(String name, Wrong wrong) {
    return new Case(NullPointerException.class, name, wrong);
  }

  static Stream<Case> cases() {
    return Stream.of(
            moneyAndTime(), persons(), limits(), setUp(), baseUrls(), options(), paths(), calls())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void input_whenWrong_isRefusedBeforeAnythingIsSent(Case wrong) {
    try (RawServer server = RawServer.start((n, request) -> null);
        FreedomCardClient client = builder().baseUrl(server.baseUrl()).build()) {
      Throwable refusal = catchThrowable(() -> wrong.wrong.with(client));
      assertThat(refusal).isExactlyInstanceOf(wrong.refusal).hasMessage(wrong.message).hasNoCause();
      assertThat(Marked.in(refusal.toString())).isEmpty();
      assertThat(server.connections()).isZero();
    }
  }

  private static List<Case> moneyAndTime() {
    List<Case> cases = new ArrayList<>();
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

  private static List<Case> persons() {
    List<Case> cases = new ArrayList<>();
    for (String phone : List.of("", "701", "+7 701 999", "7019998877 MARKED", "1234567890123456")) {
      cases.add(argument("phone: not 10 to 15 digits", client -> Phone.of(phone)));
    }
    byte[] large = Arrays.copyOf(Marked.document(), 3 * 1024 * 1024);
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
    client.personId(field.equals("personId") ? null : Marked.PERSON_ID);
    client.document(field.equals("document") ? null : IdentityDocument.of(Marked.document()));
    client.address1(field.equals("address1") ? null : address);
    client.address2(field.equals("address2") ? null : address);
    return CreateClientRequest.builder()
        .productId(ProductId.of(1000))
        .client(client.build())
        .build();
  }

  private static Client.Builder person(String firstName) {
    return person(firstName, Marked.LAST_NAME);
  }

  private static Client.Builder person(String firstName, String lastName) {
    return Client.builder()
        .phone(Marked.PHONE)
        .type(ClientType.INDIVIDUAL)
        .resident(Residency.RESIDENT)
        .firstName(firstName)
        .lastName(lastName);
  }

  private static List<Case> limits() {
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

  private static List<Case> setUp() {
    Map<String, String> who =
        Map.of("FREEDOM_CARD_AUTH_ID", "1", "FREEDOM_CARD_SECRET_KEY", Marked.SECRET_KEY);
    Map<String, String> test = Map.of("FREEDOM_CARD_ENVIRONMENT", "test");
    return List.of(
        state(
            "credentials: not set",
            client -> FreedomCardClient.builder().environment(Environment.TEST).build()),
        state("environment or baseUrl: neither is set", client -> builder().build()),
        state(
            "environment or baseUrl: both are set",
            client -> builder().environment(Environment.TEST).baseUrl("https://localhost").build()),
        argument("authId: blank", client -> builder().credentials(" ", Marked.SECRET_KEY)),
        argument("secretKey: empty", client -> builder().credentials("1", "")),
        missing("authId", client -> Credentials.of(null, Marked.SECRET_KEY)),
        missing("secretKey", client -> Credentials.of("1", null)),
        missing("credentials", client -> builder().credentials(null)),
        missing("environment", client -> builder().environment(null)),
        missing("algorithm", client -> builder().algorithm(null)),
        missing("retryPolicy", client -> builder().retryPolicy(null)),
        missing("httpClient", client -> builder().httpClient(null)),
        argument("timeout <= 0: PT0S", client -> builder().timeout(Duration.ZERO)),
        argument(
            "attemptTimeout <= 0: PT-1S",
            client -> builder().attemptTimeout(Duration.ofSeconds(-1))),
        argument("timeout > PT576H: PT600H", client -> builder().timeout(Duration.ofDays(25))),
        missing("timeout", client -> builder().timeout(null)),
        argument(
            "maxResponseBytes: not 1 to 2147483639: 0", client -> builder().maxResponseBytes(0)),
        argument("FREEDOM_CARD_AUTH_ID: not set", client -> FreedomCardClientBuilder.fromEnv(test)),
        argument(
            "FREEDOM_CARD_SECRET_KEY: not set",
            client ->
                FreedomCardClientBuilder.fromEnv(
                    Map.of("FREEDOM_CARD_AUTH_ID", "1", "FREEDOM_CARD_SECRET_KEY", " "))),
        argument(
            "FREEDOM_CARD_ENVIRONMENT or FREEDOM_CARD_BASE_URL: neither is set",
            client -> FreedomCardClientBuilder.fromEnv(who)),
        argument(
            "FREEDOM_CARD_ENVIRONMENT or FREEDOM_CARD_BASE_URL: both are set",
            client ->
                FreedomCardClientBuilder.fromEnv(
                    with(
                        with(who, "FREEDOM_CARD_ENVIRONMENT", "test"),
                        "FREEDOM_CARD_BASE_URL",
                        "https://localhost"))),
        argument(
            "FREEDOM_CARD_ENVIRONMENT: neither test nor production: Test",
            client ->
                FreedomCardClientBuilder.fromEnv(with(who, "FREEDOM_CARD_ENVIRONMENT", "Test"))),
        argument(
            "baseUrl: not https: http://api.freedompay.kz",
            client ->
                FreedomCardClientBuilder.fromEnv(
                    with(who, "FREEDOM_CARD_BASE_URL", "http://api.freedompay.kz"))));
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    Map<String, String> all = new java.util.HashMap<>(map);
    all.put(key, value);
    return all;
  }

  private static List<Case> baseUrls() {
    List<Case> cases = new ArrayList<>();
    Map<String, String> wrong =
        Map.of(
            "https://api.freedompay.kz/v5", "baseUrl: has a path: ",
            "https://api.freedompay.kz//", "baseUrl: has a path: ",
            "https://api.freedompay.kz?x=1", "baseUrl: has a query: ",
            "https://api.freedompay.kz/#x", "baseUrl: has a fragment: ",
            "http://api.freedompay.kz", "baseUrl: not https: ",
            "http://127.0.0.1.example.com", "baseUrl: not https: ",
            "ftp://localhost", "baseUrl: not https: ",
            "api.freedompay.kz", "baseUrl: no host: ",
            "https://localhost:99999", "baseUrl: no port: ",
            "", "baseUrl: no host: ");
    wrong.forEach((url, rule) -> cases.add(argument(rule + url, client -> builder().baseUrl(url))));
    for (String url :
        List.of(
            "https://me:MARKED@api.freedompay.kz",
            "https://me:MARKED@no_such_form.kz",
            "me:MARKED@api.freedompay.kz")) {
      cases.add(argument("baseUrl: has a user part", client -> builder().baseUrl(url)));
    }
    cases.add(
        argument("baseUrl: no URL", client -> builder().baseUrl("https://me:MARKED secret@host")));
    cases.add(missing("baseUrl", client -> builder().baseUrl((String) null)));
    cases.add(missing("baseUrl", client -> Environment.of(null)));
    return cases;
  }

  private static List<Case> options() {
    List<Case> cases = new ArrayList<>();
    for (String name :
        List.of(
            "X-JWS-Signature",
            "request-id",
            "Content-Type",
            "CONTENT-LENGTH",
            "Accept",
            "Accept-Encoding",
            "Host",
            "Connection",
            "Transfer-Encoding",
            "Expect")) {
      cases.add(
          argument(
              "header name: set by the client: " + name,
              client -> RequestOptions.builder().header(name, "x")));
    }
    cases.addAll(
        List.of(
            argument(
                "header name: not a token: a b",
                client -> RequestOptions.builder().header("a b", "x")),
            argument(
                "header value: not printable ASCII: X-Trace",
                client -> RequestOptions.builder().header("X-Trace", "MARKED\r\nX-Evil: 1")),
            missing("value", client -> RequestOptions.builder().header("X-Trace", null)),
            missing("credentials", client -> RequestOptions.builder().credentials(null)),
            argument(
                "timeout <= 0: PT0S", client -> RequestOptions.builder().timeout(Duration.ZERO)),
            argument(
                "attemptTimeout <= 0: PT-0.001S",
                client -> RequestOptions.builder().attemptTimeout(Duration.ofMillis(-1))),
            argument("maxAttempts <= 0: 0", client -> RetryPolicy.builder().maxAttempts(0)),
            argument(
                "first <= 0: PT0S",
                client -> RetryPolicy.builder().backoff(Duration.ZERO, Duration.ofSeconds(1))),
            argument(
                "first > max: PT2S > PT1S",
                client ->
                    RetryPolicy.builder().backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))));
    return cases;
  }

  private static List<Case> paths() {
    List<Case> cases = new ArrayList<>();
    for (String path :
        List.of(
            "../../x",
            "/../x",
            "/a/..",
            "/a?b",
            "/a#b",
            "/a b",
            "/a%20b",
            "//host/a",
            "a",
            "/",
            "")) {
      String message = "path: not a plain absolute path: " + path;
      cases.add(argument(message, client -> builder().path(CardOperations.BLOCK_CARD, path)));
      cases.add(argument(message, client -> Operation.read("n", path, String.class, String.class)));
    }
    return cases;
  }

  private static List<Case> calls() {
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

  private static FreedomCardClientBuilder builder() {
    return FreedomCardClient.builder().credentials("1", Marked.SECRET_KEY);
  }
}
