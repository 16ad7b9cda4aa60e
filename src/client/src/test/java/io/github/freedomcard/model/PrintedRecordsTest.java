package io.github.freedomcard.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.CloseCardRequest;
import io.github.freedomcard.model.card.UnblockCardRequest;
import io.github.freedomcard.model.transaction.ClearTransactionRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.testing.CanaryValues;
import io.github.freedomcard.testing.Catalogue;
import io.github.freedomcard.testing.ContractText;
import io.github.freedomcard.testing.WireFormat;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a record prints can be logged: no free text, and nothing that forges a line. */
class PrintedRecordsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String FORGED = "\r\n\u0085\u2028\u2029\u001b[2J\u202eERROR forged";

  static List<Operation<?, ?>> operations() {
    return Catalogue.operations();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void toString_whenTheServerSendsControlCharacters_printsNone(Operation<?, ?> operation)
      throws IOException {
    ObjectNode response = (ObjectNode) MAPPER.readTree(ContractText.of(operation, "full"));
    List<String> accepted = new ArrayList<>();
    for (JsonNode each : containers(response)) {
      forge(each, response, operation, accepted);
    }
    Object read = WireFormat.read(response.toString(), operation.responseType());
    assertThat(accepted).contains("new" + FORGED);
    assertThat(read.toString())
        .contains("\\u000d\\u000a")
        .matches("[^\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]*");
  }

  /** Puts the forged text into each text of the response whose type accepts it. */
  private static void forge(
      JsonNode container, ObjectNode response, Operation<?, ?> operation, List<String> accepted) {
    if (container instanceof ArrayNode) {
      return;
    }
    ObjectNode object = (ObjectNode) container;
    object.put("new" + FORGED, 1);
    accepted.add("new" + FORGED);
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      JsonNode value = object.get(name);
      if (value instanceof TextNode && !name.endsWith("status")) {
        object.put(name, value.textValue() + FORGED);
        try {
          WireFormat.read(response.toString(), operation.responseType());
          accepted.add(name);
        } catch (AssertionError refused) {
          object.set(name, value);
        }
      }
    }
  }

  private static List<JsonNode> containers(JsonNode node) {
    List<JsonNode> all = new ArrayList<>();
    if (node.isContainerNode()) {
      all.add(node);
      node.forEach(each -> all.addAll(containers(each)));
    }
    return all;
  }

  static Stream<Record> described() {
    String text = CanaryValues.FREE_TEXT;
    return Stream.of(
        BlockCardRequest.builder().cardId("1").description(text).build(),
        UnblockCardRequest.builder().cardId("1").description(text).build(),
        CloseCardRequest.builder().cardId("1").description(text).build(),
        CreateTransactionRequest.builder()
            .orderId("1")
            .cardId("1")
            .type(TransactionType.of("debit"))
            .amount(BigDecimal.ONE)
            .currency("KZT")
            .description(text)
            .build(),
        RefundTransactionRequest.builder()
            .orderId("1")
            .transactionId("1")
            .description(text)
            .build(),
        ClearTransactionRequest.builder()
            .orderId("1")
            .transactionId("1")
            .description(text)
            .build());
  }

  @ParameterizedTest
  @MethodSource("described")
  void toString_whenThereIsADescription_masksIt(Record request) {
    UUID id = ((IdempotentRequest) request).requestId();
    assertThat(CanaryValues.in(request.toString())).isEmpty();
    assertThat(request.toString())
        .startsWith(request.getClass().getSimpleName() + "[requestId=" + id + ", ")
        .contains("description=***, ")
        .endsWith("additionalProperties=[]]");
  }
}
