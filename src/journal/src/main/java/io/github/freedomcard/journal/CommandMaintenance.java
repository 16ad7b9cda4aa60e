package io.github.freedomcard.journal;

import static io.github.freedomcard.journal.CommandTable.LATER;
import static io.github.freedomcard.journal.CommandTable.NEVER;
import static io.github.freedomcard.journal.CommandTable.THIS;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** The statements by which people and dashboards look after the table. */
final class CommandMaintenance {

  /** Neither finished nor, within its lease, at work. */
  private static final String WAITS =
      "due_at IS NOT NULL AND (state <> 'IN_FLIGHT' OR due_at <= CURRENT_TIMESTAMP)";

  private CommandMaintenance() {}

  static JournalCounts counts(Connection connection, String account) throws SQLException {
    String sql =
        "SELECT state, COUNT(*), MIN(recorded_at) FROM freedom_card_command WHERE account = ?"
            + " AND due_at IS NOT NULL GROUP BY state";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      new Parameters(select).add(account);
      try (ResultSet result = select.executeQuery()) {
        Map<CommandState, Long> byState = new EnumMap<>(CommandState.class);
        Instant oldest = null;
        while (result.next()) {
          byState.put(CommandState.valueOf(result.getString(1)), result.getLong(2));
          Instant recordedAt = CommandTable.instant(result, 3);
          oldest = oldest == null || recordedAt.isBefore(oldest) ? recordedAt : oldest;
        }
        return new JournalCounts(byState, oldest);
      }
    }
  }

  /**
   * Deletes the commands that were finished this long ago. It reads the whole table: an index for
   * it would cost each command more than a scan a day costs.
   */
  static int deleteFinished(Connection connection, String account, Duration age)
      throws SQLException {
    String sql = "DELETE FROM freedom_card_command WHERE account = ? AND finished_at <= " + LATER;
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      new Parameters(delete).add(account).seconds(age.negated());
      return delete.executeUpdate();
    }
  }

  /** Makes a parked or waiting command due, with new time to resolve it. */
  static boolean retry(Connection connection, CommandKey key, Duration parkAfter)
      throws SQLException {
    return manual(
        connection,
        "state = CASE WHEN conclusion IS NOT NULL THEN 'UNHANDLED' WHEN sent THEN 'UNRESOLVED' ELSE"
            + " 'RECORDED' END, handler_failures = 0, due_at = CURRENT_TIMESTAMP, park_at = "
            + LATER,
        key,
        WAITS,
        set -> set.seconds(parkAfter));
  }

  /** Parks a command that waits. */
  static boolean park(Connection connection, CommandKey key, String reason) throws SQLException {
    return manual(
        connection,
        "state = 'PARKED', problem = ?, due_at = " + NEVER,
        key,
        WAITS,
        set -> set.add(reason));
  }

  /** Gives a parked command the conclusion of a person; the handler is called next. */
  static boolean conclude(
      Connection connection, CommandKey key, CommandState conclusion, String reason)
      throws SQLException {
    return manual(
        connection,
        "state = 'UNHANDLED', conclusion = ?, problem = ?, handler_failures = 0,"
            + " due_at = CURRENT_TIMESTAMP",
        key,
        // What the server reported stands.
        "state = 'PARKED' AND (conclusion IS NULL OR conclusion = '" + conclusion + "')",
        set -> set.add(conclusion.name()).add(reason));
  }

  /** Increases the token, so that no claim that is still at work can write. */
  private static boolean manual(
      Connection connection,
      String assignments,
      CommandKey key,
      String condition,
      CommandTable.Setter setter)
      throws SQLException {
    String sql =
        "UPDATE freedom_card_command SET token = token + 1, "
            + assignments
            + ", changed_at = CURRENT_TIMESTAMP"
            + THIS
            + " AND "
            + condition;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      Parameters parameters = new Parameters(update);
      setter.set(parameters);
      parameters.key(key);
      return update.executeUpdate() == 1;
    }
  }
}
