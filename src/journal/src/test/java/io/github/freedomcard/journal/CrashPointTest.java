package io.github.freedomcard.journal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.journal.CrashPoints.Crash;
import io.github.freedomcard.journal.Databases.Database;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Lets a process die at every point that it passes, and others go on: for each way that the call
 * can go, for a worker and a request thread, and with a second death at every point of the
 * recovery.
 */
@Tag("slow")
class CrashPointTest {

  private static final int NEVER = Integer.MAX_VALUE;

  /** What happens to the call of the process that dies. */
  private static final Map<String, Consumer<FreedomCardSandbox>> CALLS = new LinkedHashMap<>();

  static {
    CALLS.put("success", sandbox -> {});
    CALLS.put("response lost", with(Fault.responseLost()));
    CALLS.put("request reset", with(Fault.requestReset()));
    CALLS.put("too many requests", with(Fault.httpStatus(429)));
    CALLS.put("in process", with(Fault.requestInProcess(1)));
    CALLS.put("status known late", sandbox -> sandbox.faults().statusLag(2));
    CALLS.put("request late", with(Fault.requestDelayedUntilResend()));
    CALLS.put("502 afterwards", with(Fault.httpStatus(502).afterProcessing()));
  }

  private static Consumer<FreedomCardSandbox> with(Fault fault) {
    return sandbox -> sandbox.faults().next(TransactionOperations.CREATE_TRANSACTION, fault);
  }

  /** What the process that dies is. */
  private enum Instance {
    WORKER {
      @Override
      void run(Shop shop, CrashPoints points, CreateTransactionRequest request) throws Exception {
        JdbcCommandJournal journal = journal(shop, points);
        try (Connection connection =
            points.dataSource(shop.database.dataSource()).getConnection()) {
          connection.setAutoCommit(false);
          Shop.insertOrder(connection, "order");
          journal.record(connection, TransactionOperations.CREATE_TRANSACTION, request, "order");
          connection.commit();
        }
        try (FreedomCardClient client = shop.newClient()) {
          journal.resolveDue(points.client(client), 10);
        }
      }
    },
    REQUEST_THREAD {
      @Override
      void run(Shop shop, CrashPoints points, CreateTransactionRequest request) throws Exception {
        JdbcCommandJournal journal = journal(shop, points);
        ClaimedCommand command;
        try (Connection connection =
            points.dataSource(shop.database.dataSource()).getConnection()) {
          connection.setAutoCommit(false);
          Shop.insertOrder(connection, "order");
          command =
              journal.claim(connection, TransactionOperations.CREATE_TRANSACTION, request, "order");
          connection.commit();
        }
        try (FreedomCardClient client = shop.newClient()) {
          journal.execute(points.client(client), command);
        }
      }
    };

    abstract void run(Shop shop, CrashPoints points, CreateTransactionRequest request)
        throws Exception;
  }

  private static JdbcCommandJournal journal(Shop shop, CrashPoints points) {
    return JdbcCommandJournal.on(points.dataSource(shop.database.dataSource()))
        .account(shop.client.account())
        .keys(KeyProvider.of("k1", Shop.KEY))
        .lease(Shop.LEASE)
        .handler(points.handler(Shop::updateOrder))
        .build();
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void whereverAProcessDies_anOrderTakesEffectOnceAndItsHandlerRunsOnce(Database database)
      throws Exception {
    Set<String> points = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    int runs = 0;
    try (Shop shop = new Shop(database)) {
      shop.journal();
      for (Instance instance : Instance.values()) {
        for (String call : CALLS.keySet()) {
          for (String amount : List.of("1.00", "9999999.00")) {
            for (int first = 0; ; first++) {
              CrashPoints died = run(shop, instance, call, amount, first, NEVER, wrong);
              runs++;
              points.addAll(died.passed);
              if (died.passed.size() <= first) {
                break;
              }
            }
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(points)
        .contains(
            "before commit",
            "after commit",
            "before the call",
            "after the call",
            "after the failed call",
            "in the handler",
            "after the handler");
    assertThat(runs).isGreaterThan(300);
  }

  @ParameterizedTest
  @ArgumentsSource(Databases.class)
  void whereverTheRecoveryDiesToo_anOrderTakesEffectOnceAndItsHandlerRunsOnce(Database database)
      throws Exception {
    List<String> wrong = new ArrayList<>();
    int runs = 0;
    try (Shop shop = new Shop(database)) {
      shop.journal();
      String call = "status known late";
      int points = run(shop, Instance.WORKER, call, "1.00", NEVER, NEVER, wrong).passed.size();
      for (int first = 0; first < points; first++) {
        for (int second = 0; second < points; second++) {
          run(shop, Instance.WORKER, call, "1.00", first, second, wrong);
          runs++;
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(runs).isGreaterThan(300);
  }

  /** Returns the points that the first process passed. */
  private static CrashPoints run(
      Shop shop,
      Instance instance,
      String call,
      String amount,
      int first,
      int second,
      List<String> wrong)
      throws Exception {
    shop.database.run("DELETE FROM freedom_card_command");
    shop.database.run("DELETE FROM orders");
    shop.sandbox.faults().clear();
    requireNonNull(CALLS.get(call)).accept(shop.sandbox);
    CreateTransactionRequest request = shop.charge(amount);
    CrashPoints points = new CrashPoints(first);
    try {
      instance.run(shop, points, request);
    } catch (Crash e) {
      // That is the point.
    }
    CrashPoints next = new CrashPoints(second);
    // Each process has a client of its own, which remembers nothing of the others.
    try (FreedomCardClient client = shop.newClient()) {
      shop.passTime();
      journal(shop, next).resolveDue(next.client(client), 10);
    } catch (Crash e) {
      // The second one.
    }
    JdbcCommandJournal journal = journal(shop, CrashPoints.none());
    try (FreedomCardClient client = shop.newClient()) {
      for (int i = 0; i < 4; i++) {
        shop.passTime();
        journal.resolveDue(client, 10);
      }
    }
    int effects = shop.sandbox.ledger().effects(request.requestId());
    String expected =
        shop.database.query("SELECT id FROM orders").isEmpty()
            ? "[] and 0 effects"
            : amount.equals("1.00")
                ? "[order DONE 1] and 1 effects"
                : "[order REFUSED 1] and 0 effects";
    String actual = shop.orders() + " and " + effects + " effects";
    if (!actual.equals(expected)) {
      wrong.add(
          "%s, %s of %s, died %s, then %s: %s, not %s; %s"
              .formatted(
                  instance,
                  call,
                  amount,
                  points.last(),
                  next.last(),
                  actual,
                  expected,
                  shop.database.query("SELECT state, problem FROM freedom_card_command")));
    }
    return points;
  }
}
