package io.github.freedomcard.campaign;

import io.github.freedomcard.journal.JdbcCommandJournal;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.RefundTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.TransactionOperations;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** An order of the application and its command. */
record Order<Q extends IdempotentRequest>(
    int number, Operation<Q, RequestState> operation, Q request, BigDecimal amount) {

  static final String TABLE =
      """
      CREATE TABLE orders (
        number INTEGER PRIMARY KEY,
        request_id UUID NOT NULL UNIQUE,
        operation VARCHAR(100) NOT NULL,
        amount NUMERIC NOT NULL,
        status VARCHAR(12) NOT NULL DEFAULT 'NEW',
        handled INTEGER NOT NULL DEFAULT 0,
        transaction_id VARCHAR(100),
        card_id VARCHAR(100))
      """;

  static Order<?> random(int number, Random random, Settings settings) {
    int kind = random.nextInt(100);
    BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(5000), 2);
    if (kind < 40) {
      return new Order<>(
          number,
          TransactionOperations.CREATE_TRANSACTION,
          CreateTransactionRequest.builder()
              .orderId("order-" + number)
              .cardId(kind < 4 ? settings.text("poorCard") : oneOf(settings.list("cards"), random))
              .type(kind < 30 ? TransactionType.DEBIT : TransactionType.CREDIT)
              .amount(amount)
              .currency("KZT")
              .build(),
          amount);
    }
    if (kind < 65) {
      BigDecimal refunded = kind < 43 ? new BigDecimal("2000000") : amount;
      return new Order<>(
          number,
          TransactionOperations.REFUND_TRANSACTION,
          RefundTransactionRequest.builder()
              .orderId("order-" + number)
              .transactionId(oneOf(settings.list("debits"), random))
              .amount(refunded)
              .build(),
          refunded);
    }
    if (kind < 85) {
      return new Order<>(
          number,
          CardOperations.ISSUE_CARD,
          IssueCardRequest.forClient(settings.text("client"))
              .productId(ProductId.INSTANT_CARD)
              .build(),
          BigDecimal.ZERO);
    }
    return new Order<>(
        number,
        CardOperations.BLOCK_CARD,
        BlockCardRequest.builder()
            .cardId(oneOf(settings.list("blockable"), random))
            .description("order " + number)
            .build(),
        BigDecimal.ZERO);
  }

  private static String oneOf(List<String> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  /** Inserts the order and records its command; the caller commits both. */
  void insert(Connection connection, JdbcCommandJournal journal) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO orders (number, request_id, operation, amount) VALUES (?, ?, ?, ?)")) {
      insert.setInt(1, number);
      insert.setObject(2, request.requestId());
      insert.setString(3, operation.name());
      insert.setBigDecimal(4, amount);
      insert.executeUpdate();
    }
    record(connection, journal);
  }

  /** Records the command; returns false if it is recorded already. */
  boolean record(Connection connection, JdbcCommandJournal journal) {
    return journal.record(connection, operation, request, Integer.toString(number));
  }
}
