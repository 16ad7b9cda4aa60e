package io.github.freedomcard.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The database, the sandbox, the producer and the workers of a campaign. For use by one thread. */
final class Processes implements AutoCloseable {

  private static final int WORKERS = 3;

  private final Path folder;
  private final int orders;
  private final Random random;
  private final PostgresServer database;
  private final JavaProcess sandbox;
  private final List<Worker> workers = new ArrayList<>();
  private JavaProcess producer;
  private @Nullable Connection connection;
  private int workersStarted;

  /**
   * A worker.
   *
   * @param resumeAt when it must be resumed; 0 if it is not paused
   */
  private record Worker(JavaProcess process, Path phases, long resumeAt) {}

  /** Something to wait for. */
  interface Condition {
    boolean isMet() throws Exception;
  }

  Processes(Path folder, int orders, long seed) throws Exception {
    this.folder = folder;
    this.orders = orders;
    random = new Random(seed);
    database = PostgresServer.create(folder);
    sandbox =
        JavaProcess.start(
            folder,
            "sandbox",
            SandboxProcess.class,
            List.of(database.url(), Integer.toString(orders), Long.toString(seed)));
    await("the sandbox", () -> Settings.exist(folder));
    createTables();
    producer = startProducer();
    for (int i = 0; i < WORKERS; i++) {
      workers.add(startWorker());
    }
  }

  private void createTables() throws IOException, SQLException {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(database.url());
    Settings.read(folder).journal(dataSource, (ignored, command) -> {}).createSchema();
    try (Statement create = connection().createStatement()) {
      create.execute(Order.TABLE);
      if (Settings.without("uniqueKey")) {
        create.execute(
            "ALTER TABLE freedom_card_command DROP CONSTRAINT freedom_card_command_pkey");
        create.execute("DROP INDEX freedom_card_command_reference");
      }
    }
  }

  private JavaProcess startProducer() throws IOException {
    return JavaProcess.start(
        folder, "producer", ProducerProcess.class, List.of(Integer.toString(orders)));
  }

  private Worker startWorker() throws IOException {
    String phases = "phases-" + ++workersStarted;
    JavaProcess process =
        JavaProcess.start(folder, "workers", WorkerProcess.class, List.of(phases));
    return new Worker(process, folder.resolve(phases), 0);
  }

  void killProducer() throws Exception {
    producer.kill();
    producer = startProducer();
  }

  /** Returns the phases of the commands that the workers had. */
  List<Phase> killDatabase() throws Exception {
    database.kill();
    database.restart();
    List<Phase> phases = new ArrayList<>();
    for (Worker worker : workers) {
      phases.addAll(phases(worker));
    }
    return phases;
  }

  /** Returns the phases of the commands that the worker had. */
  List<Phase> killWorker() throws Exception {
    int index = busyWorker();
    Worker killed = workers.get(index);
    killed.process().kill();
    workers.set(index, startWorker());
    return phases(killed);
  }

  /** Pauses a worker for longer than the lease; returns the phases of its commands. */
  List<Phase> pauseWorker() throws Exception {
    int index = busyWorker();
    Worker worker = workers.get(index);
    worker.process().pause();
    Duration time = Settings.LEASE.plusMillis(500 + random.nextInt(2_000));
    workers.set(
        index, new Worker(worker.process(), worker.phases(), System.nanoTime() + time.toNanos()));
    return phases(worker);
  }

  /**
   * Returns a worker that is not paused and has come some way since it was started: it has just
   * claimed its first commands, or has finished up to ten.
   */
  private int busyWorker() throws Exception {
    List<Integer> busy = new ArrayList<>();
    long written = random.nextInt(4_000);
    await(
        "a worker",
        () -> {
          for (int i = 0; i < workers.size(); i++) {
            Worker worker = workers.get(i);
            if (worker.resumeAt() == 0
                && Files.exists(worker.phases())
                && Files.size(worker.phases()) > written) {
              busy.add(i);
            }
          }
          return !busy.isEmpty();
        });
    return busy.get(random.nextInt(busy.size()));
  }

  /** Returns the phases of the commands that a worker had when it was killed or paused. */
  private List<Phase> phases(Worker worker) throws IOException, SQLException {
    Map<UUID, Phase> last = Phase.Log.read(worker.phases());
    List<Phase> phases = new ArrayList<>();
    try (Statement select = connection().createStatement();
        ResultSet rows =
            select.executeQuery(
                "SELECT request_id, finished_at IS NOT NULL, state = 'IN_FLIGHT' AND worker LIKE"
                    + " '%/"
                    + worker.process().pid()
                    + "' FROM freedom_card_command WHERE changed_at >"
                    + " CURRENT_TIMESTAMP - INTERVAL '1 minute'")) {
      while (rows.next()) {
        Phase phase = last.get(rows.getObject(1, UUID.class));
        if (rows.getBoolean(3)) {
          phases.add(phase == null ? Phase.CLAIMED : phase);
        } else if (rows.getBoolean(2) && phase == Phase.BEFORE_COMMIT) {
          // The commit was done, and the worker did not get to know it.
          phases.add(Phase.AFTER_COMMIT);
        }
      }
    }
    return phases;
  }

  /**
   * Resumes and closes the workers: a claim that is over may still write, and only then are the
   * data what they stay. Lets the sandbox write its ledger.
   */
  void end() throws Exception {
    await("the paused workers", () -> workers.stream().allMatch(each -> each.resumeAt() == 0));
    for (Worker worker : workers) {
      worker.process().end();
    }
    workers.clear();
    sandbox.sendLine();
    await("the ledger", () -> Files.exists(folder.resolve(SandboxProcess.LEDGER)));
  }

  /** Waits, and resumes paused workers meanwhile. */
  void await(String what, Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (!condition.isMet()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited in vain for " + what + "; see " + folder);
      }
      for (int i = 0; i < workers.size(); i++) {
        Worker worker = workers.get(i);
        if (worker.resumeAt() != 0 && System.nanoTime() - worker.resumeAt() > 0) {
          worker.process().resume();
          workers.set(i, new Worker(worker.process(), worker.phases(), 0));
        }
        if (!worker.process().isAlive()) {
          throw new IllegalStateException("a worker has ended; see workers.log in " + folder);
        }
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  Connection connection() throws SQLException {
    Connection current = connection;
    if (current == null || !current.isValid(5)) {
      current = database.connect();
      connection = current;
    }
    return current;
  }

  @Override
  public void close() {
    workers.forEach(each -> each.process().close());
    producer.close();
    sandbox.close();
    database.close();
  }
}
