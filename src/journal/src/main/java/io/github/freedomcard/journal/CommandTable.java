package io.github.freedomcard.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The statements on the table {@code freedom_card_command}. They run on PostgreSQL and H2 alike and
 * leave transactions to the caller. All time is the database's, so the clocks of the instances do
 * not matter.
 */
final class CommandTable {

  private static final String SCHEMA = "freedom-card-journal-1.sql";

  private static final String UNIQUE_VIOLATION = "23505";

  static final String LATER = "CURRENT_TIMESTAMP + INTERVAL '1' SECOND * CAST(? AS NUMERIC(18, 3))";

  /** Not null, which is for finished commands, so that an index finds those that are not. */
  static final String NEVER = "TIMESTAMP WITH TIME ZONE '9999-12-31 00:00:00Z'";

  static final String THIS = " WHERE request_id = ? AND account = ?";

  /** Only the newest claim of a command may write: the fence against a worker that was paused. */
  private static final String THIS_CLAIM = THIS + " AND state = 'IN_FLIGHT' AND token = ?";

  /** A refused command does not use up a reference that must be unique. */
  private static final String FREE_REFERENCE =
      "reference_scope = CAST(request_id AS VARCHAR(36)), ";

  private static final String COLUMNS =
      "request_id, account, operation, reference, state, token, worker, sent, accepted, due_at <= CURRENT_TIMESTAMP AS due,"
          + " park_at <= CURRENT_TIMESTAMP AS late, conclusion, handler_failures, error_code,"
          + " problem, key_id, body_hmac, body, result, recorded_at, changed_at";

  private CommandTable() {}

  /**
   * A command to record; {@code lease} and {@code worker} are null if it is left to the workers.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record NewCommand(
      CommandKey key,
      String operation,
      @Nullable String reference,
      boolean referenceIsUnique,
      Duration parkAfter,
      @Nullable Duration lease,
      @Nullable String worker,
      @Nullable String keyId,
      byte @Nullable [] bodyHmac,
      byte @Nullable [] body) {}

  static void createSchema(Connection connection) throws SQLException {
    try (InputStream file =
            Objects.requireNonNull(CommandTable.class.getResourceAsStream(SCHEMA), SCHEMA);
        Statement statement = connection.createStatement()) {
      String script = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      for (String sql : script.replaceAll("(?m)--.*$", "").split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(SCHEMA, e);
    }
  }

  /** Records a command; returns false if its key or its unique reference is taken. */
  static boolean insert(Connection connection, NewCommand command) throws SQLException {
    Duration lease = command.lease();
    boolean claimed = lease != null;
    // On PostgreSQL an error would end the caller's transaction; on H2 it does not.
    String orNothing =
        "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName())
            ? " ON CONFLICT DO NOTHING"
            : "";
    String sql =
        "INSERT INTO freedom_card_command (request_id, account, operation, reference,"
            + " reference_scope, state, token, worker, sent, accepted, due_at, park_at, handler_failures,"
            + " key_id, body_hmac, body, recorded_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
            + " ?, FALSE, "
            + LATER
            + ", "
            + LATER
            + ", 0, ?, ?, ?, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)"
            + orNothing;
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      new Parameters(insert)
          .key(command.key())
          .add(command.operation())
          .add(command.reference())
          .add(command.referenceIsUnique() ? "" : command.key().requestId().toString())
          .add((claimed ? CommandState.IN_FLIGHT : CommandState.RECORDED).name())
          .add(claimed ? 1L : 0L)
          .add(command.worker())
          .add(claimed)
          .seconds(lease == null ? Duration.ZERO : lease)
          .seconds(command.parkAfter())
          .add(command.keyId())
          .add(command.bodyHmac())
          .add(command.body());
      return insert.executeUpdate() == 1;
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  static @Nullable CommandRow find(Connection connection, CommandKey key) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT " + COLUMNS + " FROM freedom_card_command" + THIS)) {
      new Parameters(select).key(key);
      List<CommandRow> rows = rows(select);
      return rows.isEmpty() ? null : rows.get(0);
    }
  }

  static List<CommandRow> findByReference(Connection connection, String account, String reference)
      throws SQLException {
    String sql =
        "SELECT "
            + COLUMNS
            + " FROM freedom_card_command WHERE account = ? AND reference = ?"
            + " ORDER BY recorded_at, request_id";
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      new Parameters(select).add(account).add(reference);
      return rows(select);
    }
  }

  /**
   * Claims commands that are due, which includes those whose lease is over. The caller must commit
   * before it sends anything: from then on each of them may have been sent.
   */
  static List<Claim> claim(
      Connection connection, String account, String worker, Duration lease, int max)
      throws SQLException {
    // SKIP LOCKED only spreads the candidates over the workers; the token decides.
    String candidates =
        "SELECT "
            + COLUMNS
            + " FROM freedom_card_command WHERE account = ?"
            + " AND due_at <= CURRENT_TIMESTAMP ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED";
    String claim =
        "UPDATE freedom_card_command SET state = 'IN_FLIGHT', sent = TRUE, token = token + 1,"
            + " worker = ?, due_at = "
            + LATER
            + ", changed_at = CURRENT_TIMESTAMP"
            + THIS
            + " AND token = ?";
    // Before the database sets the lease, so that it ends earlier here.
    long end = System.nanoTime() + lease.toNanos();
    List<CommandRow> rows;
    try (PreparedStatement select = connection.prepareStatement(candidates)) {
      new Parameters(select).add(account).add(max);
      rows = rows(select);
    }
    if (rows.isEmpty()) {
      return List.of();
    }
    List<Claim> claims = new ArrayList<>();
    try (PreparedStatement update = connection.prepareStatement(claim)) {
      for (CommandRow row : rows) {
        new Parameters(update).add(worker).seconds(lease).key(row.key()).add(row.token());
        update.addBatch();
      }
      int[] counts = update.executeBatch();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] == 1) {
          CommandRow row = rows.get(i);
          claims.add(new Claim(row, row.token() + 1, row.sent(), end));
        }
      }
    }
    return claims;
  }

  /** Puts a claimed command off; returns false if the claim is not the newest any more. */
  static boolean later(Connection connection, Claim claim, Step.Later later, Duration delay)
      throws SQLException {
    return update(
        connection,
        "state = ?, sent = ?, accepted = ?, problem = ?, due_at = " + LATER,
        claim,
        set ->
            set.add(later.state().name())
                .add(later.sent())
                .add(claim.row().accepted() || later.state() == CommandState.IN_PROCESS)
                .add(later.problem())
                .seconds(delay));
  }

  /** Parks a claimed command; returns false if the claim is not the newest any more. */
  static boolean park(Connection connection, Claim claim, Step.Park park) throws SQLException {
    return update(
        connection,
        "state = 'PARKED', sent = ?, problem = ?, due_at = " + NEVER,
        claim,
        set -> set.add(park.sent()).add(park.problem()));
  }

  /**
   * Keeps the conclusion of a claimed command whose handler failed.
   *
   * @param delay the time until the next try; null to park the command
   */
  static boolean unhandled(
      Connection connection,
      Claim claim,
      Step.Conclude conclude,
      byte @Nullable [] result,
      String problem,
      @Nullable Duration delay)
      throws SQLException {
    return update(
        connection,
        "state = ?, conclusion = ?, result = ?, error_code = ?, problem = ?, handler_failures = ?,"
            + " due_at = "
            + (delay == null ? NEVER : LATER),
        claim,
        set -> {
          set.add((delay == null ? CommandState.PARKED : CommandState.UNHANDLED).name())
              .add(conclude.conclusion().name())
              .add(result)
              .add(conclude.errorCode())
              .add(problem)
              .add(claim.row().handlerFailures() + 1);
          if (delay != null) {
            set.seconds(delay);
          }
        });
  }

  /** Finishes a claimed command; returns false if the claim is not the newest any more. */
  static boolean finish(
      Connection connection, Claim claim, Step.Conclude conclude, byte @Nullable [] result)
      throws SQLException {
    return update(
        connection,
        (conclude.conclusion() == CommandState.REFUSED ? FREE_REFERENCE : "")
            + "state = ?, conclusion = ?, sent = FALSE, result = ?, error_code = ?, problem = ?,"
            + " body = NULL, due_at = NULL, finished_at = CURRENT_TIMESTAMP",
        claim,
        set ->
            set.add(conclude.conclusion().name())
                .add(conclude.conclusion().name())
                .add(result)
                .add(conclude.errorCode())
                .add(conclude.problem()));
  }

  /** Sets parameters. */
  interface Setter {
    void set(Parameters parameters) throws SQLException;
  }

  private static boolean update(
      Connection connection, String assignments, Claim claim, Setter setter) throws SQLException {
    String sql =
        "UPDATE freedom_card_command SET "
            + assignments
            + ", changed_at = CURRENT_TIMESTAMP"
            + THIS_CLAIM;
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      Parameters parameters = new Parameters(update);
      setter.set(parameters);
      parameters.key(claim.row().key()).add(claim.token());
      return update.executeUpdate() == 1;
    }
  }

  private static List<CommandRow> rows(PreparedStatement select) throws SQLException {
    try (ResultSet result = select.executeQuery()) {
      List<CommandRow> rows = new ArrayList<>();
      while (result.next()) {
        String conclusion = result.getString("conclusion");
        rows.add(
            new CommandRow(
                new CommandKey(
                    result.getObject("request_id", UUID.class), result.getString("account")),
                result.getString("operation"),
                result.getString("reference"),
                CommandState.valueOf(result.getString("state")),
                result.getLong("token"),
                result.getString("worker"),
                result.getBoolean("due"),
                result.getBoolean("sent"),
                result.getBoolean("accepted"),
                result.getBoolean("late"),
                conclusion == null ? null : CommandState.valueOf(conclusion),
                result.getInt("handler_failures"),
                result.getString("error_code"),
                result.getString("problem"),
                result.getString("key_id"),
                result.getBytes("body_hmac"),
                result.getBytes("body"),
                result.getBytes("result"),
                instant(result, "recorded_at"),
                instant(result, "changed_at")));
      }
      return rows;
    }
  }

  static Instant instant(ResultSet result, int column) throws SQLException {
    return result.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static Instant instant(ResultSet result, String column) throws SQLException {
    return result.getObject(column, OffsetDateTime.class).toInstant();
  }
}
