package io.github.freedomcard.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.config.MerchantAccount;
import io.github.freedomcard.journal.Databases.Database;
import io.github.freedomcard.model.CallStatus;
import io.github.freedomcard.model.IdempotentRequest;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatus;
import io.github.freedomcard.operation.ApiResponse;
import io.github.freedomcard.operation.Effect;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.Operations;
import io.github.freedomcard.operation.Resolution;
import io.github.freedomcard.sandbox.Failures;
import io.github.freedomcard.testing.CanaryValues;
import io.github.freedomcard.testing.Logs;
import io.github.freedomcard.testing.Requests;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

class PersonalDataTest {

  private static final MerchantAccount ACCOUNT = new MerchantAccount("host:443", "auth");

  /** Each command's request, and a result or failure, with canary values in all free fields. */
  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void neitherRequestsNorResultsAreInTheTableOrTheLogInClear(Database database) throws Exception {
    JdbcCommandJournal journal =
        JdbcCommandJournal.on(database.dataSource())
            .account(ACCOUNT)
            .keys(KeyProvider.of("k1", Shop.KEY))
            .handler(
                (connection, command) -> {
                  if (command.operation().startsWith("s")) {
                    throw new IllegalStateException("not handled");
                  }
                })
            .build();
    journal.createSchema();
    int commands = 0;
    try (Logs logs = Logs.capture()) {
      for (Operation<?, ?> operation : Operations.all()) {
        if (operation.effect() == Effect.IDEMPOTENT_COMMAND) {
          @SuppressWarnings("unchecked") // all with this effect
          Operation<IdempotentRequest, RequestState> command =
              (Operation<IdempotentRequest, RequestState>) operation;
          record(database, journal, command, Requests.of(command));
          commands++;
        }
      }
      assertThat(CanaryValues.in(dump(database))).isEmpty();
      journal.resolveDue(new CanaryClient(), 20);
      assertThat(CanaryValues.in(dump(database))).isEmpty();
      assertThat(CanaryValues.in(logs.text())).isEmpty();
    }
    assertThat(commands).isEqualTo(15);
    List<JournalEntry> entries =
        database.query("SELECT request_id FROM freedom_card_command").stream()
            .map(id -> journal.find(java.util.UUID.fromString(id)).orElseThrow())
            .toList();
    // The results are there, for those who have the key.
    assertThat(entries)
        .filteredOn(JournalEntry::isDone)
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.result()).isEqualTo(state().withRequestId(null)));
    assertThat(CanaryValues.in(entries.toString())).isEmpty();
  }

  private static void record(
      Database database,
      JdbcCommandJournal journal,
      Operation<IdempotentRequest, RequestState> command,
      IdempotentRequest request)
      throws SQLException {
    assertThat(request.requestId()).isNotNull();
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      journal.record(connection, command, request, command.name());
      connection.commit();
    }
  }

  private static RequestState state() {
    return new RequestState(
        null,
        CallStatus.OK,
        RequestStatus.SUCCESS,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        CanaryValues.FREE_TEXT,
        Map.of("new_text", CanaryValues.FREE_TEXT));
  }

  /** Answers with canary values: some commands succeed, some are declined, some are lost. */
  private static final class CanaryClient extends FakeClient {

    CanaryClient() {
      super(ACCOUNT);
    }

    @Override
    public <Q, R> ApiResponse<R> execute(Operation<Q, R> operation, Q request) {
      var id = ((IdempotentRequest) request).requestId();
      switch (operation.name().charAt(0)) {
        case 'b' -> throw Failures.declined(operation, id, CanaryValues.PAN);
        case 'c' -> throw Failures.noResponse(operation, id);
        default -> {
          return new ApiResponse<>(
              operation.responseType().cast(state()),
              200,
              Map.of(),
              new byte[0],
              1,
              Resolution.DIRECT);
        }
      }
    }
  }

  /** All columns of all rows, bytes as text and in hexadecimal digits. */
  private static String dump(Database database) throws SQLException {
    StringBuilder dump = new StringBuilder();
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM freedom_card_command")) {
      while (result.next()) {
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          Object value = result.getObject(i);
          if (value instanceof byte[] bytes) {
            dump.append(new String(bytes, StandardCharsets.ISO_8859_1))
                .append(HexFormat.of().formatHex(bytes));
          } else {
            dump.append(value);
          }
          dump.append('\n');
        }
      }
    }
    return dump.toString();
  }
}
