package io.github.freedomcard.sandbox;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Formats ledger entries, for the ledger itself and for messages of failed assertions. */
final class LedgerText {

  private LedgerText() {}

  /** Returns all entries of the ledger and all commands without effect, each on a new line. */
  static String of(Ledger ledger) {
    return of(ledger.entries()) + withoutEffect(ledger.withoutEffect());
  }

  /** Returns each entry on a new line. */
  static String of(List<Ledger.Entry> entries) {
    if (entries.isEmpty()) {
      return "\n  no entries";
    }
    StringBuilder text = new StringBuilder();
    entries.forEach(entry -> text.append("\n  ").append(line(entry)));
    return text.toString();
  }

  /** Returns each command with the reason why it has no effect on a new line. */
  static String withoutEffect(List<Ledger.WithoutEffect> commands) {
    StringBuilder text = new StringBuilder();
    for (Ledger.WithoutEffect command : commands) {
      StringBuilder line =
          text.append("\n  no effect: ")
              .append(command.at())
              .append(' ')
              .append(command.operation());
      addIds(line, command.cardId(), command.requestId());
      Refusal refusal = command.refusal();
      line.append(
          refusal == null
              ? ", in process"
              : ", refused: " + refusal.code() + " (" + refusal.description() + ")");
    }
    return text.toString();
  }

  /** Returns the arranged amounts on a new line; empty if there are none. */
  static String arranged(Map<String, BigDecimal> byCurrency) {
    if (byCurrency.isEmpty()) {
      return "";
    }
    return byCurrency.entrySet().stream()
        .map(each -> each.getValue().toPlainString() + " " + each.getKey())
        .collect(Collectors.joining(", ", "\n  arranged ", ""));
  }

  static String times(int times) {
    return switch (times) {
      case 0 -> "never";
      case 1 -> "once";
      default -> times + " times";
    };
  }

  static String expected(String what, int times, int found) {
    return "expected "
        + what
        + " to take effect "
        + times(times)
        + ", but it "
        + (found == 0 ? "never did" : "took effect " + times(found));
  }

  private static String line(Ledger.Entry entry) {
    StringBuilder line =
        new StringBuilder("#" + entry.number() + " " + entry.at() + " " + entry.operation());
    addIds(line, entry.cardId(), entry.requestId());
    add(line, "charged", entry.charged(), entry);
    add(line, "refunded", entry.refunded(), entry);
    add(line, "credited", entry.credited(), entry);
    return line.toString();
  }

  private static void addIds(
      StringBuilder line, @Nullable String cardId, @Nullable UUID requestId) {
    if (cardId != null) {
      line.append(", card ").append(cardId);
    }
    if (requestId != null) {
      line.append(", request ").append(requestId);
    }
  }

  private static void add(StringBuilder line, String what, BigDecimal amount, Ledger.Entry entry) {
    if (amount.signum() != 0) {
      line.append(", ")
          .append(what)
          .append(' ')
          .append(amount.toPlainString())
          .append(' ')
          .append(entry.currency());
    }
  }
}
