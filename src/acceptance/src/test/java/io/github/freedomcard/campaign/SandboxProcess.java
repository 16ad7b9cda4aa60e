package io.github.freedomcard.campaign;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.RequestState;
import io.github.freedomcard.model.RequestStatusRequest;
import io.github.freedomcard.model.transaction.CreateTransactionRequest;
import io.github.freedomcard.model.transaction.TransactionType;
import io.github.freedomcard.operation.CardOperations;
import io.github.freedomcard.operation.Operation;
import io.github.freedomcard.operation.RequestOperations;
import io.github.freedomcard.operation.TransactionOperations;
import io.github.freedomcard.sandbox.Fault;
import io.github.freedomcard.sandbox.Faults;
import io.github.freedomcard.sandbox.FreedomCardSandbox;
import io.github.freedomcard.sandbox.Ledger;
import io.github.freedomcard.sandbox.SandboxOptions;
import io.github.freedomcard.soak.FaultInjector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** The server: it is never killed, and a tenth of the requests have a fault. */
public final class SandboxProcess {

  static final String LEDGER = "ledger.csv";
  static final String FAULTS = "faults.txt";

  private static final int CARDS = 32;
  private static final int FAULT_PERCENT = 10;

  private final FreedomCardSandbox sandbox =
      FreedomCardSandbox.start(SandboxOptions.builder().journalEntries(10).build());
  private final Path folder;
  private final int setUpEffects;

  private SandboxProcess(Path folder, String url, int orders, long seed) throws IOException {
    this.folder = folder;
    Properties properties = arranged(orders);
    properties.setProperty("url", url);
    setUpEffects = sandbox.ledger().entries().size();
    armFaults(orders, new Random(seed));
    Settings.write(folder, properties);
  }

  /** Arguments: the folder, the database's URL, the number of orders, and the seed. */
  public static void main(String[] args) throws IOException {
    SandboxProcess process =
        new SandboxProcess(
            Path.of(args[0]), args[1], Integer.parseInt(args[2]), Long.parseLong(args[3]));
    Thread finisher = new Thread(process::finishInProcess);
    finisher.setDaemon(true);
    finisher.start();
    JavaProcess.exitWithParent(process::writeLedger);
  }

  private Properties arranged(int orders) {
    Properties properties = new Properties();
    properties.setProperty("baseUrl", sandbox.baseUrl().toString());
    properties.setProperty("client", sandbox.arrange().client("AIGERIM", "SEITOVA", "77011234567"));
    properties.setProperty("poorCard", sandbox.arrange().activeCard().add());
    List<String> cards = new ArrayList<>();
    List<String> debits = new ArrayList<>();
    try (FreedomCardClient client = sandbox.newClient()) {
      for (int i = 0; i < CARDS; i++) {
        String card = sandbox.arrange().activeCard().balance("1000000000", "KZT").add();
        cards.add(card);
        debits.add(
            client
                .createTransaction(
                    CreateTransactionRequest.builder()
                        .orderId("set-up")
                        .cardId(card)
                        .type(TransactionType.DEBIT)
                        .amount(new BigDecimal("1000000"))
                        .currency("KZT")
                        .build())
                .transactionId());
      }
    }
    // Fewer than there are orders that block one, so that some of these are refused.
    List<String> blockable = new ArrayList<>();
    for (int i = 0; i < orders / 10 + 1; i++) {
      blockable.add(sandbox.arrange().activeCard().add());
    }
    properties.setProperty("cards", String.join(",", cards));
    properties.setProperty("debits", String.join(",", debits));
    properties.setProperty("blockable", String.join(",", blockable));
    return properties;
  }

  private void armFaults(int orders, Random random) {
    Faults faults = sandbox.faults();
    faults.statusLag(1);
    FaultInjector injector = new FaultInjector(faults, Settings.ATTEMPT_TIMEOUT);
    for (Operation<?, ?> operation :
        List.of(
            TransactionOperations.CREATE_TRANSACTION,
            TransactionOperations.REFUND_TRANSACTION,
            CardOperations.ISSUE_CARD,
            CardOperations.BLOCK_CARD,
            RequestOperations.GET_REQUEST_STATUS)) {
      boolean query = operation.equals(RequestOperations.GET_REQUEST_STATUS);
      for (int occurrence = 1; occurrence <= orders * 2; occurrence++) {
        if (random.nextInt(100) < FAULT_PERCENT) {
          Fault fault =
              query || random.nextInt(4) > 0
                  ? injector.fault(operation, random)
                  : inProcess(random);
          faults.on(operation, occurrence, fault);
        }
      }
    }
  }

  private static Fault inProcess(Random random) {
    return random.nextInt(4) == 0
        ? Fault.requestInProcess()
        : Fault.requestInProcess(1 + random.nextInt(3));
  }

  /** Ends the commands that stay in process, a third of them with an error. */
  @SuppressWarnings("ModifiedButNotUsed") // removeIf reads it
  private void finishInProcess() {
    Random random = new Random(1);
    Set<UUID> inProcess = new HashSet<>();
    int seen = 0;
    while (true) {
      List<Faults.TriggeredFault> triggered = sandbox.faults().triggered();
      for (Faults.TriggeredFault each : triggered.subList(seen, triggered.size())) {
        UUID requestId = each.requestId();
        if (each.fault() == Fault.requestInProcess() && requestId != null) {
          inProcess.add(requestId);
        }
      }
      seen = triggered.size();
      // A fault is listed before its request is accepted: what is not in process yet stays here.
      inProcess.removeIf(
          each ->
              random.nextInt(3) == 0 ? sandbox.fail(each, "limit_exceeded") : sandbox.finish(each));
      try {
        TimeUnit.MILLISECONDS.sleep(500);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Lets late requests arrive, then writes a line for each command that took effect. */
  private void writeLedger() {
    sandbox.faults().clear();
    try (FreedomCardClient client = sandbox.newClient()) {
      List<String> lines = new ArrayList<>();
      List<Ledger.Entry> entries = sandbox.ledger().entries();
      for (Ledger.Entry entry : entries.subList(setUpEffects, entries.size())) {
        UUID requestId = entry.requestId();
        if (requestId != null) {
          RequestState state =
              client.getRequestStatus(RequestStatusRequest.builder().requestId(requestId).build());
          lines.add(
              String.join(
                  ",",
                  requestId.toString(),
                  entry.operation(),
                  entry.charged().add(entry.refunded()).add(entry.credited()).toPlainString(),
                  String.valueOf(state.transactionId()),
                  state.cards().isEmpty() ? "null" : state.cards().get(0).cardId()));
        }
      }
      Map<String, Integer> faults = new TreeMap<>();
      for (Faults.TriggeredFault each : sandbox.faults().triggered()) {
        faults.merge(each.fault().toString(), 1, Integer::sum);
      }
      write(FAULTS, faults.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList());
      write(LEDGER, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, List<String> lines) throws IOException {
    Path file = folder.resolve(name + ".new");
    Files.write(file, lines);
    Files.move(file, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
