package io.github.freedomcard.campaign;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A small connection pool that logs which commands a commit claims or finishes. */
final class TracedDataSource {

  private static final String FENCE = " AND state = 'IN_FLIGHT' AND token = ?";

  /** A claim that is over writes all the same. */
  private static final String NO_FENCE = " AND token <> ? - 1000000";

  private final String url;
  private final Phase.Log phases;
  private final Queue<Connection> idle = new ConcurrentLinkedQueue<>();

  TracedDataSource(String url, Phase.Log phases) {
    this.url = url;
    this.phases = phases;
  }

  DataSource dataSource() {
    return proxy(
        DataSource.class,
        (proxy, method, arguments) -> {
          if (!method.getName().equals("getConnection")) {
            throw new UnsupportedOperationException(method.toString());
          }
          Connection pooled = idle.poll();
          Connection connection = pooled == null ? DriverManager.getConnection(url) : pooled;
          return proxy(Connection.class, new TracedConnection(connection));
        });
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            TracedDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object invoke(
      Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  private final class TracedConnection implements InvocationHandler {

    private final Connection connection;
    private final List<UUID> claimed = new ArrayList<>();
    private final List<UUID> finished = new ArrayList<>();
    private boolean broken;

    TracedConnection(Connection connection) {
      this.connection = connection;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      switch (method.getName()) {
        case "close" -> {
          if (broken) {
            connection.close();
          } else {
            idle.add(connection);
          }
          return null;
        }
        case "prepareStatement" -> {
          String sql = String.valueOf(Objects.requireNonNull(arguments)[0]);
          return prepare(sql);
        }
        case "commit" -> {
          traced(method, arguments);
          claimed.forEach(each -> phases.add(each, Phase.CLAIMED));
          finished.forEach(each -> phases.add(each, Phase.AFTER_COMMIT));
          return null;
        }
        default -> {
          return traced(method, arguments);
        }
      }
    }

    private @Nullable Object traced(Method method, Object @Nullable [] arguments) throws Throwable {
      try {
        return TracedDataSource.invoke(connection, method, arguments);
      } catch (SQLException e) {
        broken(e);
        throw e;
      }
    }

    /** After a crash of the database all connections are broken. */
    private void broken(SQLException e) {
      broken = true;
      if (e.getSQLState() == null || e.getSQLState().startsWith("08")) {
        idle.clear();
      }
    }

    private PreparedStatement prepare(String sql) throws SQLException {
      boolean finishes = sql.contains("finished_at = CURRENT_TIMESTAMP");
      if (finishes && !sql.contains(FENCE)) {
        throw new IllegalStateException("the journal's fence has changed: " + sql);
      }
      String executed = Settings.without("fence") ? sql.replace(FENCE, NO_FENCE) : sql;
      List<UUID> requestIds =
          sql.contains("SET state = 'IN_FLIGHT'")
              ? claimed
              : finishes ? finished : new ArrayList<>();
      PreparedStatement statement = connection.prepareStatement(executed);
      return proxy(
          PreparedStatement.class,
          (proxy, method, arguments) -> {
            if (arguments != null && arguments.length > 1 && arguments[1] instanceof UUID id) {
              requestIds.add(id);
            }
            try {
              return TracedDataSource.invoke(statement, method, arguments);
            } catch (SQLException e) {
              broken(e);
              throw e;
            }
          });
    }
  }
}
