package io.github.freedomcard.journal;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Operation;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A journal of commands in a database: each takes effect at most once and is never lost, over
 * crashes and several instances.
 *
 * <pre>{@code
 * JdbcCommandJournal journal =
 *     JdbcCommandJournal.on(dataSource)
 *         .account(client.account())
 *         .keys(KeyProvider.of("2026-11", key))
 *         .handler(orders::commandFinished)
 *         .build();
 *
 * // In the transaction that inserts the order:
 * journal.record(connection, TransactionOperations.CREATE_TRANSACTION, request, order.id());
 *
 * // In each instance of the service:
 * JournalWorker worker = JournalWorker.of(journal, client).start();
 * }</pre>
 *
 * <p>Commands are recorded in the application's own transaction, sent after its commit, and brought
 * to {@link CommandState#DONE} or {@link CommandState#REFUSED}, or left to a person as {@link
 * CommandState#PARKED}. The guide <a
 * href="https://github.com/freedomcard/freedom-card-client/blob/main/src/docs/durable-commands.md">Durable
 * commands</a> draws the states.
 *
 * <p>PostgreSQL serves several instances, H2 in file mode one. The data source must return
 * connections of its own, not one that a surrounding transaction has. Thread-safe.
 */
public final class JdbcCommandJournal {

  private final Transactions transactions;
  private final JournalSettings settings;
  private final CommandResolver resolver;
  private final StepWriter writer;
  private final String account;

  JdbcCommandJournal(DataSource dataSource, JournalSettings settings) {
    this.transactions = new Transactions(dataSource);
    this.settings = settings;
    this.account = CommandKey.text(settings.account());
    // The rest of the lease is for the handler.
    this.resolver =
        new CommandResolver(
            settings.account(),
            settings.operations(),
            settings.cipher(),
            settings.lease().dividedBy(2));
    this.writer = new StepWriter(transactions, settings, resolver);
  }

  /** Starts a journal on this data source. */
  public static JournalBuilder on(DataSource dataSource) {
    return new JournalBuilder(requireNonNull(dataSource, "dataSource"));
  }

  /**
   * Creates the table and its indexes where they are missing. To use a migration tool instead, take
   * the resource {@code io/github/freedomcard/journal/freedom-card-journal-1.sql}.
   *
   * @throws JournalException if the database refuses
   */
  public void createSchema() {
    Transactions.Work<Boolean> create =
        connection -> {
          CommandTable.createSchema(connection);
          return true;
        };
    try {
      transactions.commit(create);
    } catch (SQLException another) {
      // Another instance may have created it at the same time; then all of it is there now.
      transactions.commit("createSchema", create);
    }
  }

  /**
   * Records a command for the workers, in the caller's transaction. Nothing is sent before the
   * caller commits, and nothing if the caller rolls back.
   *
   * @param connection with auto-commit off
   * @param reference what the command is for, such as an order's number; at most 200 characters
   * @return false if the same command is recorded already, which changes nothing
   * @throws IllegalArgumentException if the {@code request_id} was recorded for another body,
   *     operation or reference; if the reference must be unique and another command of the
   *     operation has it; or if the operation is not known to the journal
   * @throws IllegalStateException if the journal has no keys: a worker needs the stored request
   * @throws JournalException if the database fails
   */
  public <Q extends IdempotentRequest> boolean record(
      Connection connection,
      Operation<Q, RequestState> operation,
      Q request,
      @Nullable String reference) {
    if (settings.cipher() == null) {
      throw new IllegalStateException(
          "journal: without keys no request is stored, so no worker can send it; set"
              + " JournalBuilder.keys, or use claim and execute");
    }
    return insert(connection, operation, request, reference, null);
  }

  /**
   * Records a command for the calling thread, in the caller's transaction. After the commit pass
   * the result to {@link #execute(FreedomCardClient, ClaimedCommand)}. If the process dies, a
   * worker takes the command over when the lease is over.
   *
   * @param connection with auto-commit off
   * @param reference what the command is for, such as an order's number; at most 200 characters
   * @throws IllegalArgumentException as {@link #record}
   * @throws JournalException if the database fails
   */
  public <Q extends IdempotentRequest> ClaimedCommand claim(
      Connection connection,
      Operation<Q, RequestState> operation,
      Q request,
      @Nullable String reference) {
    String id = "thread " + UUID.randomUUID();
    insert(connection, operation, request, reference, id);
    return new ClaimedCommand(
        key(request.requestId()), new ClaimedCommand.Call<>(operation, request), id);
  }

  private <Q extends IdempotentRequest> boolean insert(
      Connection connection,
      Operation<Q, RequestState> operation,
      Q request,
      @Nullable String reference,
      @Nullable String claimId) {
    if (settings.operations().get(operation.name()) != operation) {
      throw new IllegalArgumentException(
          "operation: "
              + operation
              + " is not known to the journal; register it with JournalBuilder.operation");
    }
    if (reference != null && (reference.isBlank() || reference.length() > 200)) {
      throw new IllegalArgumentException("reference: 1 to 200 characters: " + reference);
    }
    byte[] json = operation.toJson(request);
    if (!Arrays.equals(json, operation.toJson(operation.fromJson(json)))) {
      throw new IllegalArgumentException(
          "request: "
              + operation.requestType().getName()
              + " is not the same after it was written as JSON and read again, so it can't be sent"
              + " again byte for byte");
    }
    CommandKey key = key(request.requestId());
    CommandCipher cipher = settings.cipher();
    String keyId = cipher == null ? null : cipher.currentKeyId();
    try {
      if (connection.getAutoCommit()) {
        throw new IllegalArgumentException(
            "connection: auto-commit is on; record the command in the transaction of what it is for");
      }
      boolean inserted =
          CommandTable.insert(
              connection,
              new CommandTable.NewCommand(
                  key,
                  operation.name(),
                  reference,
                  settings.uniqueReferences(),
                  settings.parkAfter(),
                  claimId == null ? null : settings.lease(),
                  claimId,
                  keyId,
                  cipher == null || keyId == null ? null : cipher.hmac(keyId, json),
                  cipher == null || keyId == null
                      ? null
                      : cipher.encryptRequest(keyId, key, operation.name(), json)));
      if (!inserted) {
        rejectAnother(CommandTable.find(connection, key), key, operation, json, reference);
      }
      return inserted;
    } catch (SQLException e) {
      throw Transactions.failure("nothing was recorded or sent", e);
    }
  }

  /** Rejects a command unless it is the recorded one. */
  private void rejectAnother(
      @Nullable CommandRow row,
      CommandKey key,
      Operation<?, ?> operation,
      byte[] json,
      @Nullable String reference) {
    if (row == null) {
      throw new IllegalArgumentException(
          "reference: a " + operation.name() + " was already recorded for " + reference);
    }
    String difference = null;
    CommandCipher cipher = settings.cipher();
    if (!row.operation().equals(operation.name())) {
      difference = "for " + row.operation() + ", and not for " + operation.name();
    } else if (row.bodyHmac() == null || row.keyId() == null) {
      difference = "without a key, so the journal can't tell whether the body is the same";
    } else if (cipher == null || !cipher.knows(row.keyId())) {
      difference =
          "with the unknown key "
              + row.keyId()
              + ", so the journal can't tell whether the body is the same";
    } else if (!cipher.hasHmac(row.keyId(), json, row.bodyHmac())) {
      difference = "with another body";
    } else if (!Objects.equals(row.reference(), reference)) {
      difference = "for the reference " + row.reference() + ", and not for " + reference;
    }
    if (difference != null) {
      throw new IllegalArgumentException(
          "request_id: one id is one body of one operation, and "
              + key.requestId()
              + " was recorded "
              + difference
              + ": see find, or build a new request, which has an id of its own");
    }
  }

  /**
   * Records a command in a transaction of its own and executes it.
   *
   * @return the command afterwards; if it is not finished, a worker goes on with it
   * @throws IllegalArgumentException as {@link #record}, or if the client is for another account
   * @throws JournalException if the database fails; the message says whether anything may have been
   *     sent
   */
  public <Q extends IdempotentRequest> JournalEntry execute(
      FreedomCardClient client,
      Operation<Q, RequestState> operation,
      Q request,
      @Nullable String reference) {
    requireAccount(client);
    return execute(
        client,
        transactions.commit(
            "the command may have been recorded: call find before you build a new request",
            connection -> claim(connection, operation, request, reference)));
  }

  /**
   * Executes a command that {@link #claim} recorded, calls the handler, and returns the command
   * afterwards. If a worker has it already, it was recorded before, or the claim was used, nothing
   * is sent.
   *
   * @return the command afterwards; if it is not finished, a worker goes on with it
   * @throws IllegalArgumentException if the client is for another account
   * @throws IllegalStateException if the claim was not committed
   * @throws JournalException if the database fails; the message says whether anything may have been
   *     sent
   */
  public JournalEntry execute(FreedomCardClient client, ClaimedCommand command) {
    requireAccount(client);
    CommandRow row =
        transactions.commit(
            "nothing was sent", connection -> CommandTable.find(connection, command.key()));
    if (row == null) {
      throw new IllegalStateException(
          "command: not in the journal; commit the transaction that claimed it before execute");
    }
    if (!command.use(row)) {
      return entry(row);
    }
    Claim claim = new Claim(row, row.token(), false, Long.MAX_VALUE);
    Step step =
        row.late() ? CommandResolver.NOT_IN_TIME : resolver.call(client, claim, command.call());
    if (settings.cipher() == null && step instanceof Step.Later later && !later.sent()) {
      // Nobody else has the request, so nobody can send it again.
      step = Step.Conclude.refused(null, later.problem());
    }
    writer.write(claim, step);
    return find(row.key().requestId())
        .orElseThrow(() -> new IllegalStateException("the row was deleted: " + command));
  }

  /**
   * Resolves commands that are due, one after the other on the calling thread: for a scheduler of
   * your own instead of a {@link JournalWorker}.
   *
   * @param max the most commands to claim; their lease should suffice for all
   * @return how many were claimed
   * @throws IllegalArgumentException if the client is for another account
   * @throws JournalException if the database fails; what was claimed is resolved later
   */
  public int resolveDue(FreedomCardClient client, int max) {
    requireAccount(client);
    List<Claim> claims = claimDue(Thread.currentThread().getName(), max);
    Throwable failure = null;
    for (Claim claim : claims) {
      try {
        resolve(client, claim);
      } catch (RuntimeException | Error e) {
        // The other commands do not wait for the end of their lease.
        failure = e;
      }
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    return claims.size();
  }

  List<Claim> claimDue(String worker, int max) {
    return transactions.commit(
        "no command was claimed, or what was claimed waits for the end of its lease",
        connection -> CommandTable.claim(connection, account, worker, settings.lease(), max));
  }

  void resolve(FreedomCardClient client, Claim claim) {
    // Whoever has the next claim may have sent the command already, and finished it.
    if (claim.end() - System.nanoTime() > 0) {
      writer.write(claim, resolver.resolve(client, claim));
    }
  }

  /** The command with this {@code request_id}. */
  public Optional<JournalEntry> find(UUID requestId) {
    return Optional.ofNullable(
            transactions.commit(
                "find", connection -> CommandTable.find(connection, key(requestId))))
        .map(this::entry);
  }

  /** The commands that were recorded for this reference, the oldest first. */
  public List<JournalEntry> findByReference(String reference) {
    return transactions
        .commit(
            "findByReference",
            connection -> CommandTable.findByReference(connection, account, reference))
        .stream()
        .map(this::entry)
        .toList();
  }

  /** How many commands are unfinished. */
  public JournalCounts counts() {
    return transactions.commit(
        "counts", connection -> CommandMaintenance.counts(connection, account));
  }

  /**
   * Deletes the commands that were finished this long ago. Afterwards the journal does not reject
   * the reuse of their ids any more, so keep them longer than any caller may repeat a command. It
   * reads the whole table, so call it once a day or less.
   *
   * @return how many were deleted
   */
  public int deleteFinished(Duration age) {
    return transactions.commit(
        "deleteFinished",
        connection -> CommandMaintenance.deleteFinished(connection, account, age));
  }

  /**
   * Makes a parked or waiting command due, with new time to resolve it.
   *
   * @return false if there is no such command, or it is in flight or finished
   */
  public boolean retry(UUID requestId) {
    return transactions.commit(
        "retry",
        connection -> CommandMaintenance.retry(connection, key(requestId), settings.parkAfter()));
  }

  /**
   * Leaves a waiting command to a person.
   *
   * @return false if there is no such command, or it is in flight or finished
   */
  public boolean park(UUID requestId, String reason) {
    return transactions.commit(
        "park",
        connection ->
            CommandMaintenance.park(connection, key(requestId), StepWriter.problem(reason)));
  }

  /**
   * Finishes a parked command with what a person found out, by the vendor's statement for instance;
   * the next worker calls the handler.
   *
   * @param tookEffect whether the command took effect
   * @return false if there is no such command, or it is not parked
   */
  public boolean conclude(UUID requestId, boolean tookEffect, String reason) {
    CommandState conclusion = tookEffect ? CommandState.DONE : CommandState.REFUSED;
    return transactions.commit(
        "conclude",
        connection ->
            CommandMaintenance.conclude(
                connection, key(requestId), conclusion, StepWriter.problem(reason)));
  }

  void requireAccount(FreedomCardClient client) {
    MerchantAccount other = client.account();
    if (!settings.account().equals(other)) {
      throw new IllegalArgumentException(
          "client: for " + other + ", and the journal is for " + settings.account());
    }
  }

  private CommandKey key(UUID requestId) {
    return new CommandKey(requireNonNull(requestId, "requestId"), account);
  }

  private JournalEntry entry(CommandRow row) {
    return new JournalEntry(
        row.key().requestId(),
        row.operation(),
        row.reference(),
        row.state(),
        resolver.storedResult(row),
        row.errorCode(),
        row.problem(),
        row.recordedAt(),
        row.changedAt());
  }
}
