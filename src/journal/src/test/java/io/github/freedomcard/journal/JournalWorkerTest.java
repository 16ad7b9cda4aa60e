package io.github.freedomcard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.journal.Databases.Database;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.Fault;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

class JournalWorkerTest {

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void threeInstancesResolveEachCommandOnce(Database database) throws Exception {
    int orders = 100;
    CountDownLatch handled = new CountDownLatch(orders);
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal =
          shop.journal(
              builder ->
                  builder.handler(
                      (connection, command) -> {
                        Shop.updateOrder(connection, command);
                        handled.countDown();
                      }));
      for (int i = 0; i < 10; i++) {
        shop.sandbox
            .faults()
            .on(TransactionOperations.CREATE_TRANSACTION, 5 * i + 1, Fault.responseLost());
      }
      List<CreateTransactionRequest> requests = new ArrayList<>();
      for (int i = 0; i < orders; i++) {
        requests.add(shop.charge("1.00"));
        shop.order(journal, "order-" + i, requests.get(i));
      }
      List<JournalWorker> workers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        workers.add(
            JournalWorker.of(journal, shop.client)
                .concurrency(3)
                .pollInterval(Duration.ofMillis(5))
                .start());
      }
      handled.await();
      workers.forEach(JournalWorker::close);
      assertThat(database.query("SELECT DISTINCT status, handled FROM orders"))
          .containsExactly("DONE 1");
      assertThat(requests)
          .allSatisfy(
              request ->
                  assertThat(shop.sandbox.ledger().effects(request.requestId())).isEqualTo(1));
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aWorkerThatWasPausedPastItsLease_writesNothing(Database database) throws Exception {
    try (Shop shop = new Shop(database);
        FreedomCardClient other = shop.newClient()) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      Claim paused = journal.claimDue("paused", 1).get(0);
      shop.passTime();
      assertThat(journal.resolveDue(other, 1)).isEqualTo(1);
      String finished =
          database.query("SELECT state, token, changed_at FROM freedom_card_command").get(0);

      journal.resolve(shop.client, paused);

      assertThat(database.query("SELECT state, token, changed_at FROM freedom_card_command"))
          .containsExactly(finished);
      assertThat(shop.orders()).containsExactly("order-1 DONE 1");
      assertThat(shop.sandbox.ledger().effects(request.requestId())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void whatWasFoundOutWhileTheDatabaseWasDown_isWrittenAfterwards(Database database)
      throws Exception {
    try (Shop shop = new Shop(database)) {
      shop.journal();
      AtomicInteger failures = new AtomicInteger();
      JdbcCommandJournal journal =
          shop.journal(
              failing(database.dataSource(), failures),
              builder -> builder.lease(Duration.ofMinutes(1)));
      CreateTransactionRequest declined = shop.charge("9999999.00");
      shop.order(journal, "order-1", declined);
      Claim claim = journal.claimDue("worker", 1).get(0);
      failures.set(4);
      journal.resolve(shop.client, claim);
      assertThat(failures).hasValue(0);
      assertThat(shop.orders()).containsExactly("order-1 REFUSED 1");
      assertThat(database.query("SELECT token FROM freedom_card_command")).containsExactly("1");
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aWorkerGoesOnAfterTheDatabaseWasDown(Database database) throws Exception {
    CountDownLatch handled = new CountDownLatch(1);
    try (Shop shop = new Shop(database)) {
      AtomicInteger failures = new AtomicInteger();
      JdbcCommandJournal journal =
          shop.journal(
              failing(database.dataSource(), failures),
              builder -> builder.handler((connection, command) -> handled.countDown()));
      failures.set(3);
      shop.order(shop.journal(), "order-1", shop.charge("1.00"));
      try (JournalWorker worker =
          JournalWorker.of(journal, shop.client).pollInterval(Duration.ofMillis(1)).start()) {
        handled.await();
        assertThat(worker).isNotNull();
      }
      assertThat(failures).hasValue(0);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void close_waitsForTheCommandsThatAreResolved(Database database) throws Exception {
    CountDownLatch inHandler = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal =
          shop.journal(
              builder ->
                  builder.handler(
                      (connection, command) -> {
                        inHandler.countDown();
                        goOn.await();
                        Shop.updateOrder(connection, command);
                      }));
      shop.order(journal, "order-1", shop.charge("1.00"));
      JournalWorker worker =
          JournalWorker.of(journal, shop.client).pollInterval(Duration.ofMillis(1)).start();
      inHandler.await();
      Thread closing = new Thread(worker::close);
      closing.start();
      goOn.countDown();
      closing.join();
      assertThat(shop.orders()).containsExactly("order-1 DONE 1");
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void start_whenTheClientIsForAnotherAccount_throws(Database database) {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal =
          shop.journal(builder -> builder.account(new MerchantAccount("api.example:443", "other")));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> JournalWorker.of(journal, shop.client).start())
          .withMessageContaining(
              "the journal is for MerchantAccount[host=api.example:443, authId=other]");
    }
  }

  /** A data source whose next connections fail. */
  private static DataSource failing(DataSource real, AtomicInteger failures) {
    return (DataSource)
        Proxy.newProxyInstance(
            JournalWorkerTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new SQLTransientConnectionException("down", "08006");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
