package io.github.freedomcard.journal;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.RequestOptions;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Operation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Lets a process die at one of the points that it passes: before and after each statement, commit,
 * call and handler. What the process tries after its death fails, and its open transactions are
 * rolled back, as a database does when a connection breaks.
 */
final class CrashPoints {

  /** The process is dead. Nothing in the journal catches it. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  /** The points that were passed. */
  final List<String> passed = new ArrayList<>();

  private final int fatal;
  private boolean dead;

  /** A process that dies at the point with this index. */
  CrashPoints(int fatal) {
    this.fatal = fatal;
  }

  /** A process that lives on. */
  static CrashPoints none() {
    return new CrashPoints(Integer.MAX_VALUE);
  }

  /** Where the process died. */
  String last() {
    return dead ? passed.get(passed.size() - 1) + " (" + passed.size() + ")" : "never";
  }

  void pass(String point) {
    if (!dead) {
      passed.add(point);
      dead = passed.size() > fatal;
    }
    if (dead) {
      throw new Crash();
    }
  }

  DataSource dataSource(DataSource real) {
    return (DataSource)
        Proxy.newProxyInstance(
            CrashPoints.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              if (dead) {
                throw new Crash();
              }
              return connection(real.getConnection());
            });
  }

  private Connection connection(Connection real) {
    return (Connection)
        Proxy.newProxyInstance(
            CrashPoints.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              String name = method.getName();
              if (name.equals("close")) {
                close(real);
                return null;
              }
              boolean point = name.equals("commit") || name.equals("prepareStatement");
              if (point) {
                pass("before " + name);
              } else if (dead) {
                throw new Crash();
              }
              try {
                Object result = method.invoke(real, arguments);
                if (point) {
                  pass("after " + name);
                }
                return result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private void close(Connection real) throws SQLException {
    if (dead && !real.getAutoCommit()) {
      real.rollback();
    }
    real.close();
  }

  CommandHandler handler(CommandHandler real) {
    return (connection, command) -> {
      pass("in the handler");
      real.handle(connection, command);
      pass("after the handler");
    };
  }

  FreedomCardClient client(FreedomCardClient real) {
    return new FakeClient(real.account()) {
      @Override
      public <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q request) {
        pass("before the call");
        ApiResponse<R> response;
        try {
          response = real.execute(operation, request);
        } catch (RuntimeException e) {
          pass("after the failed call");
          throw e;
        }
        pass("after the call");
        return response;
      }

      @Override
      public FreedomCardClient withOptions(RequestOptions options) {
        return client(real.withOptions(options));
      }
    };
  }
}
