package io.github.freedomcard.journal;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.config.RetryPolicy;
import io.github.freedomcard.journal.Databases.Database;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** A service that sells orders for money from a card: what the tests of the journal play. */
final class Shop implements AutoCloseable {

  static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  static final Duration LEASE = Duration.ofSeconds(20);

  final Database database;
  final FreedomCardSandbox sandbox = FreedomCardSandbox.start();
  final FreedomCardClient client = newClient();
  final String cardId = sandbox.arrange().activeCard().balance("10000.00", "KZT").add();

  Shop(Database database) {
    this.database = database;
  }

  FreedomCardClient newClient() {
    return newClient(sandbox.credentials(), ResendPolicy.ALWAYS);
  }

  FreedomCardClient newClient(CredentialsProvider credentials, ResendPolicy resend) {
    return sandbox
        .newClientBuilder()
        .credentials(credentials)
        .retryPolicy(
            RetryPolicy.builder()
                .maxAttempts(1)
                .resend(resend)
                .backoff(Duration.ofMillis(1), Duration.ofMillis(2))
                .unknownRequestCodes(Set.of("request_not_found"))
                .build())
        .build();
  }

  /** A journal on the shop's database, with a handler that updates the order. */
  JdbcCommandJournal journal(UnaryOperator<JournalBuilder> options) {
    return journal(database.dataSource(), options);
  }

  JdbcCommandJournal journal(DataSource dataSource, UnaryOperator<JournalBuilder> options) {
    JdbcCommandJournal journal =
        options
            .apply(
                JdbcCommandJournal.on(dataSource)
                    .account(client.account())
                    .keys(KeyProvider.of("k1", KEY))
                    .lease(LEASE)
                    .backoff(Duration.ofMillis(1), Duration.ofMillis(1))
                    .handler(Shop::updateOrder))
            .build();
    journal.createSchema();
    return journal;
  }

  JdbcCommandJournal journal() {
    return journal(builder -> builder);
  }

  CreateTransactionRequest charge(String amount) {
    return CreateTransactionRequest.builder()
        .orderId("order")
        .cardId(cardId)
        .type(TransactionType.DEBIT)
        .amount(new BigDecimal(amount))
        .currency("KZT")
        .build();
  }

  /** Inserts an order and records its charge in one transaction. */
  void order(JdbcCommandJournal journal, String id, CreateTransactionRequest request)
      throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      insertOrder(connection, id);
      journal.record(connection, TransactionOperations.CREATE_TRANSACTION, request, id);
      connection.commit();
    }
  }

  /** Records a charge for the calling thread, in a transaction of its own. */
  ClaimedCommand claim(JdbcCommandJournal journal, CreateTransactionRequest request)
      throws SQLException {
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      ClaimedCommand command =
          journal.claim(connection, TransactionOperations.CREATE_TRANSACTION, request, null);
      connection.commit();
      return command;
    }
  }

  static void insertOrder(Connection connection, String id) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO orders VALUES (?, 'NEW', 0, NULL)")) {
      insert.setString(1, id);
      insert.executeUpdate();
    }
  }

  static void updateOrder(Connection connection, JournalEntry command) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE orders SET status = ?, handled = handled + 1, transaction_id = ? WHERE id = ?")) {
      update.setString(1, command.state().name());
      update.setString(2, command.result() == null ? null : command.result().transactionId());
      update.setString(3, command.reference());
      update.executeUpdate();
    }
  }

  List<String> orders() {
    return database.query("SELECT id, status, handled FROM orders ORDER BY id");
  }

  /** Makes every waiting command due, and every lease over: the time that would pass. */
  void passTime() {
    database.run(
        "UPDATE freedom_card_command SET due_at = CURRENT_TIMESTAMP WHERE due_at IS NOT NULL AND"
            + " state <> 'PARKED'");
  }

  /** Resolves what is due until nothing is left or nothing changes any more. */
  void resolveAll(JdbcCommandJournal journal) {
    resolveAll(journal, client);
  }

  void resolveAll(JdbcCommandJournal journal, FreedomCardClient client) {
    for (int i = 0; i < 5; i++) {
      passTime();
      journal.resolveDue(client, 10);
    }
  }

  @Override
  public void close() {
    client.close();
    sandbox.close();
  }
}
