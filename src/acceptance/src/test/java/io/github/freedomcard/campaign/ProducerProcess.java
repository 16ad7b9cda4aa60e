package io.github.freedomcard.campaign;

import io.github.freedomcard.journal.CommandState;
import io.github.freedomcard.journal.JdbcCommandJournal;
import io.github.freedomcard.journal.JournalCounts;
import io.github.freedomcard.journal.JournalException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The application: inserts orders and records their commands. After a crash it goes on with the
 * first order that is missing.
 */
public final class ProducerProcess {

  /** Keeps the workers busy until the last event of the campaign. */
  private static final int MAX_UNFINISHED = 80;

  private final Settings settings;
  private final int orders;
  private final Random random = new Random();
  private final PGSimpleDataSource dataSource = new PGSimpleDataSource();
  private final JdbcCommandJournal journal;

  private ProducerProcess(Settings settings, int orders) {
    this.settings = settings;
    this.orders = orders;
    dataSource.setUrl(settings.text("url"));
    journal = settings.journal(dataSource, (connection, command) -> {});
  }

  /** Arguments: the folder and the number of orders. */
  public static void main(String[] args) throws IOException {
    ProducerProcess producer =
        new ProducerProcess(Settings.read(Path.of(args[0])), Integer.parseInt(args[1]));
    Thread thread = new Thread(producer::run);
    thread.setDaemon(true);
    thread.start();
    JavaProcess.exitWithParent(() -> {});
  }

  private void run() {
    while (true) {
      try (Connection connection = dataSource.getConnection()) {
        connection.setAutoCommit(false);
        produce(connection);
        return;
      } catch (SQLException | JournalException e) {
        // The database was killed: whether the last order was committed is read from it.
        pause();
      }
    }
  }

  private void produce(Connection connection) throws SQLException {
    int next = lastOrder(connection) + 1;
    for (int number = next; number <= orders; number++) {
      if (number % 10 == 0) {
        awaitWorkers();
      }
      Order<?> order = Order.random(number, random, settings);
      order.insert(connection, journal);
      connection.commit();
      if (number % 10 == 0) {
        // A caller that is not sure records its command twice: this changes nothing.
        order.record(connection, journal);
        connection.commit();
      }
    }
  }

  private static int lastOrder(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet last = select.executeQuery("SELECT COALESCE(MAX(number), 0) FROM orders")) {
      last.next();
      int number = last.getInt(1);
      connection.rollback();
      return number;
    }
  }

  private void awaitWorkers() {
    while (true) {
      JournalCounts counts = journal.counts();
      long unfinished = counts.byState().values().stream().mapToLong(Long::longValue).sum();
      if (unfinished - counts.of(CommandState.PARKED) < MAX_UNFINISHED) {
        return;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
