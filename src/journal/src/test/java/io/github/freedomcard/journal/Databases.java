package io.github.freedomcard.journal;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Provides an empty database of each engine to a test; PostgreSQL is started once for all tests.
 */
final class Databases implements ArgumentsProvider {

  @Override
  public Stream<Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return Stream.of("H2", "PostgreSQL").map(engine -> Arguments.of(open(engine, context)));
  }

  /** An empty database of an engine. */
  static Database open(String engine, ExtensionContext context) {
    return new Database(
        engine,
        engine.equals("H2")
            ? h2()
            : context
                .getRoot()
                .getStore(Namespace.GLOBAL)
                .getOrComputeIfAbsent(Postgres.class, type -> new Postgres(), Postgres.class)
                .pool);
  }

  /** An empty database of H2. */
  static Database h2Database() {
    return new Database("H2", h2());
  }

  private static DataSource h2() {
    JdbcDataSource dataSource = new JdbcDataSource();
    dataSource.setURL("jdbc:h2:mem:journal" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
    return dataSource;
  }

  /** Closed by JUnit after the last test. */
  private static final class Postgres implements AutoCloseable {

    final EmbeddedPostgres server;
    final HikariDataSource pool = new HikariDataSource();

    Postgres() {
      try {
        server = EmbeddedPostgres.builder().start();
        pool.setDataSource(server.getPostgresDatabase());
        pool.setMinimumIdle(0);
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws IOException {
      pool.close();
      server.close();
    }
  }

  /** A database with a table of orders and without one of commands. */
  record Database(String engine, DataSource dataSource) {

    Database {
      run(dataSource, "DROP TABLE IF EXISTS freedom_card_command");
      run(dataSource, "DROP TABLE IF EXISTS orders");
      run(
          dataSource,
          "CREATE TABLE orders (id VARCHAR(20) PRIMARY KEY, status VARCHAR(20) NOT NULL, handled"
              + " INTEGER NOT NULL, transaction_id VARCHAR(50))");
    }

    void run(String sql) {
      run(dataSource, sql);
    }

    private static void run(DataSource dataSource, String sql) {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }

    /** The rows of a query, with columns separated by a space. */
    List<String> query(String sql) {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(sql)) {
        List<String> rows = new ArrayList<>();
        while (result.next()) {
          List<String> columns = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            columns.add(result.getString(i));
          }
          rows.add(String.join(" ", columns));
        }
        return rows;
      } catch (SQLException e) {
        throw new IllegalStateException(sql, e);
      }
    }

    @Override
    public String toString() {
      return engine;
    }
  }
}
