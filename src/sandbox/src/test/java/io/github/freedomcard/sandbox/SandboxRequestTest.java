package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.CLIENT;
import static io.github.freedomcard.sandbox.SandboxCaller.LIMITS;
import static io.github.freedomcard.sandbox.SandboxCaller.STATUS;
import static io.github.freedomcard.sandbox.SandboxCaller.TRANSACTION;
import static io.github.freedomcard.sandbox.SandboxCaller.names;
import static io.github.freedomcard.sandbox.SandboxCaller.newId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxRequestTest {

  private static final String DUPLICATE = "duplicate_request_id";
  private static final String DEBIT =
      "{'request_id':'%s','order_id':'o1','card_id':'%s','type':'debit','amount':%s,"
          + "'currency':'KZT'}";

  private FreedomCardSandbox sandbox = FreedomCardSandbox.start();
  private SandboxCaller caller = new SandboxCaller(sandbox);
  private final String requestId = newId();

  @AfterEach
  void close() {
    sandbox.close();
  }

  private void restart(ProcessingMode mode) {
    sandbox.close();
    sandbox = FreedomCardSandbox.start(SandboxOptions.builder().processing(mode).build());
    caller = new SandboxCaller(sandbox);
  }

  private int effects() {
    return sandbox.ledger().effects(UUID.fromString(requestId));
  }

  private String requestStatus() {
    JsonNode reported = caller.status(requestId);
    assertThat(reported.path("status").textValue()).isEqualTo("ok");
    return reported.path("request_status").textValue();
  }

  @Test
  void duplicate_whenIdempotentCommand_refusedAndFirstUnchanged() {
    String cardId = caller.activeCard("100");
    caller.ok(TRANSACTION + "create", DEBIT, requestId, cardId, "30");
    JsonNode reported = caller.status(requestId);

    caller.error(DUPLICATE, TRANSACTION + "create", DEBIT, requestId, cardId, "30");
    caller.error(DUPLICATE, TRANSACTION + "create", DEBIT, requestId, cardId, "50");
    caller.error(
        DUPLICATE, TRANSACTION + "create", DEBIT, requestId.toUpperCase(Locale.ROOT), cardId, "1");

    assertThat(effects()).isEqualTo(1);
    assertThat(sandbox.ledger().charged(cardId)).isEqualByComparingTo("30");
    assertThat(caller.status(requestId)).isEqualTo(reported);
  }

  @Test
  void duplicate_whenOfAnotherOperation_refused() {
    String cardId = caller.issuedCard();
    caller.ok(CARD + "activate", "{'request_id':'%s','card_id':'%s'}", requestId, cardId);
    caller.error(
        DUPLICATE,
        CARD + "close",
        "{'request_id':'%s','card_id':'%s','description':'x'}",
        requestId,
        cardId);
  }

  @Test
  void duplicate_whenReadWithRequestId_refused() {
    String cardId = caller.issuedCard();
    String info = "{'request_id':'%s','card_id':'%s'}";
    caller.ok(CARD + "info", info, requestId, cardId);
    caller.error(DUPLICATE, CARD + "info", info, requestId, cardId);

    String limits = "{'request_id':'%s','object':{'type':'card','value':'%s'}}";
    String second = newId();
    caller.ok(LIMITS + "list", limits, second, cardId);
    caller.error(DUPLICATE, LIMITS + "list", limits, second, cardId);

    String validate =
        "{'request_id':'%s','user_phone':'7011234567','first_name':'A','last_name':'B',"
            + "'card_token':'"
            + newId()
            + "'}";
    String path = "/v5/card-api/external/cardholder_validate";
    String third = newId();
    assertThat(caller.call(path, validate, third).path("status").textValue()).isEqualTo("ok");
    JsonNode refused = caller.call(path, validate, third);
    assertThat(names(refused)).containsExactly("status", "error_code", "error_description", "dt");
    assertThat(refused.path("error_code").textValue()).isEqualTo(DUPLICATE);
    assertThat(sandbox.ledger().entries()).hasSize(2);
  }

  @Test
  void status_whenQueriedOften_neverDuplicate() {
    caller.ok(CARD + "bulk_issue", "{'request_id':'%s','product_id':2000,'quantity':1}", requestId);
    assertThat(caller.status(requestId)).isEqualTo(caller.status(requestId));
  }

  @Test
  void status_whenUnknown_errorResponse() {
    caller.error("request_not_found", STATUS, "{'request_id':'%s'}", newId());
  }

  @Test
  void status_whenReadWithRequestId_successOnly() {
    String cardId = caller.issuedCard();
    caller.ok(CARD + "info", "{'request_id':'%s','card_id':'%s'}", requestId, cardId);
    assertThat(names(caller.status(requestId))).containsExactly("status", "request_status", "dt");
  }

  @Test
  void status_whenCommandFailed_errorAndIdIsUsed() {
    String cardId = caller.issuedCard();
    caller.error("card_status", TRANSACTION + "create", DEBIT, requestId, cardId, "1");

    JsonNode reported = caller.status(requestId);
    assertThat(names(reported))
        .containsExactly("status", "request_status", "error_code", "error_description", "dt");
    assertThat(reported.path("status").textValue()).isEqualTo("ok");
    assertThat(reported.path("request_status").textValue()).isEqualTo("error");
    assertThat(reported.path("error_code").textValue()).isEqualTo("card_status");
    assertThat(effects()).isZero();
    caller.error(DUPLICATE, TRANSACTION + "create", DEBIT, requestId, cardId, "1");
    assertThat(caller.status(requestId)).isEqualTo(reported);
  }

  @Test
  void status_whenRequestWasInvalid_unknownAndIdIsUnused() {
    String cardId = caller.activeCard("5");
    caller.error("invalid_request", TRANSACTION + "create", DEBIT, requestId, cardId, "-1");
    caller.error("request_not_found", STATUS, "{'request_id':'%s'}", requestId);
    caller.ok(TRANSACTION + "create", DEBIT, requestId, cardId, "1");
  }

  @Test
  void processing_whenAfterTwoStatusQueries_effectWithThird() {
    restart(ProcessingMode.afterStatusQueries(2));
    String body = "{'request_id':'%s','product_id':2000,'quantity':1}";
    JsonNode response = caller.call(CARD + "bulk_issue", body, requestId);
    assertThat(names(response)).containsExactly("status", "request_status", "dt");
    assertThat(response.path("status").textValue()).isEqualTo("ok");
    assertThat(response.path("request_status").textValue()).isEqualTo("process");

    assertThat(requestStatus()).isEqualTo("process");
    caller.error(DUPLICATE, CARD + "bulk_issue", body, requestId);
    assertThat(names(caller.status(requestId))).containsExactly("status", "request_status", "dt");
    assertThat(effects()).isZero();

    assertThat(requestStatus()).isEqualTo("success");
    assertThat(effects()).isEqualTo(1);
    assertThat(caller.status(requestId).path("cards")).hasSize(1);
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void processing_whenAfterNoStatusQuery_firstQueryFinishes() {
    restart(ProcessingMode.afterStatusQueries(0));
    caller.call(
        CLIENT + "add",
        "{'request_id':'%s','product_id':2000,'client':{'phone':77011234567,'type':1,"
            + "'resident':1,'first_name':'A','last_name':'B'}}",
        requestId);
    assertThat(effects()).isZero();
    assertThat(caller.status(requestId).path("client_id").isTextual()).isTrue();
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void finish_whenInProcess_takesEffectOnce() {
    restart(ProcessingMode.untilFinished());
    caller.call(
        CARD + "bulk_issue", "{'request_id':'%s','product_id':2000,'quantity':2}", requestId);
    for (int i = 0; i < 20; i++) {
      assertThat(requestStatus()).isEqualTo("process");
    }
    assertThat(sandbox.finish(UUID.fromString(requestId))).isTrue();
    assertThat(effects()).isEqualTo(1);
    assertThat(requestStatus()).isEqualTo("success");
    assertThat(sandbox.finish(UUID.fromString(requestId))).isFalse();
    assertThat(sandbox.finish(UUID.randomUUID())).isFalse();
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void finish_whenRefused_errorIsReported() {
    restart(ProcessingMode.untilFinished());
    caller.call(CARD + "activate", "{'request_id':'%s','card_id':'none'}", requestId);
    assertThat(requestStatus()).isEqualTo("process");
    assertThat(sandbox.finish(UUID.fromString(requestId))).isTrue();
    assertThat(caller.status(requestId).path("error_code").textValue()).isEqualTo("card_not_found");
    assertThat(effects()).isZero();
  }

  @Test
  void processing_whenReadOrNonIdempotent_immediate() {
    restart(ProcessingMode.untilFinished());
    caller.call(
        CARD + "bulk_issue", "{'request_id':'%s','product_id':2000,'quantity':1}", requestId);
    sandbox.finish(UUID.fromString(requestId));
    String cardId = caller.status(requestId).path("cards").path(0).path("card_id").textValue();
    caller.command(CARD + "info", "'card_id':'%s'", cardId);
    caller.ok(CARD + "set_pin", "{'card_id':'%s'}", cardId);
    assertThat(sandbox.ledger().entries("setPin", cardId)).hasSize(1);
  }

  @Test
  void requestInProcess_whenArmed_onlyThatRequestIsInProcess() {
    String cardId = sandbox.arrange().activeCard().balance("100", "KZT").add();
    sandbox.faults().next("createTransaction", Fault.requestInProcess());

    JsonNode response = caller.call(TRANSACTION + "create", DEBIT, requestId, cardId, "30");
    assertThat(names(response)).containsExactly("status", "request_status", "dt");
    assertThat(response.path("request_status").textValue()).isEqualTo("process");
    caller.ok(TRANSACTION + "create", DEBIT, newId(), cardId, "5");
    for (int i = 0; i < 20; i++) {
      assertThat(requestStatus()).isEqualTo("process");
    }
    assertThat(effects()).isZero();
    assertThat(sandbox.faults().pending()).isEmpty();

    assertThat(sandbox.finish(UUID.fromString(requestId))).isTrue();
    assertThat(requestStatus()).isEqualTo("success");
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void requestInProcess_whenForStatusQueries_finishedByNext() {
    String cardId = sandbox.arrange().activeCard().balance("100", "KZT").add();
    sandbox.faults().next("createTransaction", Fault.requestInProcess(1));
    caller.call(TRANSACTION + "create", DEBIT, requestId, cardId, "30");
    assertThat(requestStatus()).isEqualTo("process");
    assertThat(effects()).isZero();
    assertThat(requestStatus()).isEqualTo("success");
    assertThat(effects()).isEqualTo(1);
  }

  @Test
  void requestInProcess_whenNotIdempotentOrNegative_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.faults().next("setPin", Fault.requestInProcess()))
        .withMessage("requestInProcess: applies to idempotent commands only, not to setPin");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.faults().next("getBalance", Fault.requestInProcess(2)))
        .withMessage("requestInProcess(2): applies to idempotent commands only, not to getBalance");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fault.requestInProcess(-1))
        .withMessage("statusQueries < 0: -1");
  }

  @Test
  void fail_whenInProcess_errorIsReportedWithoutEffect() {
    String cardId = sandbox.arrange().activeCard().balance("100", "KZT").add();
    sandbox.faults().next("createTransaction", Fault.requestInProcess());
    caller.call(TRANSACTION + "create", DEBIT, requestId, cardId, "30");

    assertThat(sandbox.fail(UUID.fromString(requestId), "limit_exceeded")).isTrue();

    JsonNode reported = caller.status(requestId);
    assertThat(reported.path("status").textValue()).isEqualTo("ok");
    assertThat(reported.path("request_status").textValue()).isEqualTo("error");
    assertThat(reported.path("error_code").textValue()).isEqualTo("limit_exceeded");
    assertThat(effects()).isZero();
    assertThat(sandbox.ledger().available(cardId, "KZT")).isEqualByComparingTo("100");
    assertThat(sandbox.finish(UUID.fromString(requestId))).isFalse();
    assertThat(sandbox.fail(UUID.fromString(requestId), "again")).isFalse();
    assertThat(sandbox.fail(UUID.randomUUID(), "unknown")).isFalse();
    caller.error(DUPLICATE, TRANSACTION + "create", DEBIT, requestId, cardId, "30");
  }

  @Test
  void fail_whenCodeIsBlank_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sandbox.fail(UUID.randomUUID(), " "))
        .withMessage("errorCode: blank");
  }
}
