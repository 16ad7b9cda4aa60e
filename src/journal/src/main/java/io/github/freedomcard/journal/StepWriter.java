package io.github.freedomcard.journal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what follows for a claimed command, and calls the handler. Thread-safe. */
final class StepWriter {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcCommandJournal.class);

  private static final int MAX_PROBLEM = 500;

  private final Transactions transactions;
  private final JournalSettings settings;
  private final CommandResolver resolver;

  StepWriter(Transactions transactions, JournalSettings settings, CommandResolver resolver) {
    this.transactions = transactions;
    this.settings = settings;
    this.resolver = resolver;
  }

  /**
   * Writes what was found out, and tries again while the database is down: a refusal that is not
   * written is not known to anyone. Safe to repeat, since the claim's token allows one write.
   */
  void write(Claim claim, Step step) {
    // An interrupt would close the file of an embedded database.
    boolean interrupted = Thread.interrupted();
    long giveUp = System.nanoTime() + settings.lease().toNanos();
    try {
      for (int failures = 0; ; failures++) {
        try {
          tryToWrite(claim, step);
          return;
        } catch (SQLException e) {
          Duration delay = backoff(failures, Duration.ofMillis(50), Duration.ofSeconds(2));
          if (System.nanoTime() + delay.toNanos() - giveUp > 0) {
            throw Transactions.failure(
                "what is known about the command "
                    + claim.row().key().requestId()
                    + " was not written; a worker queries it when its lease is over",
                e);
          }
          LOG.debug("{}: not written yet", claim.row().key().requestId(), e);
          Thread.sleep(delay.toMillis());
        }
      }
    } catch (InterruptedException e) {
      interrupted = true;
      throw new JournalException(
          "interrupted before the result of " + claim.row().key().requestId() + " was written", e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void tryToWrite(Claim claim, Step step) throws SQLException {
    if (step instanceof Step.Conclude conclude) {
      conclude(claim, conclude);
    } else if (step instanceof Step.Later later) {
      Duration delay = delay(claim, later);
      Step.Later printable =
          new Step.Later(later.state(), later.sent(), problem(later.problem()), delay);
      transactions.commit(connection -> CommandTable.later(connection, claim, printable, delay));
      LOG.debug("{}: {}, {}", name(claim), later.state(), later.problem());
    } else if (step instanceof Step.Park park) {
      Step.Park printable = new Step.Park(park.sent(), problem(park.problem()));
      if (transactions.commit(connection -> CommandTable.park(connection, claim, printable))) {
        LOG.warn("{}: parked, {}", name(claim), park.problem());
      }
    }
  }

  /** The back-off, or what the server asks for if that is longer, up to the longest back-off. */
  private Duration delay(Claim claim, Step.Later later) {
    Duration longest = settings.maxBackoff();
    Duration delay = backoff(claim.token(), settings.firstBackoff(), longest);
    if (later.delay() == null || later.delay().compareTo(delay) <= 0) {
      return delay;
    }
    return later.delay().compareTo(longest) < 0 ? later.delay() : longest;
  }

  private void conclude(Claim claim, Step.Conclude conclude) throws SQLException {
    byte[] result = resolver.toStore(claim.row(), conclude.result());
    Step.Conclude printable =
        new Step.Conclude(
            conclude.conclusion(),
            conclude.result(),
            conclude.errorCode(),
            conclude.problem() == null ? null : problem(conclude.problem()));
    try {
      transactions.commit(
          connection -> {
            // First, since it locks the row: a worker whose claim is not the newest stops here.
            if (!CommandTable.finish(connection, claim, printable, result)) {
              return false;
            }
            handle(connection, entry(claim, printable));
            return true;
          });
      LOG.debug("{}: {}", name(claim), conclude.conclusion());
    } catch (HandlerFailedException e) {
      handlerFailed(claim, printable, result, e.failure);
    } catch (SQLException e) {
      // A deferred constraint, which the commit checks.
      if (!stateOf(e).startsWith("23")) {
        throw e;
      }
      handlerFailed(claim, printable, result, e);
    }
  }

  private void handlerFailed(
      Claim claim, Step.Conclude conclude, byte @Nullable [] result, Throwable failure)
      throws SQLException {
    int failures = claim.row().handlerFailures();
    boolean park = failures + 1 >= settings.maxHandlerFailures();
    // Its message may have personal data of the application.
    String type = failure.getClass().getName();
    LOG.warn("{}: the handler failed{}: {}", name(claim), park ? ", parked" : "", type);
    LOG.debug("the handler failed", failure);
    Duration delay = backoff(failures, settings.firstBackoff(), settings.maxBackoff());
    transactions.commit(
        connection ->
            CommandTable.unhandled(
                connection,
                claim,
                conclude,
                result,
                problem("the handler failed: " + type),
                park ? null : delay));
  }

  private static String stateOf(SQLException e) {
    return String.valueOf(e.getSQLState());
  }

  /** Rolls the transaction back after the handler failed; unlike a failure of the database. */
  private static final class HandlerFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    final transient Throwable failure;

    HandlerFailedException(Throwable failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private void handle(Connection connection, JournalEntry entry) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      settings.handler().handle(Transactions.guarded(connection), entry);
      // If the handler ignored a failed statement, PostgreSQL has ended the transaction, and its
      // driver commits nothing without a word. Then this fails.
      statement.execute("SELECT 1");
    } catch (Throwable e) {
      // A deadlock or a conflict with another transaction is no fault of the handler.
      if (e instanceof SQLException conflict && stateOf(conflict).startsWith("40")) {
        throw conflict;
      }
      // An Error too: what is known about the command must be kept.
      throw new HandlerFailedException(e);
    }
  }

  /** Half of a bound that doubles, and a random part of the other half. */
  private static Duration backoff(long failures, Duration first, Duration max) {
    double bound = first.toMillis() * Math.pow(2, (int) Math.min(30, Math.max(0, failures - 1)));
    double capped = Math.min(bound, (double) max.toMillis());
    return Duration.ofMillis(
        (long) (capped * (0.5 + ThreadLocalRandom.current().nextDouble() / 2)));
  }

  static String problem(String text) {
    return text.length() <= MAX_PROBLEM ? text : text.substring(0, MAX_PROBLEM);
  }

  private static String name(Claim claim) {
    return claim.row().operation() + " request_id=" + claim.row().key().requestId();
  }

  private static JournalEntry entry(Claim claim, Step.Conclude conclude) {
    CommandRow row = claim.row();
    return new JournalEntry(
        row.key().requestId(),
        row.operation(),
        row.reference(),
        conclude.conclusion(),
        conclude.result(),
        conclude.errorCode(),
        conclude.problem(),
        row.recordedAt(),
        row.changedAt());
  }
}
