package io.github.freedomcard.sandbox;

import static io.github.freedomcard.sandbox.SandboxCaller.CARD;
import static io.github.freedomcard.sandbox.SandboxCaller.TRANSACTION;
import static io.github.freedomcard.sandbox.SandboxCaller.names;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SandboxStatementTest {

  private final TestClock clock = new TestClock();
  private final FreedomCardSandbox sandbox =
      FreedomCardSandbox.start(SandboxOptions.builder().clock(clock).build());
  private final SandboxCaller caller = new SandboxCaller(sandbox);
  private String cardId = "";

  private static final class TestClock extends Clock {

    private volatile Instant now = Instant.EPOCH;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  /**
   * A credit at 10:00, a debit of 30 at 11:00 that is cleared at 12:00, a hold of 8.40 at 13:00.
   */
  @BeforeEach
  void book() {
    at("2026-03-01T10:00:00.999Z");
    cardId = caller.activeCard("100");
    at("2026-03-01T11:00:00Z");
    String transactionId = caller.transaction(cardId, "debit", "30.70");
    at("2026-03-01T12:00:00Z");
    caller.command(
        TRANSACTION + "clearing", "'order_id':'o1','transaction_id':'%s'", transactionId);
    at("2026-03-01T13:00:00Z");
    caller.transaction(cardId, "debit", "8.40");
    at("2026-03-02T00:00:00Z");
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  private void at(String instant) {
    clock.now = Instant.parse(instant);
  }

  private List<String> statement(String range) {
    JsonNode response = caller.ok(CARD + "statement", "{'card_id':'%s'" + range + "}", cardId);
    assertThat(names(response)).containsExactly("status", "request_status", "operations", "dt");
    List<String> lines = new ArrayList<>();
    for (JsonNode operation : response.path("operations")) {
      lines.add(
          operation.path("datetime").textValue()
              + " "
              + operation.path("type").textValue()
              + " "
              + operation.path("amount").asText());
    }
    return lines;
  }

  @Test
  void getStatement_whenNoRange_allBookings() {
    assertThat(statement(""))
        .containsExactly(
            "2026-03-01T15:00:00+05:00 credit 100", "2026-03-01T17:00:00+05:00 debit 30.70");
  }

  @Test
  void getStatement_whenRange_bothEndsInclusive() {
    assertThat(statement(",'start_date':'2026-03-01T10:00:01+00:00'"))
        .containsExactly("2026-03-01T17:00:00+05:00 debit 30.70");
    assertThat(statement(",'end_date':'2026-03-01T15:00:00+05:00'"))
        .containsExactly("2026-03-01T15:00:00+05:00 credit 100");
    assertThat(
            statement(
                ",'start_date':'2026-03-01T17:00:00+05:00','end_date':'2026-03-01T12:00:00+00:00'"))
        .containsExactly("2026-03-01T17:00:00+05:00 debit 30.70");
    assertThat(statement(",'start_date':'2026-03-01T12:00:01+00:00'")).isEmpty();
  }

  @Test
  void getStatement_always_contractsFields() {
    JsonNode operation =
        caller.ok(CARD + "statement", "{'card_id':'%s'}", cardId).path("operations").path(0);
    assertThat(names(operation))
        .containsExactly(
            "type", "amount", "commission", "currency", "mcc", "datetime", "rrn", "merchant");
    assertThat(operation.path("mcc").isNumber()).isTrue();
    assertThat(operation.path("merchant").isObject()).isTrue();
  }

  @Test
  void getExtendedStatement_whenRange_accountsHoldsAndBookings() {
    JsonNode response =
        caller.ok(
            CARD + "statement_extended",
            "{'card_id':'%s','start_date':'2026-03-01T12:00:00+00:00',"
                + "'end_date':'2026-03-02T00:00:00+00:00'}",
            cardId);
    assertThat(names(response))
        .containsExactly(
            "status",
            "request_status",
            "client_id",
            "card",
            "balances",
            "authorizations",
            "operations",
            "dt");
    assertThat(names(response.path("card"))).containsExactly("card_id", "card_mask");

    JsonNode account = response.path("balances").path("accounts").path(0);
    assertThat(names(account))
        .containsExactly("iban", "currency", "debit", "credit", "amount", "blocked_amount");
    assertThat(account.path("debit").isIntegralNumber()).isTrue();
    assertThat(account.path("debit").intValue()).isEqualTo(30);
    assertThat(account.path("credit").intValue()).isEqualTo(100);
    assertThat(account.path("amount").decimalValue()).isEqualByComparingTo("69.30");
    assertThat(account.path("blocked_amount").decimalValue()).isEqualByComparingTo("8.40");

    assertThat(response.path("authorizations")).hasSize(1);
    JsonNode hold = response.path("authorizations").path(0);
    assertThat(names(hold))
        .containsExactly(
            "datetime",
            "type",
            "amount",
            "commission",
            "full_amount",
            "cashback",
            "currency",
            "iban",
            "merchant",
            "additional_parameters");
    assertThat(hold.path("amount").decimalValue()).isEqualByComparingTo("8.40");
    assertThat(hold.path("iban")).isEqualTo(account.path("iban"));
    assertThat(hold.path("additional_parameters").isArray()).isTrue();

    assertThat(response.path("operations")).hasSize(1);
    JsonNode operation = response.path("operations").path(0);
    assertThat(names(operation)).isEqualTo(names(hold));
    assertThat(operation.path("datetime").textValue()).isEqualTo("2026-03-01T17:00:00+05:00");
    assertThat(operation.path("amount").decimalValue()).isEqualByComparingTo("30.70");
    assertThat(operation.path("iban")).isEqualTo(account.path("iban"));
  }

  @Test
  void getBalance_always_contractsFields() {
    JsonNode response = caller.ok(CARD + "balance", "{'card_id':'%s'}", cardId);
    assertThat(names(response)).containsExactly("status", "request_status", "accounts", "dt");
    assertThat(response.path("accounts")).hasSize(1);
    assertThat(response.path("dt").textValue()).isEqualTo("2026-03-02T05:00:00+05:00");
  }
}
