package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.bytes;
import static io.github.freedomcard.sandbox.SandboxCaller.json;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.testing.ContractOperation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request of each operation that a sandbox accepts. */
final class ContractRequests {

  private final FreedomCardSandbox sandbox;
  private final SandboxCaller caller;

  ContractRequests(FreedomCardSandbox sandbox, SandboxCaller caller) {
    this.sandbox = sandbox;
    this.caller = caller;
  }

  /** A field of the contract. */
  record Field(String path, char need, String kind) {

    /** The position in a body; for an array, in its first item. */
    JsonPointer pointer() {
      return JsonPointer.compile("/" + path.replace("[]", ".0").replace('.', '/'));
    }

    String reported() {
      return path.replace("[]", "[0]");
    }
  }

  record Row(String name, String path, Effect effect, List<Field> fields) {

    boolean isGift() {
      return path.startsWith(SandboxCaller.GIFT);
    }

    /** Returns whether it has a {@code request_id}. */
    boolean isIdentified() {
      return !path.equals(SandboxCaller.STATUS)
          && fields.stream().anyMatch(field -> field.path().equals("request_id"));
    }

    boolean has(String kind) {
      return fields.stream().anyMatch(field -> field.kind().equals(kind));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    for (ContractOperation each : ContractOperation.all()) {
      List<Field> fields =
          each.fields().stream()
              .map(field -> new Field(field.path(), field.need(), field.kind()))
              .toList();
      rows.put(each.name(), new Row(each.name(), each.path(), each.effect(), fields));
    }
    return rows;
  }

  // Valid bodies: the fixture of the operation, with existing ids.

  static ObjectNode fixture(Row row) {
    String name = "/contract/" + row.name() + "/request.json";
    try (InputStream resource = ContractRequests.class.getResourceAsStream(name)) {
      return (ObjectNode) json(requireNonNull(resource, name).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ObjectNode valid(Row row) {
    String card = row.has("card") || row.has("transaction") ? cardFor(row.name()) : "";
    return valid(row, card);
  }

  ObjectNode valid(Row row, String card) {
    ObjectNode body = fixture(row);
    if (row.path().equals(SandboxCaller.STATUS)) {
      return body.put("request_id", usedId());
    }
    for (Field field : row.fields()) {
      switch (field.kind()) {
        case "card" -> put(body, field, "'" + card + "'");
        case "client" -> put(body, field, "'" + caller.client() + "'");
        case "transaction" ->
            put(body, field, "'" + caller.transaction(card, "debit", "2000") + "'");
        case "objectType" -> put(body, field, "'card'");
        case "giftCard" -> put(body, field, Long.toString(giftFor(row.name())));
        default -> {}
      }
    }
    if (row.isIdentified()) {
      body.put("request_id", newId());
    }
    if (row.name().equals("issueGiftCard")) {
      body.put("product_code", 1);
    } else if (row.name().equals("confirmGiftCard")) {
      body.put("otp", sandbox.otp(body.path("card_id").longValue()));
    }
    return body;
  }

  String usedId() {
    String requestId = newId();
    caller.ok(CARD + "bulk_issue", "{'request_id':'%s','product_id':2000,'quantity':1}", requestId);
    return requestId;
  }

  /** Creates a card in the status that the operation needs. */
  String cardFor(String operation) {
    if (operation.equals("linkClient")) {
      return caller.status(usedId()).path("cards").path(0).path("card_id").textValue();
    }
    if (operation.equals("activateCard")) {
      return caller.issuedCard();
    }
    String card = caller.activeCard("5000");
    if (operation.equals("unblockCard")) {
      caller.command(CARD + "block", "'card_id':'%s','description':'x'", card);
    }
    return card;
  }

  long giftFor(String operation) {
    if (operation.equals("issueGiftCard")) {
      return sandbox.arrange().blankGiftCard();
    }
    String issue = "{'cardholder_name':'A','phone':77011234567,'product_code':1}";
    return caller.gift(0, "issue_card", issue).path("card_id").longValue();
  }

  static void put(ObjectNode body, Field field, String value) {
    JsonPointer pointer = field.pointer();
    ((ObjectNode) body.at(pointer.head()))
        .set(pointer.last().getMatchingProperty(), json(bytes(value)));
  }

  static void remove(ObjectNode body, Field field) {
    JsonPointer pointer = field.pointer();
    ((ObjectNode) body.at(pointer.head())).remove(pointer.last().getMatchingProperty());
  }
}
