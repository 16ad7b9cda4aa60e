package io.github.freedomcard.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalCommandLineTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void aPersonFindsAParkedCommandAndConcludesIt() throws Exception {
    try (Shop shop = new Shop(Databases.h2Database())) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      String id = request.requestId().toString();
      shop.order(journal, "order-1", request);

      assertThat(run(shop, "park", id, "fraud check")).isZero();
      shop.resolveAll(journal);
      assertThat(run(shop, "list")).isZero();
      assertThat(text())
          .contains(id + "  createTransaction  order-1  PARKED  1  ", "  fraud check");
      assertThat(run(shop, "list", "in-flight")).isEqualTo(1);
      assertThat(run(shop, "show", id)).isZero();
      assertThat(text()).contains("problem           fraud check").doesNotContain("body");

      assertThat(run(shop, "conclude", id, "refused", "fraud")).isZero();
      shop.resolveAll(journal);
      assertThat(shop.orders()).containsExactly("order-1 REFUSED 1");
      assertThat(shop.sandbox.ledger().effects(request.requestId())).isZero();
      assertThat(run(shop, "retry", id)).isEqualTo(1);
    }
  }

  @Test
  void wrongArguments_areExplainedWithTheUsage() throws Exception {
    try (Shop shop = new Shop(Databases.h2Database())) {
      assertThat(run(shop, "list")).isEqualTo(2);
      assertThat(text()).contains("list: there is no table freedom_card_command");
      shop.journal();
      String id = UUID.randomUUID().toString();
      assertThat(run(shop, "retry", id)).isEqualTo(2);
      assertThat(text()).contains("REQUEST_ID: not in the table: " + id, "usage: ");
      assertThat(run(shop, "retry", "7")).isEqualTo(2);
      assertThat(text()).contains("REQUEST_ID: not a UUID: 7");
      assertThat(run(shop, "list", "open")).isEqualTo(2);
      assertThat(text()).contains("STATE: one of [RECORDED, ");
      assertThat(run(shop, "conclude", id, "parked", "x")).isEqualTo(2);
      assertThat(run(shop, "delete")).isEqualTo(2);
      assertThat(run(shop)).isEqualTo(2);
    }
  }

  private int run(Shop shop, String... args) throws Exception {
    printed.reset();
    PrintStream stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
    String url;
    try (var connection = shop.database.dataSource().getConnection()) {
      url = connection.getMetaData().getURL();
    }
    return JournalCommandLine.run(args, Map.of("FREEDOM_CARD_JOURNAL_URL", url), stream, stream);
  }

  private String text() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
