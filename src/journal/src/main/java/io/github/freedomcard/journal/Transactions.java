package io.github.freedomcard.journal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs work in transactions of a data source. */
final class Transactions {

  /** PostgreSQL and H2. */
  private static final Set<String> NO_TABLE = Set.of("42P01", "42S02", "42S03", "42S04");

  private static final Set<String> ENDS_TRANSACTION =
      Set.of("commit", "rollback", "setAutoCommit", "close", "abort");

  private final DataSource dataSource;

  Transactions(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Work with a connection. */
  interface Work<T extends @Nullable Object> {
    T run(Connection connection) throws SQLException;
  }

  /** Commits what the work does, or rolls it back if it throws. */
  <T extends @Nullable Object> T commit(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        connection.setAutoCommit(autoCommit);
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollBack(connection, autoCommit, e);
        throw e;
      }
    }
  }

  /** What failed first is thrown; on a broken connection the database rolls back by itself. */
  private static void rollBack(Connection connection, boolean autoCommit, Throwable failure) {
    try {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  /** Reads or writes, and says what failed. */
  <T extends @Nullable Object> T commit(String what, Work<T> work) {
    try {
      return commit(work);
    } catch (SQLException e) {
      throw failure(what, e);
    }
  }

  static JournalException failure(String what, SQLException e) {
    String hint =
        NO_TABLE.contains(String.valueOf(e.getSQLState()))
            ? ": there is no table freedom_card_command; call createSchema(), or run the migration"
                + " freedom-card-journal-1.sql"
            // The driver's text may have values of the application's rows.
            : ": " + e.getClass().getSimpleName() + ", SQLState " + e.getSQLState();
    return new JournalException(what + hint, e);
  }

  /** The connection for a handler, which must not end the transaction. */
  static Connection guarded(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Transactions.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              // A rollback to a savepoint has an argument and does not end the transaction.
              boolean toSavepoint = arguments != null && method.getName().equals("rollback");
              if (ENDS_TRANSACTION.contains(method.getName()) && !toSavepoint) {
                throw new IllegalStateException(
                    "handler: "
                        + method.getName()
                        + "() is the journal's: the transaction also marks the command as finished");
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
