package io.github.freedomcard;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.ContractOperation;
import io.github.freedomcard.testing.Javac;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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

  /** How a record is built with the fields that the contract requires, and no others. */
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

  /** Arguments of setters, by the kind of a field in the contract. */
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("uuid", "UUID.randomUUID()"),
          Map.entry("product", "ProductId.INSTANT_CARD"),
          Map.entry("integer", "1"),
          Map.entry("giftCard", "1"),
          Map.entry("dateTime", NOW),
          Map.entry("amount", "BigDecimal.ONE"),
          Map.entry("phone", "\"77011234567\""),
          Map.entry("tenDigits", "\"7011234567\""),
          Map.entry("transactionType", "TransactionType.DEBIT"),
          Map.entry("object", "null"),
          Map.entry("array", "List.of()"));

  /** Requests that {@link #SPECIAL} has. */
  private static final Set<String> AMBIGUOUS = Set.of("IssueCardRequest", "UpdateClientRequest");

  /** Requests with overloaded methods or several ways to start, and parts of requests. */
  private static final List<Chain> SPECIAL =
      List.of(
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
          Chain.of("LimitObject", "type(LimitObjectType.CARD)", "value(\"1\")"),
          Chain.of("Limit", "transactionType(LimitTransactionType.PAY)"),
          Chain.of("LimitAmount"));

  private static final List<Chain> CHAINS =
      Stream.concat(
              ContractOperation.all().stream().map(RequiredFieldsTest::chain), SPECIAL.stream())
          .filter(chain -> !AMBIGUOUS.contains(chain.type()) || SPECIAL.contains(chain))
          .distinct()
          .toList();

  private static Chain chain(ContractOperation operation) {
    return Chain.of(
        operation.request(),
        operation.fields().stream()
            .filter(ContractOperation.Field::isRequired)
            // An operation's own id is generated.
            .filter(field -> !operation.isIdentified() || !field.path().equals("request_id"))
            .map(field -> setter(field.path()) + "(" + argument(field) + ")")
            .toArray(String[]::new));
  }

  private static String argument(ContractOperation.Field field) {
    return ARGUMENTS.getOrDefault(field.kind(), "\"1\"");
  }

  private static String setter(String wireName) {
    return Pattern.compile("_(.)")
        .matcher(wireName)
        .replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }

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
