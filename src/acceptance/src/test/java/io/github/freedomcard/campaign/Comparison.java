package io.github.freedomcard.campaign;

import io.github.freedomcard.soak.Counters;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Compares the orders and their commands with the server's ledger, row by row. */
final class Comparison {

  private final Counters counters;
  private final Map<UUID, List<Effect>> ledger = new HashMap<>();
  private final Map<UUID, Integer> commandsSeen = new HashMap<>();

  private Comparison(Counters counters) {
    this.counters = counters;
  }

  /** A command that took effect on the server. */
  private record Effect(
      String operation, BigDecimal amount, @Nullable String transactionId, @Nullable String card) {}

  /** An order and its command; the state is null if it has none. */
  private record Row(
      UUID requestId,
      String operation,
      BigDecimal amount,
      String status,
      int handled,
      @Nullable String transactionId,
      @Nullable String card,
      @Nullable String state,
      @Nullable String problem) {}

  static void run(Path folder, Connection connection, int orders, Counters counters)
      throws IOException, SQLException {
    Comparison comparison = new Comparison(counters);
    for (String line : Files.readAllLines(folder.resolve(SandboxProcess.LEDGER))) {
      String[] fields = line.split(",", -1);
      comparison
          .ledger
          .computeIfAbsent(UUID.fromString(fields[0]), first -> new ArrayList<>())
          .add(
              new Effect(
                  fields[1], new BigDecimal(fields[2]), orNull(fields[3]), orNull(fields[4])));
    }
    comparison.compare(connection, orders);
  }

  private static @Nullable String orNull(String field) {
    return field.equals("null") ? null : field;
  }

  private void compare(Connection connection, int orders) throws SQLException {
    int inserted = number(connection, "SELECT COUNT(*) FROM orders");
    if (inserted != orders) {
      counters.violation("orders", inserted + " of " + orders + " were inserted");
    }
    int withoutOrder =
        number(
            connection,
            "SELECT COUNT(*) FROM freedom_card_command WHERE request_id NOT IN"
                + " (SELECT request_id FROM orders)");
    if (withoutOrder > 0) {
      counters.violation("command without an order", withoutOrder + " commands");
    }
    try (Statement select = connection.createStatement();
        ResultSet result =
            select.executeQuery(
                "SELECT o.*, c.state, c.problem FROM orders o LEFT JOIN freedom_card_command c"
                    + " USING (request_id) ORDER BY o.number")) {
      while (result.next()) {
        check(
            new Row(
                result.getObject("request_id", UUID.class),
                result.getString("operation"),
                result.getBigDecimal("amount"),
                result.getString("status"),
                result.getInt("handled"),
                result.getString("transaction_id"),
                result.getString("card_id"),
                result.getString("state"),
                result.getString("problem")));
      }
    }
    ledger.keySet().stream()
        .filter(requestId -> !commandsSeen.containsKey(requestId))
        .forEach(each -> counters.violation("effect without an order", each.toString()));
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet result = select.executeQuery(query)) {
      result.next();
      return result.getInt(1);
    }
  }

  private void check(Row row) {
    List<Effect> effects = ledger.getOrDefault(row.requestId(), List.of());
    counters.count("order " + row.operation() + " " + row.state());
    counters.count("state " + row.state());
    expect(row.state() != null, "lost command", row, effects);
    boolean first = commandsSeen.merge(row.requestId(), 1, Integer::sum) == 1;
    expect(first, "recorded twice", row, effects);
    expect(effects.size() <= 1, "double effect", row, effects);
    if (row.state() == null) {
      return;
    }
    switch (row.state()) {
      case "DONE" -> {
        expect(effects.size() == 1, "done without one effect", row, effects);
        effects.forEach(effect -> checkSame(row, effect, effects));
      }
      case "REFUSED" -> expect(effects.isEmpty(), "refused with an effect", row, effects);
      case "PARKED" -> {
        String problem = String.valueOf(row.problem());
        counters.count("parked " + problem.replaceAll("\\s*request_id=\\S+", ""));
        expect(row.handled() == 0, "handled while parked", row, effects);
        return;
      }
      default -> {
        expect(false, "not finished", row, effects);
        return;
      }
    }
    expect(row.status().equals(row.state()), "order differs from its command", row, effects);
    expect(row.handled() == 1, "not handled exactly once", row, effects);
  }

  private void checkSame(Row row, Effect effect, List<Effect> effects) {
    boolean same =
        effect.operation().equals(row.operation())
            && effect.amount().compareTo(row.amount()) == 0
            && (row.operation().equals("createTransaction")
                ? Objects.equals(row.transactionId(), effect.transactionId())
                : row.transactionId() == null
                    || row.transactionId().equals(effect.transactionId()));
    expect(same, "order differs from its effect", row, effects);
    if (row.operation().equals("issueCard")) {
      counters.count(row.card() == null ? "issued, card unknown" : "issued, card known");
      expect(
          row.card() == null || row.card().equals(effect.card()),
          "order with another card",
          row,
          effects);
    }
  }

  private void expect(boolean condition, String rule, Row row, List<Effect> effects) {
    if (!condition) {
      counters.violation(rule, row + ", in the ledger: " + effects);
    }
  }
}
