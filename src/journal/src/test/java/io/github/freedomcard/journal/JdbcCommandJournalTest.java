package io.github.freedomcard.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.journal.Databases.Database;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.ProductId;
import io.github.freedomcard.model.card.BlockCardRequest;
import io.github.freedomcard.model.card.IssueCardRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.Fault;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

class JdbcCommandJournalTest {

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aChargeIsSentAfterTheCommitAndUpdatesItsOrderOnce(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      try (Connection connection = database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        Shop.insertOrder(connection, "order-1");
        journal.record(connection, TransactionOperations.CREATE_TRANSACTION, request, "order-1");
        journal.resolveDue(shop.client, 10);
        assertThat(shop.sandbox.ledger().effects(request.requestId())).isZero();
        connection.commit();
      }
      assertThat(journal.counts().of(CommandState.RECORDED)).isEqualTo(1);

      shop.resolveAll(journal);

      assertThat(shop.sandbox.ledger().effects(request.requestId())).isEqualTo(1);
      assertThat(shop.orders()).containsExactly("order-1 DONE 1");
      assertThat(journal.counts().byState()).isEmpty();
      JournalEntry entry = journal.find(request.requestId()).orElseThrow();
      assertThat(entry.isDone()).isTrue();
      assertThat(requireNonNull(entry.result()).transactionId())
          .isEqualTo(database.query("SELECT transaction_id FROM orders").get(0));
      assertThat(journal.findByReference("order-1")).containsExactly(entry);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void record_whenTheTransactionIsRolledBack_recordsNothing(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      try (Connection connection = database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        journal.record(connection, TransactionOperations.CREATE_TRANSACTION, request, null);
        connection.rollback();
      }
      shop.resolveAll(journal);
      assertThat(journal.find(request.requestId())).isEmpty();
      assertThat(shop.sandbox.ledger().effects(request.requestId())).isZero();
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void record_whenTheIdIsTaken_acceptsOnlyTheSameCommandAndKeepsTheTransactionUsable(
      Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      try (Connection connection = database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        assertThat(
                journal.record(
                    connection, TransactionOperations.CREATE_TRANSACTION, request, "order-1"))
            .isFalse();
        CreateTransactionRequest otherBody =
            request.toBuilder().requestId(request.requestId()).description("other").build();
        BlockCardRequest otherOperation =
            BlockCardRequest.builder()
                .cardId(shop.cardId)
                .description("lost")
                .requestId(request.requestId())
                .build();
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    journal.record(
                        connection, TransactionOperations.CREATE_TRANSACTION, otherBody, "order-1"))
            .withMessageContaining("with another body");
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    journal.record(
                        connection, CardOperations.BLOCK_CARD, otherOperation, "order-1"))
            .withMessageContaining("for createTransaction, and not for blockCard");
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    journal.record(
                        connection, TransactionOperations.CREATE_TRANSACTION, request, "order-2"))
            .withMessageContaining("for the reference order-1, and not for order-2");
        Shop.insertOrder(connection, "order-2");
        connection.commit();
      }
      assertThat(shop.orders()).hasSize(2);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void record_whenReferencesAreUnique_rejectsASecondCommandOfTheOperation(Database database)
      throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal(JournalBuilder::uniqueReferences);
      shop.order(journal, "order-1", shop.charge("10.00"));
      try (Connection connection = database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    journal.record(
                        connection,
                        TransactionOperations.CREATE_TRANSACTION,
                        shop.charge("10.00"),
                        "order-1"))
            .withMessageContaining("a createTransaction was already recorded for order-1");
        BlockCardRequest block =
            BlockCardRequest.builder().cardId(shop.cardId).description("lost").build();
        assertThat(journal.record(connection, CardOperations.BLOCK_CARD, block, "order-1"))
            .isTrue();
        connection.commit();
      }
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void execute_returnsTheResultOfARequestWhoseResponseWasLost(Database database) {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      shop.sandbox.faults().next(TransactionOperations.CREATE_TRANSACTION, Fault.responseLost());
      JournalEntry entry =
          journal.execute(
              shop.client, TransactionOperations.CREATE_TRANSACTION, request, "order-1");
      assertThat(entry.isDone()).isTrue();
      assertThat(entry.result()).isNotNull();
      assertThat(shop.sandbox.ledger().effects(request.requestId())).isEqualTo(1);
      // Once more: nothing is sent, and the same is returned.
      assertThat(
              journal.execute(
                  shop.client, TransactionOperations.CREATE_TRANSACTION, request, "order-1"))
          .isEqualTo(entry);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void execute_whenTheClaimWasNotCommitted_sendsNothing(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      try (Connection connection = database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        ClaimedCommand command =
            journal.claim(connection, TransactionOperations.CREATE_TRANSACTION, request, null);
        assertThatIllegalStateException()
            .isThrownBy(() -> journal.execute(shop.client, command))
            .withMessageContaining("commit the transaction");
        connection.rollback();
      }
      assertThat(shop.sandbox.ledger().effects(request.requestId())).isZero();
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void execute_whenAWorkerHasTakenTheCommandOver_sendsNothing(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      ClaimedCommand command = shop.claim(journal, request);
      shop.resolveAll(journal);
      shop.sandbox.faults().refuseConnections();
      assertThat(journal.execute(shop.client, command).isDone()).isTrue();
      assertThat(shop.sandbox.ledger().effects(request.requestId())).isEqualTo(1);
    }
  }

  /** A user's second click: the first thread has the command, and may have sent it. */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void execute_whenAnotherThreadClaimedTheCommandOrTheClaimWasUsed_sendsNothing(Database database)
      throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      ClaimedCommand first = shop.claim(journal, request);
      ClaimedCommand second = shop.claim(journal, request);
      assertThat(journal.execute(shop.client, second).state()).isEqualTo(CommandState.IN_FLIGHT);
      assertThat(shop.sandbox.ledger().effects(request.requestId())).isZero();

      shop.sandbox.faults().next(TransactionOperations.CREATE_TRANSACTION, Fault.responseLost());
      shop.sandbox.faults().always("getRequestStatus", Fault.httpStatus(502));
      assertThat(journal.execute(shop.client, first).state()).isEqualTo(CommandState.UNRESOLVED);
      database.run("UPDATE freedom_card_command SET state = 'IN_FLIGHT', token = 1");
      int requests = shop.sandbox.wireMock().getAllServeEvents().size();
      assertThat(journal.execute(shop.client, first).state()).isEqualTo(CommandState.IN_FLIGHT);
      assertThat(shop.sandbox.wireMock().getAllServeEvents()).hasSize(requests);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void theResultHasTheIdsThatOnlyTheStatusReports(Database database) {
    try (Shop shop = new Shop(database)) {
      IssueCardRequest request =
          IssueCardRequest.forClient(
                  shop.sandbox.arrange().client("AIGERIM", "SEITOVA", "77011234567"))
              .productId(ProductId.INSTANT_CARD)
              .build();
      JournalEntry entry =
          shop.journal().execute(shop.client, CardOperations.ISSUE_CARD, request, null);
      assertThat(requireNonNull(entry.result()).cards()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aDeclinedChargeIsRefusedWithItsCode(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("99999.00");
      shop.order(journal, "order-1", request);
      shop.resolveAll(journal);
      assertThat(shop.orders()).containsExactly("order-1 REFUSED 1");
      assertThat(journal.find(request.requestId()))
          .get()
          .extracting(JournalEntry::errorCode, JournalEntry::result)
          .containsExactly("insufficient_funds", null);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aCommandThatIsInProcessIsFinishedWhenTheServerHasFinishedIt(Database database)
      throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest done = shop.charge("10.00");
      CreateTransactionRequest failed = shop.charge("20.00");
      shop.sandbox
          .faults()
          .always(TransactionOperations.CREATE_TRANSACTION, Fault.requestInProcess());
      shop.order(journal, "order-1", done);
      shop.order(journal, "order-2", failed);
      journal.resolveDue(shop.client, 10);
      assertThat(journal.counts().of(CommandState.IN_PROCESS)).isEqualTo(2);
      assertThat(shop.orders()).containsExactly("order-1 NEW 0", "order-2 NEW 0");

      shop.sandbox.finish(done.requestId());
      shop.sandbox.fail(failed.requestId(), "limit_exceeded");
      shop.resolveAll(journal);

      assertThat(shop.orders()).containsExactly("order-1 DONE 1", "order-2 REFUSED 1");
      assertThat(journal.find(failed.requestId()).orElseThrow().errorCode())
          .isEqualTo("limit_exceeded");
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aCommandThatCertainlyHadNoEffectIsSentAgain(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest request = shop.charge("10.00");
      shop.sandbox
          .faults()
          .next(TransactionOperations.CREATE_TRANSACTION, Fault.httpStatus(429))
          .next(TransactionOperations.CREATE_TRANSACTION, Fault.httpStatus(429));
      shop.order(journal, "order-1", request);
      journal.resolveDue(shop.client, 10);
      JournalEntry waiting = journal.find(request.requestId()).orElseThrow();
      assertThat(waiting.state()).isEqualTo(CommandState.RECORDED);
      assertThat(waiting.problem()).contains("429");
      shop.resolveAll(journal);
      assertThat(shop.orders()).containsExactly("order-1 DONE 1");
      assertThat(shop.sandbox.ledger().effects(request.requestId())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aHandlerThatFailsIsCalledAgainWithoutAnotherCallAndThenParksTheCommand(Database database)
      throws Exception {
    try (Shop shop = new Shop(database)) {
      AtomicInteger calls = new AtomicInteger();
      JdbcCommandJournal journal =
          shop.journal(
              builder ->
                  builder
                      .maxHandlerFailures(3)
                      .handler(
                          (connection, command) -> {
                            Shop.updateOrder(connection, command);
                            switch (calls.incrementAndGet()) {
                              case 1 -> throw new NoClassDefFoundError("missing");
                              case 2, 3, 4 -> throw new SQLException("Jane Doe");
                              default -> {}
                            }
                          }));
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      journal.resolveDue(shop.client, 10);
      assertThat(journal.counts().of(CommandState.UNHANDLED)).isEqualTo(1);
      shop.sandbox.faults().refuseConnections();
      shop.resolveAll(journal);
      JournalEntry parked = journal.find(request.requestId()).orElseThrow();
      assertThat(parked.state()).isEqualTo(CommandState.PARKED);
      assertThat(parked.problem())
          .contains("handler", "java.sql.SQLException")
          .doesNotContain("Jane");
      assertThat(shop.orders()).containsExactly("order-1 NEW 0");

      assertThat(journal.retry(request.requestId())).isTrue();
      shop.resolveAll(journal);

      assertThat(calls).hasValue(5);
      assertThat(shop.orders()).containsExactly("order-1 DONE 1");
      assertThat(database.query("SELECT transaction_id FROM orders").get(0)).isNotEqualTo("null");
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aHandlerCannotEndTheTransaction(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal =
          shop.journal(builder -> builder.handler((connection, command) -> connection.commit()));
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      journal.resolveDue(shop.client, 10);
      assertThat(journal.find(request.requestId()).orElseThrow())
          .extracting(JournalEntry::state, JournalEntry::problem)
          .containsExactly(
              CommandState.UNHANDLED, "the handler failed: java.lang.IllegalStateException");
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aCommandThatIsNotResolvedInTimeIsQueriedOnceMoreAndParked(Database database)
      throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      CreateTransactionRequest sent = shop.charge("10.00");
      CreateTransactionRequest recovered = shop.charge("20.00");
      CreateTransactionRequest unsent = shop.charge("30.00");
      shop.sandbox.faults().always(TransactionOperations.CREATE_TRANSACTION, Fault.requestReset());
      shop.order(journal, "order-1", sent);
      journal.resolveDue(shop.client, 10);
      shop.sandbox.faults().clear();
      shop.sandbox.faults().always(TransactionOperations.CREATE_TRANSACTION, Fault.responseLost());
      shop.sandbox.faults().always("getRequestStatus", Fault.httpStatus(502));
      shop.order(journal, "order-2", recovered);
      journal.resolveDue(shop.client, 10);
      shop.sandbox.faults().clear();
      shop.order(journal, "order-3", unsent);
      database.run("UPDATE freedom_card_command SET park_at = CURRENT_TIMESTAMP");

      shop.resolveAll(journal);

      assertThat(shop.orders()).containsExactly("order-1 NEW 0", "order-2 DONE 1", "order-3 NEW 0");
      assertThat(journal.find(sent.requestId()).orElseThrow().problem())
          .startsWith("not resolved in time: ");
      assertThat(journal.find(unsent.requestId()).orElseThrow().problem())
          .isEqualTo("not sent in time");
      assertThat(journal.counts().of(CommandState.PARKED)).isEqualTo(2);

      assertThat(journal.conclude(sent.requestId(), false, "not in the statement")).isTrue();
      assertThat(journal.retry(unsent.requestId())).isTrue();
      shop.resolveAll(journal);
      assertThat(shop.orders())
          .containsExactly("order-1 REFUSED 1", "order-2 DONE 1", "order-3 DONE 1");
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void withoutKeysNoRequestIsStoredAndACommandWhoseProcessDiedIsOnlyQueried(Database database)
      throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal =
          JdbcCommandJournal.on(database.dataSource())
              .account(shop.client.account())
              .lease(Shop.LEASE)
              .handler(Shop::updateOrder)
              .build();
      journal.createSchema();
      CreateTransactionRequest lost = shop.charge("10.00");
      CreateTransactionRequest neverSent = shop.charge("20.00");
      try (Connection connection = database.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        assertThatIllegalStateException()
            .isThrownBy(
                () ->
                    journal.record(
                        connection, TransactionOperations.CREATE_TRANSACTION, lost, null))
            .withMessageContaining("without keys");
        Shop.insertOrder(connection, "order-1");
        journal.claim(connection, TransactionOperations.CREATE_TRANSACTION, lost, "order-1");
        Shop.insertOrder(connection, "order-2");
        journal.claim(connection, TransactionOperations.CREATE_TRANSACTION, neverSent, "order-2");
        connection.commit();
      }
      // The process sends one of the two, and dies.
      shop.client.createTransaction(lost);
      shop.resolveAll(journal);
      assertThat(shop.orders()).containsExactly("order-1 DONE 1", "order-2 NEW 0");
      assertThat(journal.find(neverSent.requestId()).orElseThrow())
          .extracting(JournalEntry::state)
          .isEqualTo(CommandState.UNRESOLVED);
      assertThat(shop.sandbox.ledger().effects(neverSent.requestId())).isZero();
      assertThat(
              database.query("SELECT request_id FROM freedom_card_command WHERE body IS NOT NULL"))
          .isEmpty();
      // With the request in hand, a refusal is final: no one could send it later.
      shop.sandbox.faults().next(TransactionOperations.CREATE_TRANSACTION, Fault.httpStatus(429));
      assertThat(
              journal
                  .execute(
                      shop.client,
                      TransactionOperations.CREATE_TRANSACTION,
                      shop.charge("1.00"),
                      "order-3")
                  .state())
          .isEqualTo(CommandState.REFUSED);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void finishedCommandsAreDeletedByAge(Database database) {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      UUID id =
          journal
              .execute(
                  shop.client, TransactionOperations.CREATE_TRANSACTION, shop.charge("1.00"), "o")
              .requestId();
      assertThat(journal.deleteFinished(Duration.ofHours(1))).isZero();
      assertThat(journal.deleteFinished(Duration.ZERO)).isEqualTo(1);
      assertThat(journal.find(id)).isEmpty();
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void counts_showWhatIsUnfinishedAndSinceWhen(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      assertThat(journal.counts().oldestRecordedAt()).isNull();
      CreateTransactionRequest parked = shop.charge("1.00");
      shop.order(journal, "order-1", parked);
      shop.order(journal, "order-2", shop.charge("1.00"));
      assertThat(journal.park(parked.requestId(), "fraud check")).isTrue();
      JournalCounts counts = journal.counts();
      assertThat(counts.byState()).containsOnlyKeys(CommandState.PARKED, CommandState.RECORDED);
      Instant oldest = journal.find(parked.requestId()).orElseThrow().recordedAt();
      assertThat(counts.oldestRecordedAt()).isEqualTo(oldest);
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void accountsShareATableAndSeeOnlyTheirOwnCommands(Database database) throws Exception {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal = shop.journal();
      JdbcCommandJournal other =
          shop.journal(builder -> builder.account(new MerchantAccount("other:443", "other")));
      CreateTransactionRequest request = shop.charge("10.00");
      shop.order(journal, "order-1", request);
      assertThat(other.find(request.requestId())).isEmpty();
      assertThat(other.retry(request.requestId())).isFalse();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> other.resolveDue(shop.client, 1))
          .withMessageContaining("client: for ");
    }
  }

  /** Writes its JSON with a member that it does not read. */
  record Forgetful(UUID requestId, String cardId) implements IdempotentRequest {
    @com.fasterxml.jackson.annotation.JsonProperty
    long now() {
      return System.nanoTime();
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void record_whenTheOperationOrRequestCannotBeSentAgainByteForByte_rejectsIt(Database database)
      throws Exception {
    try (Shop shop = new Shop(database)) {
      Operation<Forgetful, ?> operation =
          Operation.idempotentCommand("own", "/v5/card-api/own", Forgetful.class);
      Operation<Forgetful, io.github.freedomcard.model.RequestState> own =
          Operation.idempotentCommand("own", "/v5/card-api/own", Forgetful.class);
      assertThat(operation).isNotEqualTo(own);
      JdbcCommandJournal journal = shop.journal();
      JdbcCommandJournal registered = shop.journal(builder -> builder.operation(own));
      Forgetful request = new Forgetful(UUID.randomUUID(), "1");
      try (Connection connection = database.dataSource().getConnection()) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> registered.record(connection, own, request, null))
            .withMessageContaining("byte for byte");
        assertThatIllegalArgumentException()
            .isThrownBy(() -> journal.record(connection, own, request, null))
            .withMessageContaining("register it");
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    journal.record(
                        connection,
                        TransactionOperations.CREATE_TRANSACTION,
                        shop.charge("1.00"),
                        null))
            .withMessageContaining("auto-commit");
      }
    }
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void aMissingTableIsNamedWithTheNextStep(Database database) {
    try (Shop shop = new Shop(database)) {
      JdbcCommandJournal journal =
          JdbcCommandJournal.on(database.dataSource()).account(shop.client.account()).build();
      List.<Runnable>of(
              journal::counts,
              () -> journal.resolveDue(shop.client, 1),
              () -> journal.find(UUID.randomUUID()))
          .forEach(
              call ->
                  org.assertj.core.api.Assertions.assertThatExceptionOfType(JournalException.class)
                      .isThrownBy(call::run)
                      .withMessageContaining("call createSchema()"));
    }
  }
}
