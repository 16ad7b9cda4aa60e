package io.github.freedomcard.journal;

import com.zaxxer.hikari.HikariDataSource;
import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.SandboxOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Measures how fast workers resolve commands, compared with calls without a journal, and how long a
 * claim takes beside many finished commands.
 *
 * <p>On a real PostgreSQL with fsync. Database, host and workers share this machine. Arguments: the
 * latency of the host in milliseconds, the number of commands, the number of finished commands.
 */
public final class JournalBenchmark {

  private static final int CONCURRENCY = 16;
  private static final int CLAIMS = 1000;

  private JournalBenchmark() {}

  public static void main(String[] args) throws Exception {
    Duration latency = Duration.ofMillis(Long.parseLong(args[0]));
    int commands = Integer.parseInt(args[1]);
    long finished = Long.parseLong(args[2]);
    try (EmbeddedPostgres postgres =
            EmbeddedPostgres.builder().setServerConfig("fsync", "on").start();
        FreedomCardSandbox sandbox =
            FreedomCardSandbox.start(SandboxOptions.builder().journalEntries(100).build());
        FreedomCardClient client =
            sandbox.newClientBuilder().maxConcurrentCalls(4 * CONCURRENCY).build()) {
      String cardId = sandbox.arrange().activeCard().balance("100000000.00", "KZT").add();
      if (!latency.isZero()) {
        sandbox
            .faults()
            .always(TransactionOperations.CREATE_TRANSACTION, Fault.responseDelayed(latency));
      }
      Bench bench = new Bench(postgres, client, cardId);
      System.out.println("fsync " + bench.show("fsync") + ", latency of the host " + latency);
      for (int round = 0; round < 3; round++) {
        for (int instances : new int[] {1, 2, 4}) {
          double plain = bench.plainCalls(commands, instances * CONCURRENCY);
          double journal = bench.workers(commands, instances);
          System.out.printf(
              "%d instance(s) of %d threads: %,.0f calls/s, %,.0f commands/s, ratio %.2f%n",
              instances, CONCURRENCY, plain, journal, journal / plain);
        }
      }
      if (finished > 0) {
        bench.claims(finished);
      }
    }
  }

  private record Bench(EmbeddedPostgres postgres, FreedomCardClient client, String cardId) {

    double plainCalls(int calls, int threads) throws Exception {
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      long start = System.nanoTime();
      for (int i = 0; i < calls; i++) {
        pool.execute(() -> client.createTransaction(charge()));
      }
      pool.shutdown();
      if (!pool.awaitTermination(1, TimeUnit.HOURS)) {
        throw new IllegalStateException("not finished");
      }
      return perSecond(calls, start);
    }

    double workers(int commands, int instances) throws Exception {
      CountDownLatch handled = new CountDownLatch(commands);
      run("DROP TABLE IF EXISTS freedom_card_command");
      run("DROP TABLE IF EXISTS orders");
      run(
          "CREATE TABLE orders (id VARCHAR(20) PRIMARY KEY, status VARCHAR(20) NOT NULL, handled"
              + " INTEGER NOT NULL, transaction_id VARCHAR(50))");
      List<HikariDataSource> pools = new ArrayList<>();
      List<JdbcCommandJournal> journals = new ArrayList<>();
      for (int i = 0; i < instances; i++) {
        pools.add(pool());
        journals.add(
            journal(
                pools.get(i),
                (connection, command) -> {
                  Shop.updateOrder(connection, command);
                  handled.countDown();
                }));
      }
      try (Connection connection = pools.get(0).getConnection()) {
        journals.get(0).createSchema();
        record(connection, journals.get(0), commands);
        run(
            "INSERT INTO orders SELECT 'order-' || i, 'NEW', 0, NULL FROM generate_series(0, %d) i"
                .formatted(commands - 1));
      }
      long start = System.nanoTime();
      List<JournalWorker> workers = new ArrayList<>();
      for (JdbcCommandJournal journal : journals) {
        workers.add(
            JournalWorker.of(journal, client)
                .concurrency(CONCURRENCY)
                .pollInterval(Duration.ofMillis(20))
                .start());
      }
      handled.await();
      double rate = perSecond(commands, start);
      workers.forEach(JournalWorker::close);
      pools.forEach(HikariDataSource::close);
      return rate;
    }

    /** Prints the times of claims of 16 commands. */
    void claims(long finished) throws Exception {
      try (HikariDataSource pool = pool()) {
        JdbcCommandJournal journal = journal(pool, (connection, command) -> {});
        run("DROP TABLE freedom_card_command");
        journal.createSchema();
        claims(pool, journal, "warm-up");
        claims(pool, journal, "none finished");
        String account = CommandKey.text(client.account());
        for (long from = 0; from < finished; from += 1_000_000) {
          run(
              "INSERT INTO freedom_card_command (request_id, account, operation, reference,"
                  + " reference_scope, state, token, sent, accepted, park_at, handler_failures,"
                  + " key_id, body_hmac, result, recorded_at, changed_at, finished_at) SELECT"
                  + " gen_random_uuid(), '%s', 'createTransaction', 'old-' || i, '', 'DONE', 1, FALSE,"
                      .formatted(account)
                  + " FALSE, now(), 0, 'k1', '\\x00', decode(repeat('ab', 200), 'hex'), now(), now(),"
                  + " now() - i * interval '1 second' FROM generate_series(%d, %d) i"
                      .formatted(from, Math.min(finished, from + 1_000_000) - 1));
        }
        run("VACUUM ANALYZE freedom_card_command");
        for (int round = 0; round < 3; round++) {
          claims(pool, journal, "%,d finished".formatted(finished));
        }
      }
    }

    private void claims(HikariDataSource pool, JdbcCommandJournal journal, String name)
        throws Exception {
      try (Connection connection = pool.getConnection()) {
        record(connection, journal, CLAIMS * CONCURRENCY);
      }
      long[] nanos = new long[CLAIMS];
      for (int i = 0; i < CLAIMS; i++) {
        long start = System.nanoTime();
        int claimed = journal.claimDue("benchmark", CONCURRENCY).size();
        nanos[i] = System.nanoTime() - start;
        if (claimed != CONCURRENCY) {
          throw new IllegalStateException("claimed " + claimed);
        }
      }
      Arrays.sort(nanos);
      System.out.printf(
          "%s: a claim of %d takes %.2f ms, p99 %.2f ms%n",
          name, CONCURRENCY, nanos[CLAIMS / 2] / 1e6, nanos[CLAIMS * 99 / 100] / 1e6);
      run("DELETE FROM freedom_card_command WHERE due_at IS NOT NULL");
    }

    private void record(Connection connection, JdbcCommandJournal journal, int commands)
        throws SQLException {
      connection.setAutoCommit(false);
      for (int i = 0; i < commands; i++) {
        journal.record(
            connection, TransactionOperations.CREATE_TRANSACTION, charge(), "order-" + i);
      }
      connection.commit();
    }

    private HikariDataSource pool() {
      HikariDataSource pool = new HikariDataSource();
      pool.setDataSource(postgres.getPostgresDatabase());
      pool.setMaximumPoolSize(CONCURRENCY + 1);
      return pool;
    }

    private JdbcCommandJournal journal(HikariDataSource pool, CommandHandler handler) {
      return JdbcCommandJournal.on(pool)
          .account(client.account())
          .keys(KeyProvider.of("k1", Shop.KEY))
          .handler(handler)
          .build();
    }

    private CreateTransactionRequest charge() {
      return CreateTransactionRequest.builder()
          .orderId("order")
          .cardId(cardId)
          .type(TransactionType.DEBIT)
          .amount(new BigDecimal("0.01"))
          .currency("KZT")
          .build();
    }

    private String show(String setting) throws SQLException {
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery("SHOW " + setting)) {
        result.next();
        return result.getString(1);
      }
    }

    private void run(String sql) throws SQLException {
      try (Connection connection = postgres.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }

    private static double perSecond(int count, long start) {
      return count * 1e9 / (System.nanoTime() - start);
    }
  }
}
