package io.github.freedomcard;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.Javac;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The compiler requires each field that the contract requires, in the contract's order. */
@Tag("slow")
class RequiredFieldsTest {

  private static final String IMPORTS =
      Stream.of(
              "model",
              "model.card",
              "model.client",
              "model.gift",
              "model.limit",
              "model.transaction")
          .map(name -> "import io.github.freedomcard." + name + ".*;\n")
          .collect(
              joining("", "", "import java.time.*; import java.util.*; import java.math.*;\n"));

  private static final String NOW = "OffsetDateTime.now(ZoneOffset.UTC)";
  private static final String PRODUCT = "productId(ProductId.INSTANT_CARD)";

  /** How a record is built with all that the contract requires, and nothing else. */
  private record Chain(String type, String start, List<String> fields) {

    static Chain of(String type, String... fields) {
      return new Chain(type, "builder()", List.of(fields));
    }

    String complete() {
      return expression(fields);
    }

    /** As {@link #complete}, with each field left out once. */
    List<String> incomplete() {
      List<String> expressions = new ArrayList<>();
      for (int i = 0; i < fields.size(); i++) {
        List<String> left = new ArrayList<>(fields);
        left.remove(i);
        expressions.add(expression(left));
      }
      return expressions;
    }

    private String expression(List<String> calls) {
      String chain = Stream.concat(Stream.of(type, start), calls.stream()).collect(joining("."));
      return type + " x = " + chain + ".build();";
    }
  }

  /** From the contract, not from the records. */
  private static final List<Chain> CHAINS =
      List.of(
          Chain.of("BulkIssueCardsRequest", PRODUCT, "quantity(1)"),
          new Chain("IssueCardRequest", "forClient(\"1\")", List.of(PRODUCT)),
          new Chain(
              "IssueCardRequest",
              "forCardholder((IssueCardRequest.Cardholder) null)",
              List.of(PRODUCT)),
          Chain.of(
              "IssueCardRequest.Cardholder",
              "firstName(\"A\")",
              "lastName(\"B\")",
              "phone(\"77011234567\")",
              "country(\"KAZ\")",
              "personId(\"1\")"),
          Chain.of("IssuePlasticCardRequest", PRODUCT, "clientId(\"1\")"),
          Chain.of("ActivateCardRequest", "cardId(\"1\")"),
          Chain.of("BlockCardRequest", "cardId(\"1\")", "description(\"lost\")"),
          Chain.of("UnblockCardRequest", "cardId(\"1\")", "description(\"found\")"),
          Chain.of("CloseCardRequest", "cardId(\"1\")", "description(\"no use\")"),
          Chain.of("SetPinRequest", "cardId(\"1\")"),
          Chain.of("ResetPinCounterRequest", "cardId(\"1\")"),
          Chain.of("LinkClientRequest", "clientId(\"1\")", "cardId(\"1\")"),
          Chain.of("CardInfoRequest", "cardId(\"1\")"),
          Chain.of("BalanceRequest", "cardId(\"1\")"),
          Chain.of("SecretDataRequest", "cardId(\"1\")"),
          Chain.of("StatementRequest", "cardId(\"1\")"),
          Chain.of(
              "ExtendedStatementRequest",
              "cardId(\"1\")",
              "startDate(" + NOW + ")",
              "endDate(" + NOW + ")"),
          Chain.of("CreateClientRequest", PRODUCT, "client((Client) null)"),
          Chain.of(
              "Client",
              "phone(Phone.of(77011234567L))",
              "type(ClientType.INDIVIDUAL)",
              "resident(Residency.RESIDENT)",
              "firstName(\"A\")",
              "lastName(\"B\")"),
          Chain.of("Address"),
          Chain.of("IdentificationInfo", "idnDate(" + NOW + ")", "identifiedBy(\"A\")"),
          Chain.of(
              "UpdateClientRequest", "clientId(\"1\")", PRODUCT, "client(Phone.of(77011234567L))"),
          Chain.of("ListCardsRequest", "clientId(\"1\")"),
          Chain.of("RequestStatusRequest", "requestId(UUID.randomUUID())"),
          Chain.of(
              "CreateTransactionRequest",
              "orderId(\"1\")",
              "cardId(\"1\")",
              "type(TransactionType.DEBIT)",
              "amount(BigDecimal.ONE)",
              "currency(\"KZT\")"),
          Chain.of("ClearTransactionRequest", "orderId(\"1\")", "transactionId(\"1\")"),
          Chain.of("RefundTransactionRequest", "orderId(\"1\")", "transactionId(\"1\")"),
          Chain.of("TransactionInfoRequest", "transactionId(\"1\")"),
          Chain.of("SetLimitsRequest", "object((LimitObject) null)", "limits(List.of())"),
          Chain.of("LimitObject", "type(LimitObjectType.CARD)", "value(\"1\")"),
          Chain.of("Limit", "transactionType(LimitTransactionType.PAY)"),
          Chain.of("LimitAmount"),
          Chain.of("ListLimitsRequest", "object((LimitObject) null)"),
          Chain.of(
              "ValidateCardholderRequest",
              "userPhone(\"77011234567\")",
              "firstName(\"A\")",
              "lastName(\"B\")",
              "cardToken(UUID.randomUUID())"),
          Chain.of("ListGiftCardProductsRequest"),
          Chain.of(
              "IssueGiftCardRequest",
              "cardholderName(\"A B\")",
              "phone(\"77011234567\")",
              "productCode(1)"),
          Chain.of("ConfirmGiftCardRequest", "otp(\"1\")"),
          Chain.of("GiftCardRequest", "cardId(1)"));

  @Test
  void requests_always_areAllListed() {
    assertThat(CHAINS.stream().map(Chain::type).collect(toSet()))
        .containsAll(
            Catalogue.operations().stream()
                .map(operation -> operation.requestType().getSimpleName())
                .toList());
  }

  @Test
  void build_whenEveryRequiredFieldIsSet_compiles() {
    assertThat(Javac.errors(source(CHAINS.stream().map(Chain::complete).toList()))).isEmpty();
  }

  @Test
  void build_whenOneRequiredFieldIsMissing_doesNotCompile() {
    List<String> incomplete =
        CHAINS.stream().flatMap(chain -> chain.incomplete().stream()).toList();
    String source = source(incomplete);
    Map<Long, String> errors = Javac.errorsByLine(source);
    List<String> lines = source.lines().toList();
    assertThat(errors.values()).allMatch(error -> error.startsWith("cannot find symbol"));
    assertThat(errors.keySet().stream().map(line -> lines.get(line.intValue() - 1)))
        .containsExactlyElementsOf(incomplete.stream().map(RequiredFieldsTest::line).toList())
        .hasSizeGreaterThan(60);
  }

  @Test
  void issueCard_whenForNeitherClientNorCardholder_doesNotCompile() {
    assertThat(
            Javac.errors(
                source(List.of("var x = IssueCardRequest.builder()." + PRODUCT + ".build();"))))
        .isNotEmpty();
  }

  private static String source(List<String> statements) {
    return IMPORTS
        + "class Use {\n"
        + statements.stream().map(RequiredFieldsTest::line).collect(joining("\n"))
        + "\n}";
  }

  private static String line(String statement) {
    return "{ " + statement + " }";
  }
}
