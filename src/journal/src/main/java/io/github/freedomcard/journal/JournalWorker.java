package io.github.freedomcard.journal;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.FreedomCardClient;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resolves the commands of a journal on threads of its own, until it is closed. Start one in each
 * instance of the service.
 *
 * <pre>{@code
 * try (JournalWorker worker = JournalWorker.of(journal, client).concurrency(8).start()) {
 *   server.run();
 * }
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class JournalWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JournalWorker.class);

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final JdbcCommandJournal journal;
  private final FreedomCardClient client;
  private final String name;
  private final int concurrency;
  private final Duration pollInterval;
  private final ExecutorService threads;
  private final Semaphore free;
  private final Thread poller;
  private volatile boolean closed;

  private JournalWorker(Builder builder) {
    journal = builder.journal;
    client = builder.client;
    concurrency = builder.concurrency;
    pollInterval = builder.pollInterval;
    name = hostName() + "/" + ProcessHandle.current().pid();
    free = new Semaphore(concurrency);
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            concurrency,
            task -> new Thread(task, "freedom-card-journal-" + number.incrementAndGet()));
    poller = new Thread(this::poll, "freedom-card-journal");
  }

  /** Starts to build a worker; the client must be for the journal's account. */
  public static Builder of(JdbcCommandJournal journal, FreedomCardClient client) {
    return new Builder(requireNonNull(journal, "journal"), requireNonNull(client, "client"));
  }

  private void poll() {
    Duration pause = pollInterval;
    while (!closed) {
      try {
        boolean idle = claimAndResolve() == 0;
        pause = pollInterval;
        if (idle) {
          pause(pause);
        }
      } catch (RuntimeException | Error e) {
        // The database is down, or has no table: this passes, or a person reads it.
        LOG.warn("no commands are claimed: {}", e.getMessage());
        LOG.debug("no commands are claimed", e);
        pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        pause(pause);
      }
    }
  }

  /**
   * Ends when the worker is closed. It does so without an interrupt: that would close the file of
   * an embedded database.
   */
  private synchronized void pause(Duration pause) {
    long end = System.nanoTime() + pause.toNanos();
    long left;
    while (!closed && (left = end - System.nanoTime()) > 0) {
      try {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } catch (InterruptedException e) {
        closed = true;
      }
    }
  }

  /** Claims as many commands as there are free threads, so that no claim waits. */
  private int claimAndResolve() {
    free.acquireUninterruptibly();
    int permits = 1 + free.drainPermits();
    int used = 0;
    try {
      List<Claim> claims = journal.claimDue(name, permits);
      for (Claim claim : claims) {
        threads.execute(() -> resolve(claim));
        used++;
      }
      return used;
    } finally {
      free.release(permits - used);
    }
  }

  private void resolve(Claim claim) {
    try {
      journal.resolve(client, claim);
    } catch (RuntimeException e) {
      // When the lease is over, another claim goes on with it.
      LOG.warn("{}", e.getMessage());
      LOG.debug("a command was not resolved", e);
    } finally {
      free.release();
    }
  }

  /**
   * Claims nothing more and waits for the calls and handlers that run. A handler must not call it.
   */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    boolean interrupted = false;
    while (true) {
      try {
        poller.join();
        threads.shutdown();
        if (threads.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  /** Builds a worker; for use by one thread. */
  public static final class Builder {

    private final JdbcCommandJournal journal;
    private final FreedomCardClient client;
    private int concurrency = 16;
    private Duration pollInterval = Duration.ofMillis(500);

    private Builder(JdbcCommandJournal journal, FreedomCardClient client) {
      this.journal = journal;
      this.client = client;
    }

    /**
     * Sets how many commands are resolved at the same time; default 16. Each needs a connection of
     * the data source.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder concurrency(int concurrency) {
      if (concurrency < 1) {
        throw new IllegalArgumentException("concurrency: at least 1: " + concurrency);
      }
      this.concurrency = concurrency;
      return this;
    }

    /**
     * Sets how long to wait if no command was due; default 500 ms.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder pollInterval(Duration pollInterval) {
      if (pollInterval.toMillis() < 1) {
        throw new IllegalArgumentException("pollInterval: positive: " + pollInterval);
      }
      this.pollInterval = pollInterval;
      return this;
    }

    /**
     * Starts the worker.
     *
     * @throws IllegalArgumentException if the client is for another account
     */
    public JournalWorker start() {
      journal.requireAccount(client);
      JournalWorker worker = new JournalWorker(this);
      worker.poller.start();
      return worker;
    }
  }
}
