package io.github.freedomcard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.Credentials;
import io.github.freedomcard.config.CredentialsProvider;
import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.config.ResendPolicy;
import io.github.freedomcard.journal.Databases.Database;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.Fault;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Failures of the application, its keys, its client and its database: nothing is lost, or sent
 * twice.
 */
class JournalFailureTest {

  /** The default policy with respect to resending: createTransaction is not sent again. */
  private static FreedomCardClient defaultClient(Shop shop, CredentialsProvider credentials) {
    return shop.newClient(credentials, ResendPolicy.DOCUMENTED_ONLY);
  }

  /** The commit arrives, its acknowledgement does not: the caller is told that nothing happened. */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void execute_whenTheCommitFailsAmbiguously_doesNotSayThatNothingWasRecorded(Database database) {
    try (Shop shop = new Shop(database)) {
      shop.journal();
      AtomicBoolean once = new AtomicBoolean(true);
      JdbcCommandJournal journal =
          shop.journal(commitsAndThrows(database.dataSource(), once), builder -> builder);
      once.set(true);
      CreateTransactionRequest request = shop.charge("10.00");
      Throwable thrown =
          catchThrowable(
              () ->
                  journal.execute(
                      shop.client, TransactionOperations.CREATE_TRANSACTION, request, "order-1"));
      shop.resolveAll(shop.journal());
      assertThat(shop.sandbox.ledger().effects(request.requestId())).isEqualTo(1);
      assertThat(thrown).hasMessageNotContaining("nothing was recorded");
    }
  }

  private static DataSource commitsAndThrows(DataSource real, AtomicBoolean once) {
    return (DataSource)
        Proxy.newProxyInstance(
            JournalFailureTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (p, m, a) -> {
              Connection connection = real.getConnection();
              return Proxy.newProxyInstance(
                  JournalFailureTest.class.getClassLoader(),
                  new Class<?>[] {Connection.class},
                  (proxy, method, arguments) -> {
                    try {
                      Object result = method.invoke(connection, arguments);
                      if (method.getName().equals("commit") && once.getAndSet(false)) {
                        throw new SQLNonTransientConnectionException("connection reset", "08006");
                      }
                      return result;
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  });
            });
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void execute_whenTheClientIsForAnotherAccount_recordsNothing(Database database) {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      FreedomCardClient other =
          new FakeClient(new MerchantAccount("other:443", "other")) {
            @Override
            public <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q body) {
              throw new AssertionError();
            }
          };
      assertThat(
              catchThrowable(
                  () ->
                      journal.execute(
                          other, TransactionOperations.CREATE_TRANSACTION, request, "order-1")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(journal.find(request.requestId())).isEmpty();
    }
  }

  /** A service that closes its client before its worker. */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aCommandThatAClosedClientDidNotSend_isSentByTheNext(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      FreedomCardClient closed = defaultClient(shop, shop.sandbox.credentials());
      closed.close();
      journal.resolve(closed, journal.claimDue("worker", 1).get(0));
      try (FreedomCardClient client = defaultClient(shop, shop.sandbox.credentials())) {
        shop.resolveAll(journal, client);
      }
      assertThat(shop.orders()).containsExactly("order-1 DONE 1");
    }
  }

  /** A key store that is down for a while. */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aCommandWhoseKeyCouldNotBeRead_isSentWhenTheKeyStoreIsBack(Database database)
      throws Exception {
    AtomicBoolean down = new AtomicBoolean();
    KeyProvider real = KeyProvider.of("k1", Shop.KEY);
    KeyProvider keys =
        new KeyProvider() {
          @Override
          public String currentKeyId() {
            return "k1";
          }

          @Override
          public byte @Nullable [] key(String keyId) {
            if (down.get()) {
              throw new IllegalStateException("key store is down");
            }
            return real.key(keyId);
          }
        };
    try (Shop shop = new Shop(database);
        FreedomCardClient client = defaultClient(shop, shop.sandbox.credentials())) {
      JdbcCommandJournal journal = shop.journal(builder -> builder.keys(keys));
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      down.set(true);
      journal.resolveDue(client, 10);
      down.set(false);
      shop.resolveAll(journal, client);
      assertThat(shop.orders()).containsExactly("order-1 DONE 1");
    }
  }

  /** On PostgreSQL a failed statement makes the commit fail, even if the handler goes on. */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aHandlerThatIgnoresAFailedStatement_countsAsFailed(Database database) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal =
          shop.journal(
              builder ->
                  builder
                      .lease(Duration.ofSeconds(4))
                      .handler(
                          (connection, command) -> {
                            calls.incrementAndGet();
                            try {
                              Shop.insertOrder(connection, "order-1");
                            } catch (SQLException e) {
                              // There already.
                            }
                          }));
      CreateTransactionRequest request = shop.charge("9999999.00");
      shop.order(journal, "order-1", request);
      Throwable thrown = catchThrowable(() -> journal.resolveDue(shop.client, 10));
      assertThat(thrown).as("calls of the handler: %s", calls).isNull();
      assertThat(journal.find(request.requestId()).orElseThrow().state())
          .isIn(CommandState.UNHANDLED, CommandState.REFUSED);
    }
  }

  /** The server has reported a success, and only the handler failed. */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void conclude_whenTheServerHasReportedTheEffect_doesNotContradictIt(Database database)
      throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal =
          shop.journal(
              builder ->
                  builder
                      .maxHandlerFailures(1)
                      .handler(
                          (connection, command) -> {
                            if (broken.get()) {
                              throw new SQLException("no such column");
                            }
                            Shop.updateOrder(connection, command);
                          }));
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      journal.resolveDue(shop.client, 10);
      broken.set(false);
      journal.conclude(request.requestId(), false, "not in the statement");
      shop.resolveAll(journal);
      assertThat(shop.sandbox.ledger().effects(request.requestId())).isEqualTo(1);
      assertThat(shop.orders()).doesNotContain("order-1 REFUSED 1");
    }
  }

  /** {@code resolveDue(client, 2)}: the first call takes longer than the lease of both. */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aClaimWhoseLeaseIsOver_isNotSent(Database database) throws Exception {
    try (Shop shop = new Shop(database);
        FreedomCardClient other = defaultClient(shop, shop.sandbox.credentials())) {
      JdbcCommandJournal journal = shop.journal(builder -> builder.lease(Duration.ofSeconds(1)));
      CreateTransactionRequest second = shop.charge("20.00");
      shop.order(journal, "order-1", shop.charge("10.00"));
      shop.order(journal, "order-2", second);
      AtomicBoolean first = new AtomicBoolean(true);
      FreedomCardClient slow =
          new FakeClient(shop.client.account()) {
            @Override
            public <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q request) {
              if (first.getAndSet(false)) {
                // Meanwhile another instance takes both over, cannot tell, and a person concludes.
                try {
                  Thread.sleep(1100);
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
                journal.resolveDue(other, 10);
                journal.park(second.requestId(), "ask the vendor");
                journal.conclude(second.requestId(), false, "not in the statement");
                shop.passTime();
                journal.resolveDue(other, 10);
              }
              return shop.client.execute(operation, request);
            }
          };
      journal.resolveDue(slow, 2);
      assertThat(shop.orders()).contains("order-2 REFUSED 1");
      assertThat(shop.sandbox.ledger().effects(second.requestId())).isZero();
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void execute_afterTheTimeToSendIsOver_sendsNothing(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      ClaimedCommand command;
      try (Connection connection = database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        command =
            journal.claim(connection, TransactionOperations.CREATE_TRANSACTION, request, "order-1");
        connection.commit();
      }
      database.run("UPDATE freedom_card_command SET park_at = CURRENT_TIMESTAMP");
      journal.execute(shop.client, command);
      assertThat(shop.sandbox.ledger().effects(request.requestId())).isZero();
    }
  }

  /**
   * A provider "per merchant", as its Javadoc allows: another thread, or later, another account.
   */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aCommandIsNotSentForAnotherAccountThanItsOwn(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      AtomicInteger takes = new AtomicInteger();
      Credentials own = shop.sandbox.credentials();
      CredentialsProvider changing =
          () -> takes.incrementAndGet() == 1 ? own : Credentials.of("other", "other");
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      try (FreedomCardClient client = defaultClient(shop, changing)) {
        journal.resolveDue(client, 1);
      }
      assertThat(shop.sandbox.wireMock().getAllServeEvents()).isEmpty();
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void textOfTheApplicationsExceptionsIsNotInTheTable(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      AtomicInteger takes = new AtomicInteger();
      CredentialsProvider failing =
          () -> {
            if (takes.incrementAndGet() == 1) {
              return shop.sandbox.credentials();
            }
            throw new IllegalArgumentException("not Base64: s3cr3t");
          };
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      try (FreedomCardClient client = defaultClient(shop, failing)) {
        journal.resolveDue(client, 1);
      }
      JournalEntry entry = journal.find(request.requestId()).orElseThrow();
      assertThat(entry.problem()).doesNotContain("s3cr3t");
      // Nothing was sent, and the next call may well succeed.
      assertThat(entry.state()).isNotEqualTo(CommandState.PARKED);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aServersRetryAfterDoesNotPutACommandOffForYears(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      shop.order(journal, "order-1", shop.charge("10.00"));
      shop.sandbox
          .faults()
          .next(
              TransactionOperations.CREATE_TRANSACTION,
              Fault.httpStatus(429).retryAfter(Duration.ofDays(3650)));
      journal.resolveDue(shop.client, 10);
      assertThat(database.query("SELECT state FROM freedom_card_command WHERE due_at > park_at"))
          .isEmpty();
    }
  }

  /** A transaction that is rolled back and repeated, as frameworks do. */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void execute_withAClaimThatWasRolledBack_sendsNothing(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      ClaimedCommand rolledBack;
      try (Connection connection = database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        rolledBack =
            journal.claim(connection, TransactionOperations.CREATE_TRANSACTION, request, "order-1");
        connection.rollback();
        Shop.insertOrder(connection, "order-1");
        journal.record(connection, TransactionOperations.CREATE_TRANSACTION, request, "order-1");
        connection.commit();
      }
      // The worker's claim.
      Claim claim = journal.claimDue("worker", 1).get(0);
      int before = shop.sandbox.wireMock().getAllServeEvents().size();
      journal.execute(shop.client, rolledBack);
      assertThat(shop.sandbox.wireMock().getAllServeEvents()).hasSize(before);
      assertThat(claim.sentBefore()).isFalse();
    }
  }

  /** {@code resolveDue} claims all, and forgets the rest when one fails. */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void resolveDue_whenOneCommandFails_sendsTheOthers(Database database) throws Exception {
    AtomicBoolean once = new AtomicBoolean(true);
    try (Shop shop = new Shop(database);
        FreedomCardClient client = defaultClient(shop, shop.sandbox.credentials())) {
      JdbcCommandJournal journal = shop.journal();
      shop.order(journal, "order-1", shop.charge("10.00"));
      shop.order(journal, "order-2", shop.charge("20.00"));
      FreedomCardClient failing =
          new FakeClient(client.account()) {
            @Override
            public <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q request) {
              if (once.getAndSet(false)) {
                throw new NoClassDefFoundError("missing");
              }
              return client.execute(operation, request);
            }
          };
      assertThatExceptionOfType(NoClassDefFoundError.class)
          .isThrownBy(() -> journal.resolveDue(failing, 10));
      shop.resolveAll(journal, client);
      assertThat(database.query("SELECT status FROM orders")).contains("DONE");
    }
  }

  /** What the handler wrote is refused by the commit: a deferred constraint of PostgreSQL. */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aHandlerWhoseChangesCannotBeCommitted_countsAsFailed(Database database) throws Exception {
    assumeTrue(database.engine().equals("PostgreSQL"));
    database.run(
        "CREATE TABLE receipts (email VARCHAR(50) REFERENCES orders (id) DEFERRABLE INITIALLY"
            + " DEFERRED)");
    try (Shop shop = new Shop(database)) {
      AtomicInteger calls = new AtomicInteger();
      JdbcCommandJournal journal =
          shop.journal(
              builder ->
                  builder
                      .lease(Duration.ofSeconds(4))
                      .handler(
                          (connection, command) -> {
                            calls.incrementAndGet();
                            try (Statement insert = connection.createStatement()) {
                              insert.execute("INSERT INTO receipts VALUES ('jane@doe.example')");
                            }
                          }));
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      Throwable thrown = catchThrowable(() -> journal.resolveDue(shop.client, 10));
      assertThat(String.valueOf(thrown)).as("what a worker logs").doesNotContain("jane");
      assertThat(calls).hasValue(1);
      assertThat(journal.find(request.requestId()).orElseThrow().state())
          .isEqualTo(CommandState.UNHANDLED);
    } finally {
      database.run("DROP TABLE receipts");
    }
  }

  /** A declined charge must not keep its order from being paid with another card. */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void withUniqueReferences_aRefusedCommandLeavesItsReferenceFree(Database database)
      throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal(JournalBuilder::uniqueReferences);
      assertThat(
              journal
                  .execute(
                      shop.client,
                      TransactionOperations.CREATE_TRANSACTION,
                      shop.charge("9999999.00"),
                      "order-1")
                  .state())
          .isEqualTo(CommandState.REFUSED);
      assertThat(
              journal
                  .execute(
                      shop.client,
                      TransactionOperations.CREATE_TRANSACTION,
                      shop.charge("1.00"),
                      "order-1")
                  .state())
          .isEqualTo(CommandState.DONE);
    }
  }
}
