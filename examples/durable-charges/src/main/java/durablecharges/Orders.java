package durablecharges;

import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.journal.JdbcCommandJournal;
import io.github.freedomcard.journal.JournalEntry;
import io.github.freedomcard.journal.KeyProvider;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.TransactionOperations;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/** Orders that are paid by card: each is charged once, even if the service is killed. */
final class Orders {

  private final DataSource dataSource;
  private final JdbcCommandJournal journal;

  Orders(DataSource dataSource, MerchantAccount account, byte[] key) throws SQLException {
    this.dataSource = dataSource;
    journal =
        JdbcCommandJournal.on(dataSource)
            .account(account)
            .keys(KeyProvider.of("2026-11", key))
            .handler(this::chargeFinished)
            .uniqueReferences()
            .lease(Duration.ofSeconds(4)) // short, so that the example does not wait for long
            .build();
    journal.createSchema();
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE IF NOT EXISTS orders (id VARCHAR(50) PRIMARY KEY, amount NUMERIC(19, 2) NOT"
              + " NULL, status VARCHAR(20) NOT NULL, transaction_id VARCHAR(50))");
    }
  }

  JdbcCommandJournal journal() {
    return journal;
  }

  /** Places an order and records its charge; both are committed, or neither. */
  void place(String id, String cardId, BigDecimal amount) throws SQLException {
    CreateTransactionRequest charge =
        CreateTransactionRequest.builder()
            .orderId(id)
            .cardId(cardId)
            .type(TransactionType.DEBIT)
            .amount(amount)
            .currency("KZT")
            .build();
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO orders VALUES (?, ?, 'PLACED', NULL)")) {
        insert.setString(1, id);
        insert.setBigDecimal(2, amount);
        insert.executeUpdate();
      }
      journal.record(connection, TransactionOperations.CREATE_TRANSACTION, charge, id);
      connection.commit();
    }
  }

  /** Called in the transaction that marks the charge as finished. */
  private void chargeFinished(Connection connection, JournalEntry charge) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE orders SET status = ?, transaction_id = ? WHERE id = ?")) {
      update.setString(1, charge.isDone() ? "PAID" : "DECLINED");
      update.setString(2, charge.result() == null ? null : charge.result().transactionId());
      update.setString(3, charge.reference());
      update.executeUpdate();
    }
  }

  String status(String id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement("SELECT status FROM orders WHERE id = ?")) {
      select.setString(1, id);
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? result.getString(1) : "UNKNOWN";
      }
    }
  }
}
