package io.github.freedomcard.journal;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Operations;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Builds a journal; see {@link JdbcCommandJournal#on}. For use by one thread. */
public final class JournalBuilder {

  static final Duration PARK_AFTER = Duration.ofDays(1);

  private final DataSource dataSource;
  private final Map<String, Operation<? extends IdempotentRequest, RequestState>> operations =
      new HashMap<>();
  private @Nullable MerchantAccount account;
  private @Nullable KeyProvider keys;
  private CommandHandler handler = (connection, command) -> {};
  private boolean uniqueReferences;
  private Duration lease = Duration.ofMinutes(2);
  private Duration firstBackoff = Duration.ofSeconds(1);
  private Duration maxBackoff = Duration.ofMinutes(5);
  private Duration parkAfter = PARK_AFTER;
  private int maxHandlerFailures = 10;

  JournalBuilder(DataSource dataSource) {
    this.dataSource = dataSource;
    for (Operation<?, ?> operation : Operations.all()) {
      if (operation.effect() == Effect.IDEMPOTENT_COMMAND) {
        @SuppressWarnings("unchecked") // all operations with this effect
        Operation<? extends IdempotentRequest, RequestState> command =
            (Operation<? extends IdempotentRequest, RequestState>) operation;
        operations.put(command.name(), command);
      }
    }
  }

  /**
   * Sets the account whose commands the journal has: {@code client.account()}. Journals of several
   * accounts can share a table. Required.
   */
  public JournalBuilder account(MerchantAccount account) {
    this.account = requireNonNull(account, "account");
    return this;
  }

  /**
   * Sets the keys that encrypt requests and results. Without keys none is stored: then {@link
   * JdbcCommandJournal#record} is not possible, and a command whose process died is only queried,
   * never sent again.
   */
  public JournalBuilder keys(KeyProvider keys) {
    this.keys = requireNonNull(keys, "keys");
    return this;
  }

  /** Sets what is called when a command is finished; default nothing. */
  public JournalBuilder handler(CommandHandler handler) {
    this.handler = requireNonNull(handler, "handler");
    return this;
  }

  /**
   * Registers an operation of your own; those of the catalogue are known. The table has its name,
   * so keep it, and register it in each instance before the first that records it.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public <Q extends IdempotentRequest> JournalBuilder operation(
      Operation<Q, RequestState> operation) {
    if (operation.effect() != Effect.IDEMPOTENT_COMMAND) {
      throw new IllegalArgumentException("operation: not an idempotent command: " + operation);
    }
    if (operation.name().length() > 100
        || operations.putIfAbsent(operation.name(), operation) != null) {
      throw new IllegalArgumentException(
          "operation: a name of at most 100 characters that no other operation has: "
              + operation.name());
    }
    return this;
  }

  /**
   * Rejects a second command of an operation with the same reference: one charge per order, for
   * instance.
   */
  public JournalBuilder uniqueReferences() {
    uniqueReferences = true;
    return this;
  }

  /**
   * Sets how long a claim lasts; default 2 minutes. A command whose process died is resolved after
   * that time. Half of it is the limit of a call, so a long one suits slow handlers.
   *
   * @throws IllegalArgumentException if it is shorter than a second
   */
  public JournalBuilder lease(Duration lease) {
    if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("lease: at least a second: " + lease);
    }
    this.lease = lease;
    return this;
  }

  /**
   * Sets the delay after the first and the longest after further calls that did not resolve a
   * command; default 1 second and 5 minutes.
   *
   * @throws IllegalArgumentException if {@code first} is not positive or exceeds {@code max}
   */
  public JournalBuilder backoff(Duration first, Duration max) {
    if (first.toMillis() < 1 || first.compareTo(max) > 0) {
      throw new IllegalArgumentException(
          "backoff: positive, and first <= max: " + first + ", " + max);
    }
    this.firstBackoff = first;
    this.maxBackoff = max;
    return this;
  }

  /**
   * Sets how long after its recording a command is resolved; default 1 day. Afterwards it is not
   * sent any more, queried once if it may have been sent, and parked.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public JournalBuilder parkAfter(Duration parkAfter) {
    if (parkAfter.toMillis() < 1) {
      throw new IllegalArgumentException("parkAfter: positive: " + parkAfter);
    }
    this.parkAfter = parkAfter;
    return this;
  }

  /**
   * Sets after how many failures of the handler a command is parked; default 10.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public JournalBuilder maxHandlerFailures(int maxHandlerFailures) {
    if (maxHandlerFailures < 1) {
      throw new IllegalArgumentException("maxHandlerFailures: at least 1: " + maxHandlerFailures);
    }
    this.maxHandlerFailures = maxHandlerFailures;
    return this;
  }

  /**
   * The journal.
   *
   * @throws IllegalStateException if the account is missing
   */
  public JdbcCommandJournal build() {
    if (account == null) {
      throw new IllegalStateException("account: required; use client.account()");
    }
    return new JdbcCommandJournal(
        dataSource,
        new JournalSettings(
            account,
            keys == null ? null : new CommandCipher(keys),
            handler,
            Map.copyOf(operations),
            uniqueReferences,
            lease,
            firstBackoff,
            maxBackoff,
            parkAfter,
            maxHandlerFailures));
  }
}
