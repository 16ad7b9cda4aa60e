package io.github.freedomcard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.freedomcard.journal.Databases.Database;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** Rows that a person edited, and keys that are wrong or gone: nothing is sent, nothing is lost. */
class DamagedRowTest {

  private static final byte[] OTHER_KEY =
      "another-key-another-key-another-".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void withAWrongKey_nothingIsSentAndTheRightKeyGoesOn(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      JdbcCommandJournal wrong =
          shop.journal(builder -> builder.keys(KeyProvider.of("k1", OTHER_KEY)));
      wrong.resolveDue(shop.client, 1);
      assertThat(wrong.find(request.requestId()).orElseThrow())
          .extracting(JournalEntry::state, JournalEntry::problem)
          .containsExactly(
              CommandState.RECORDED,
              "the request can't be decrypted: k1 is another key, or the row was changed");
      assertThat(shop.sandbox.ledger().effects(request.requestId())).isZero();
      shop.resolveAll(journal);
      assertThat(shop.orders()).containsExactly("order-1 DONE 1");
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void afterARotation_oldCommandsNeedTheOldKey(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(shop.journal(), "order-1", request);
      JdbcCommandJournal without =
          shop.journal(builder -> builder.keys(KeyProvider.of("k2", OTHER_KEY)));
      without.resolveDue(shop.client, 1);
      assertThat(without.find(request.requestId()).orElseThrow().problem())
          .isEqualTo("unknown key k1: add it to the KeyProvider");
      JdbcCommandJournal rotated =
          shop.journal(
              builder ->
                  builder.keys(KeyProvider.of("k2", Map.of("k2", OTHER_KEY, "k1", Shop.KEY))));
      shop.resolveAll(rotated);
      shop.order(rotated, "order-2", shop.charge("1.00"));
      shop.resolveAll(rotated);
      assertThat(shop.orders()).containsExactly("order-1 DONE 1", "order-2 DONE 1");
      assertThat(database.query("SELECT key_id FROM freedom_card_command ORDER BY key_id"))
          .containsExactly("k1", "k2");
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void withAnUnknownKey_aCommandThatMayHaveBeenSentIsQueried(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      journal.claimDue("dies", 1);
      shop.client.createTransaction(request);
      JdbcCommandJournal without =
          shop.journal(builder -> builder.keys(KeyProvider.of("k2", OTHER_KEY)));
      shop.passTime();
      without.resolveDue(shop.client, 1);
      assertThat(shop.orders()).containsExactly("order-1 DONE 1");
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aRowWithAnotherOperationOrIdIsNotSent(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      database.run("UPDATE freedom_card_command SET operation = 'refundTransaction'");
      shop.resolveAll(journal);
      database.run("UPDATE freedom_card_command SET operation = 'gone'");
      shop.resolveAll(journal);
      assertThat(journal.find(request.requestId()).orElseThrow().problem())
          .isEqualTo("unknown operation gone: register it with the journal");
      database.run(
          "UPDATE freedom_card_command SET operation = 'createTransaction',"
              + " request_id = '828cf71d-a447-4a67-a149-c1df8bc197ca'");
      shop.resolveAll(journal);
      assertThat(shop.sandbox.ledger().entries("createTransaction")).isEmpty();
      assertThat(journal.counts().of(CommandState.RECORDED)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void statesThatTheJournalDoesNotHaveAreRefusedByTheDatabase(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      shop.order(shop.journal(), "order-1", shop.charge("10.00"));
      for (String damage :
          new String[] {
            "state = 'SENT'", "conclusion = 'PARKED'", "due_at = NULL", "state = 'DONE'"
          }) {
        assertThatThrownBy(() -> database.run("UPDATE freedom_card_command SET " + damage))
            .as(damage)
            .hasMessageContaining(damage);
      }
    }
  }
}
