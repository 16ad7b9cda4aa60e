package io.github.freedomcard.campaign;

import io.github.freedomcard.soak.Counters;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills the processes of an application while it works, and compares its data with the server's
 * ledger afterwards:
 *
 * <ul>
 *   <li>no command takes effect twice, and none is lost;
 *   <li>each order that is DONE took effect, with the same ids; each that is REFUSED did not;
 *   <li>each is handled exactly once.
 * </ul>
 *
 * <p>A producer inserts orders into PostgreSQL and records their commands; three workers resolve
 * them with a sandbox that injects a fault into a tenth of the requests. Each of these is a process
 * of its own. Workers, the producer, and the database with all its processes are killed with
 * SIGKILL and restarted at once; workers are also paused for longer than the lease.
 *
 * <p>{@code mvn -q test-compile exec:java@campaign -pl src/acceptance -am} takes a quarter of an
 * hour for 10,000 orders, 300 kills of a worker, 20 of the database, 20 of the producer and 20
 * pauses. {@code -Dcampaign.orders=1000} sets another number, with kills in proportion, and {@code
 * -Dcampaign.seed=7} other kills and faults; their exact times differ with each run. {@code
 * -Dcampaign.folder=/tmp/campaign} keeps the logs.
 *
 * <p>To see that it can fail, leave out a protection: {@code -Dcampaign.without=fence} lets a claim
 * that is over write its result, which shows with {@code -Dcampaign.pauses=20}; {@code uniqueKey}
 * drops the unique keys of the journal's table, and {@code sameTransactionHandler} lets the handler
 * commit on a connection of its own.
 */
public final class Campaign {

  /** Several leases, back-offs and recoveries of the database. */
  private static final Duration STUCK = Duration.ofSeconds(60);

  private static final String FINISHED =
      "SELECT COUNT(*) FROM freedom_card_command WHERE finished_at IS NOT NULL";

  private final Load load;
  private final Processes processes;
  private final PrintStream out;
  private final Counters counters = new Counters();
  private int moves = -1;
  private long movedAt;

  /** The number of orders and of each event, and the seed of the events and faults. */
  record Load(int orders, int workerKills, int databaseKills, int pauses, long seed) {

    private List<Event> events() {
      List<Event> events = new ArrayList<>();
      events.addAll(Collections.nCopies(workerKills, Event.WORKER_KILLED));
      events.addAll(Collections.nCopies(databaseKills, Event.DATABASE_KILLED));
      events.addAll(Collections.nCopies(databaseKills, Event.PRODUCER_KILLED));
      events.addAll(Collections.nCopies(pauses, Event.WORKER_PAUSED));
      Collections.shuffle(events, new Random(seed));
      return events;
    }
  }

  private enum Event {
    WORKER_KILLED,
    DATABASE_KILLED,
    PRODUCER_KILLED,
    WORKER_PAUSED
  }

  private Campaign(Load load, Processes processes, PrintStream out) {
    this.load = load;
    this.processes = processes;
    this.out = out;
  }

  /** Runs the campaign; exits with 1 if it finds a violation. */
  public static void main(String[] args) throws Exception {
    int orders = Integer.getInteger("campaign.orders", 10_000);
    int few = Math.max(1, orders / 500);
    Load load =
        new Load(
            orders,
            Math.max(1, orders * 3 / 100),
            few,
            Integer.getInteger("campaign.pauses", few),
            Long.getLong("campaign.seed", 1));
    if (run(load, System.out).violationCount() > 0) {
      System.exit(1);
    }
  }

  static Counters run(Load load, PrintStream out) throws Exception {
    String kept = System.getProperty("campaign.folder");
    Path folder =
        kept == null
            ? Files.createTempDirectory("campaign")
            : Files.createDirectories(Path.of(kept).toAbsolutePath());
    try (Processes processes = new Processes(folder, load.orders(), load.seed())) {
      Campaign campaign = new Campaign(load, processes, out);
      campaign.run(folder);
      return campaign.counters;
    } finally {
      if (kept == null) {
        delete(folder);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private void run(Path folder) throws Exception {
    long start = System.nanoTime();
    out.printf("%s, without %s%n", load, System.getProperty(Settings.WITHOUT, "nothing"));
    Random random = new Random(load.seed());
    List<Event> events = load.events();
    for (int i = 0; i < events.size(); i++) {
      long due = (long) load.orders() * i / (events.size() + 1);
      processes.await("order " + due, () -> query(FINISHED) >= due || isStuck());
      if (isStuck()) {
        counters.violation("stuck", "after " + i + " events; see " + folder);
        break;
      }
      TimeUnit.MILLISECONDS.sleep(random.nextInt(200));
      apply(events.get(i));
      counters.count("event " + events.get(i));
      if ((i + 1) % 20 == 0) {
        out.printf(
            "%d events, %d commands finished, %d s%n", i + 1, query(FINISHED), seconds(start));
      }
    }
    processes.await("the last order", () -> isFinished() || isStuck());
    long time = seconds(start);
    processes.end();
    Comparison.run(folder, processes.connection(), load.orders(), counters);
    report(folder, time);
  }

  private static long seconds(long start) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
  }

  private void apply(Event event) throws Exception {
    switch (event) {
      case WORKER_KILLED -> count("worker killed", processes.killWorker());
      case WORKER_PAUSED -> count("worker paused", processes.pauseWorker());
      case DATABASE_KILLED -> count("database killed", processes.killDatabase());
      case PRODUCER_KILLED -> processes.killProducer();
    }
  }

  /** Counts the phases of the commands that were hit, and the events that hit one in that phase. */
  private void count(String event, List<Phase> phases) {
    Set<Phase> distinct = EnumSet.noneOf(Phase.class);
    distinct.addAll(phases);
    distinct.forEach(each -> counters.count(event + " with a command " + each));
    phases.forEach(each -> counters.count(event + ": command " + each));
    if (phases.isEmpty()) {
      counters.count(event + " with no command");
    }
  }

  /** Whether no order was inserted or handled for a long time. */
  private boolean isStuck() throws SQLException {
    int now = query("SELECT COUNT(*) + COALESCE(SUM(handled), 0) FROM orders");
    if (now != moves) {
      moves = now;
      movedAt = System.nanoTime();
    }
    return System.nanoTime() - movedAt > STUCK.toNanos();
  }

  /** Whether all commands are finished or parked. */
  private boolean isFinished() throws SQLException {
    return query("SELECT COUNT(*) FROM orders") == load.orders()
        && query("SELECT COUNT(*) FROM freedom_card_command WHERE due_at IS NOT NULL") == 0;
  }

  private int query(String sql) throws SQLException {
    try (Statement select = processes.connection().createStatement();
        ResultSet result = select.executeQuery(sql)) {
      result.next();
      return result.getInt(1);
    }
  }

  private void report(Path folder, long time) throws IOException, SQLException {
    out.printf("%norders: %d in %d s%n", load.orders(), time);
    out.printf("claims: %d%n", query("SELECT SUM(token) FROM freedom_card_command"));
    for (String prefix :
        List.of(
            "event ",
            "worker killed",
            "worker paused",
            "database killed",
            "order ",
            "state ",
            "issued, ",
            "parked ")) {
      counters
          .withPrefix(prefix)
          .forEach((what, count) -> out.printf("  %-60s %,8d%n", prefix + what, count));
    }
    out.println("faults:");
    Files.readAllLines(folder.resolve(SandboxProcess.FAULTS))
        .forEach(each -> out.println("  " + each));
    counters
        .withPrefix("violation: ")
        .forEach((what, count) -> out.printf("  VIOLATION %-50s %,8d%n", what, count));
    counters.violations().forEach(out::println);
    out.printf("violations: %d%n", counters.violationCount());
  }
}
