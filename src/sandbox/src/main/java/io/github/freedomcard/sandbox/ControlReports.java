package io.github.freedomcard.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.freedomcard.sandbox.RequestHistory.ServedRequest;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The part of the control API that shows what happened. Thread-safe. */
final class ControlReports {

  private final FreedomCardSandbox sandbox;
  private final RequestHistory history;
  private final SignatureExplainer explainer;

  /** The newest result, because the page asks for the same request again and again. */
  private volatile @Nullable Checked lastChecked;

  private record Checked(long number, OffsetDateTime at, SignatureCheck check) {}

  ControlReports(FreedomCardSandbox sandbox, RequestHistory history) {
    this.sandbox = sandbox;
    this.history = history;
    this.explainer = new SignatureExplainer(sandbox.credentials(), sandbox.options().algorithm());
  }

  JsonNode sandbox() {
    SandboxOptions options = sandbox.options();
    ArrayNode operations = WireJson.array();
    for (OperationRoute route : sandbox.routes()) {
      operations
          .addObject()
          .put("name", route.name())
          .put("path", route.path())
          .put("effect", route.effect().name());
    }
    return sandbox.data(
        store ->
            WireJson.object()
                .put("base_url", sandbox.baseUrl().toString())
                .put("auth_id", sandbox.credentials().authId())
                .put("algorithm", options.algorithm().name())
                .put("processing", options.processing().toString())
                .put("now", WireJson.dateTime(sandbox.now()))
                .put("requests", history.lastNumber())
                .put("cards", store.cards.size())
                .put("transactions", store.transactions.size())
                .put("gift_cards", store.giftCards.size())
                .set("operations", operations));
  }

  JsonNode requests(long after, int limit) {
    ObjectNode list = WireJson.object();
    list.set("requests", ControlApi.array(history.after(after, limit), ControlReports::summary));
    return list.put("last_number", history.lastNumber());
  }

  private static ObjectNode summary(ServedRequest served) {
    SandboxRequest received = served.received();
    OperationResult result = served.result();
    UUID requestId = WireJson.requestId(WireJson.read(received.body()));
    ObjectNode json =
        WireJson.object()
            .put("number", served.number())
            .put("at", RequestHistory.TIME.format(served.at()))
            .put("method", received.method())
            .put("path", received.shownPath())
            .put("operation", served.route() == null ? null : served.route().name())
            .put(OperationRoute.REQUEST_ID, Objects.toString(requestId, null))
            .put("signature", served.signatureVerdict());
    if (served.response().isSent()) {
      json.put("status", served.response().status());
    } else {
      json.putNull("status");
    }
    return json.put("result", result == null ? null : result.summary())
        .put("fault", Objects.toString(served.fault(), null))
        .put("hint", result == null ? null : result.hint());
  }

  /**
   * Returns a request with its signature, its body and its response.
   *
   * @throws java.util.NoSuchElementException if it is not kept
   */
  JsonNode request(long number) {
    ServedRequest served = history.get(number);
    ObjectNode json = summary(served);
    json.set("signature_check", served.route() == null ? null : check(served).toJson());
    json.set("request_body", BodyMask.mask(served.received().body(), false));
    json.set("response_body", BodyMask.mask(served.response().body(), true));
    ObjectNode headers = WireJson.object();
    served.response().visibleHeaders().forEach(headers::put);
    json.set("response_headers", headers);
    return json;
  }

  private SignatureCheck check(ServedRequest served) {
    Checked last = lastChecked;
    // A number is given again after a reset.
    if (last != null && last.number() == served.number() && last.at().equals(served.at())) {
      return last.check();
    }
    SignatureCheck check = explainer.check(served.received());
    lastChecked = new Checked(served.number(), served.at(), check);
    return check;
  }

  JsonNode commandsInProcess() {
    return WireJson.object()
        .set(
            "commands",
            ControlApi.array(sandbox.ledger().inProcess(), ControlReports::withoutEffect));
  }

  private static ObjectNode withoutEffect(Ledger.WithoutEffect command) {
    return WireJson.object()
        .put("at", WireJson.dateTime(command.at()))
        .put("operation", command.operation())
        .put(OperationRoute.REQUEST_ID, Objects.toString(command.requestId(), null))
        .put("card_id", command.cardId());
  }

  JsonNode ledger(ControlRequest request) {
    UUID requestId = request.optionalRequestId();
    String cardId = request.parameter("card_id");
    long after = request.number("after", 0, -1);
    int limit = request.limit();
    List<Ledger.Entry> entries =
        sandbox.ledger().entries().stream()
            .filter(entry -> requestId == null || requestId.equals(entry.requestId()))
            .filter(entry -> cardId == null || cardId.equals(entry.cardId()))
            .toList();
    List<Ledger.WithoutEffect> refused =
        sandbox.ledger().refusedCommands().stream()
            .filter(command -> requestId == null || requestId.equals(command.requestId()))
            .filter(command -> cardId == null || cardId.equals(command.cardId()))
            .toList();
    ObjectNode json = WireJson.object();
    json.set(
        "entries",
        ControlApi.array(
            after < 0
                ? newest(entries, limit)
                : entries.stream().filter(entry -> entry.number() > after).limit(limit).toList(),
            ControlReports::entry));
    json.set("refused", ControlApi.array(newest(refused, limit), ControlReports::refused));
    return json.put("total", entries.size());
  }

  private static <T> List<T> newest(List<T> all, int limit) {
    return all.subList(Math.max(0, all.size() - limit), all.size());
  }

  private static JsonNode entry(Ledger.Entry entry) {
    return WireJson.object()
        .put("number", entry.number())
        .put("at", WireJson.dateTime(entry.at()))
        .put("operation", entry.operation())
        .put(OperationRoute.REQUEST_ID, Objects.toString(entry.requestId(), null))
        .put("card_id", entry.cardId())
        .put("currency", entry.currency())
        .put("charged", entry.charged().toPlainString())
        .put("refunded", entry.refunded().toPlainString())
        .put("credited", entry.credited().toPlainString());
  }

  private static JsonNode refused(Ledger.WithoutEffect command) {
    Refusal refusal = Objects.requireNonNull(command.refusal(), "refusal");
    return withoutEffect(command)
        .put("error_code", refusal.code())
        .put("error_description", refusal.description());
  }
}
