package io.github.freedomcard.journal;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;

/**
 * Shows the commands of a journal's table, and retries, parks or concludes them.
 *
 * <pre>{@code
 * export FREEDOM_CARD_JOURNAL_URL=jdbc:postgresql://localhost/shop
 * export FREEDOM_CARD_JOURNAL_USER=shop FREEDOM_CARD_JOURNAL_PASSWORD=...
 * java -cp 'lib/*' io.github.freedomcard.journal.JournalCommandLine list parked
 * }</pre>
 *
 * <p>It needs no keys: it shows no requests and no results.
 */
public final class JournalCommandLine {

  private static final String USAGE =
      """
      usage: list [STATE]                      unfinished commands, or those in a state; at most 1000
             show REQUEST_ID                   all that the table has in clear
             retry REQUEST_ID                  makes a parked or waiting command due
             park REQUEST_ID REASON            leaves a waiting command to a person
             conclude REQUEST_ID done|refused REASON
                                               finishes a parked command with what a person found out
      The database: FREEDOM_CARD_JOURNAL_URL, and if needed FREEDOM_CARD_JOURNAL_USER and
      FREEDOM_CARD_JOURNAL_PASSWORD.""";

  private static final String SHOWN =
      "request_id, operation, reference, state, account, token AS claims, worker, sent,"
          + " accepted, due_at, park_at, conclusion, handler_failures, error_code, problem, key_id,"
          + " recorded_at, changed_at, finished_at";

  private final Connection connection;
  private final PrintStream out;

  private JournalCommandLine(Connection connection, PrintStream out) {
    this.connection = connection;
    this.out = out;
  }

  /** Runs one command; exits with 0, with 1 if there was nothing to do, or with 2 if it failed. */
  public static void main(String[] args) {
    System.exit(run(args, System.getenv(), System.out, System.err));
  }

  static int run(String[] args, Map<String, String> env, PrintStream out, PrintStream err) {
    String url = env.get("FREEDOM_CARD_JOURNAL_URL");
    if (args.length == 0 || url == null) {
      err.println(USAGE);
      return 2;
    }
    try (Connection connection =
        DriverManager.getConnection(
            url, env.get("FREEDOM_CARD_JOURNAL_USER"), env.get("FREEDOM_CARD_JOURNAL_PASSWORD"))) {
      return new JournalCommandLine(connection, out).run(List.of(args)) ? 0 : 1;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(USAGE);
      return 2;
    } catch (SQLException e) {
      err.println(Transactions.failure(args[0], e).getMessage());
      return 2;
    }
  }

  private boolean run(List<String> args) throws SQLException {
    return switch (args.get(0) + " " + (args.size() - 1)) {
      case "list 0" -> list("due_at IS NOT NULL");
      case "list 1" -> list("state = '" + state(args.get(1)) + "'");
      case "show 1" -> show(id(args.get(1)));
      case "retry 1" ->
          CommandMaintenance.retry(connection, key(args.get(1)), JournalBuilder.PARK_AFTER);
      case "park 2" -> CommandMaintenance.park(connection, key(args.get(1)), args.get(2));
      case "conclude 3" ->
          CommandMaintenance.conclude(
              connection, key(args.get(1)), conclusion(args.get(2)), args.get(3));
      default -> throw new IllegalArgumentException("unknown: " + String.join(" ", args));
    };
  }

  private boolean list(String condition) throws SQLException {
    String sql =
        "SELECT request_id, operation, reference, state, token, recorded_at, problem FROM"
            + " freedom_card_command WHERE "
            + condition
            + " ORDER BY recorded_at LIMIT 1000";
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet result = select.executeQuery()) {
      boolean any = false;
      while (result.next()) {
        StringJoiner line = new StringJoiner("  ");
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          line.add(String.valueOf(result.getString(i)));
        }
        out.println(line);
        any = true;
      }
      return any;
    }
  }

  private boolean show(UUID requestId) throws SQLException {
    String sql = "SELECT " + SHOWN + " FROM freedom_card_command WHERE request_id = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, requestId);
      try (ResultSet result = select.executeQuery()) {
        boolean any = false;
        while (result.next()) {
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            out.printf(
                "%-17s %s%n",
                result.getMetaData().getColumnLabel(i).toLowerCase(Locale.ROOT),
                result.getString(i));
          }
          any = true;
        }
        return any;
      }
    }
  }

  /** The account is in the table: an id is of one account, since it is random. */
  private CommandKey key(String requestId) throws SQLException {
    String sql = "SELECT account FROM freedom_card_command WHERE request_id = ?";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setObject(1, id(requestId));
      try (ResultSet result = select.executeQuery()) {
        if (!result.next()) {
          throw new IllegalArgumentException("REQUEST_ID: not in the table: " + requestId);
        }
        CommandKey key = new CommandKey(id(requestId), result.getString(1));
        if (result.next()) {
          throw new IllegalArgumentException(
              "REQUEST_ID: of several accounts, use the methods of JdbcCommandJournal: "
                  + requestId);
        }
        return key;
      }
    }
  }

  private static UUID id(String requestId) {
    try {
      return UUID.fromString(requestId);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("REQUEST_ID: not a UUID: " + requestId, e);
    }
  }

  private static CommandState state(String name) {
    try {
      return CommandState.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "STATE: one of " + List.of(CommandState.values()) + ": " + name, e);
    }
  }

  private static CommandState conclusion(String name) {
    CommandState conclusion = state(name);
    if (!conclusion.isFinished()) {
      throw new IllegalArgumentException("conclude: done or refused, not " + name);
    }
    return conclusion;
  }
}
