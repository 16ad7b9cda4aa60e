package io.github.freedomcard.campaign;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.journal.JdbcCommandJournal;
import io.github.freedomcard.journal.JournalEntry;
import io.github.freedomcard.journal.JournalWorker;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** An instance of the application that resolves commands. */
public final class WorkerProcess {

  static final int CONCURRENCY = 4;

  private final Phase.Log phases;
  private final DataSource dataSource;
  private final Settings settings;

  private WorkerProcess(Path folder, String phaseFile) throws IOException {
    settings = Settings.read(folder);
    phases = new Phase.Log(folder.resolve(phaseFile));
    dataSource = new TracedDataSource(settings.text("url"), phases).dataSource();
  }

  /** Arguments: the folder, and the name of the file for the phases in it. */
  public static void main(String[] args) throws IOException {
    JournalWorker worker = new WorkerProcess(Path.of(args[0]), args[1]).start();
    JavaProcess.exitWithParent(
        () -> {
          worker.close();
          System.exit(0);
        });
  }

  @SuppressWarnings("MustBeClosed") // The process is killed.
  private JournalWorker start() {
    JdbcCommandJournal journal = settings.journal(dataSource, this::handle);
    FreedomCardClient client =
        settings.client(
            new OkHttpClient.Builder()
                .addInterceptor(
                    chain -> {
                      Request request = chain.request();
                      mark(request, Phase.BEFORE_SEND);
                      try {
                        return chain.proceed(request);
                      } finally {
                        mark(request, Phase.AFTER_SEND);
                      }
                    })
                .eventListener(
                    new EventListener() {
                      @Override
                      public void requestBodyEnd(Call call, long byteCount) {
                        mark(call.request(), Phase.AWAITING_RESPONSE);
                      }
                    }));
    return JournalWorker.of(journal, client)
        .concurrency(CONCURRENCY)
        .pollInterval(Duration.ofMillis(50))
        .start();
  }

  /** A status query is part of the phase before it. */
  private void mark(Request request, Phase phase) {
    String requestId = request.header("Request-Id");
    if (requestId != null
        && !RequestOperations.GET_REQUEST_STATUS.equals(request.tag(Operation.class))) {
      phases.add(UUID.fromString(requestId), phase);
    }
  }

  /** Updates the order in the journal's transaction. */
  private void handle(Connection connection, JournalEntry command) throws Exception {
    phases.add(command.requestId(), Phase.IN_HANDLER);
    if (Settings.without("sameTransactionHandler")) {
      try (Connection own = dataSource.getConnection()) {
        update(own, command);
      }
    } else {
      update(connection, command);
    }
    // The rest of what a handler does: a wide target for the kills.
    TimeUnit.MILLISECONDS.sleep((long) (Math.random() * 20));
    phases.add(command.requestId(), Phase.BEFORE_COMMIT);
    TimeUnit.MILLISECONDS.sleep((long) (Math.random() * 10));
  }

  private static void update(Connection connection, JournalEntry command) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE orders SET status = ?, handled = handled + 1, transaction_id = ?, card_id = ?"
                + " WHERE number = ? AND request_id = ?")) {
      RequestState result = command.result();
      update.setString(1, command.state().name());
      update.setString(2, result == null ? null : result.transactionId());
      update.setString(3, result == null ? null : cardId(result));
      update.setInt(4, Integer.parseInt(String.valueOf(command.reference())));
      update.setObject(5, command.requestId());
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException("no order " + command);
      }
    }
  }

  private static @Nullable String cardId(RequestState result) {
    return result.cards().isEmpty() ? null : result.cards().get(0).cardId();
  }
}
