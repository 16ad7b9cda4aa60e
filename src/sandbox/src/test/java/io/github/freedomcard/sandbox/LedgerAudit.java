package io.github.freedomcard.sandbox;

import static java.util.Objects.requireNonNull;

import io.github.freedomcard.FreedomCardClient;
import io.github.freedomcard.model.card.Account;
import io.github.freedomcard.model.card.Authorization;
import io.github.freedomcard.model.card.BalanceRequest;
import io.github.freedomcard.model.card.ExtendedStatement;
import io.github.freedomcard.model.card.ExtendedStatementRequest;
import io.github.freedomcard.model.card.StatementOperation;
import io.github.freedomcard.model.card.StatementRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads everything that a sandbox reports about the money on a card, and checks that it is
 * consistent.
 */
final class LedgerAudit {

  private static final OffsetDateTime START = OffsetDateTime.parse("2000-01-01T00:00:00+05:00");
  private static final OffsetDateTime END = OffsetDateTime.parse("2100-01-01T00:00:00+05:00");

  private final FreedomCardClient client;
  private final Ledger ledger;

  LedgerAudit(SandboxAdapter sandbox) {
    this.client = sandbox.client();
    this.ledger = sandbox.ledger();
  }

  /**
   * The sums that balance, statements and ledger agree on, in one currency.
   *
   * @param credited all credits
   * @param paid all booked debits
   * @param refunded refunds of booked debits
   */
  record Sums(
      BigDecimal balance,
      BigDecimal held,
      BigDecimal credited,
      BigDecimal paid,
      BigDecimal refunded) {}

  /** Returns the accounts of a card after checking them against the ledger. */
  List<Account> accounts(String cardId) {
    List<Account> accounts =
        client.getBalance(BalanceRequest.builder().cardId(cardId).build()).accounts();
    for (Account account : accounts) {
      String currency = requireNonNull(account.currency());
      same(
          ledger
              .credited(cardId, currency)
              .subtract(ledger.charged(cardId, currency))
              .add(ledger.refunded(cardId, currency)),
          requireNonNull(account.amount()).subtract(requireNonNull(account.blockedAmount())),
          "ledger's credited - charged + refunded, and what is available in",
          currency + " on " + cardId);
    }
    return accounts;
  }

  /** Returns the sums of a card by currency. */
  Map<String, Sums> sums(String cardId) {
    List<Account> accounts = accounts(cardId);
    List<StatementOperation> operations =
        client.getStatement(StatementRequest.builder().cardId(cardId).build()).operations();
    ExtendedStatement extended =
        client.getExtendedStatement(
            ExtendedStatementRequest.builder()
                .cardId(cardId)
                .startDate(START)
                .endDate(END)
                .build());
    same(extended.accounts(), accounts, "accounts of balance and extended statement", cardId);
    Map<String, Sums> sums = new LinkedHashMap<>();
    int lines = 0;
    for (Account account : accounts) {
      String currency = requireNonNull(account.currency());
      Sums reported = sums(account, operations, extended);
      checkSums(reported, account, currency, cardId);
      if (sums.put(currency, reported) != null) {
        throw new AssertionError("two accounts in " + currency + " on " + cardId);
      }
      lines += (int) operations.stream().filter(each -> currency.equals(each.currency())).count();
    }
    same(operations.size(), lines, "operations in the currencies of the accounts", cardId);
    same(extended.operations().size(), lines, "operations in the extended statement", cardId);
    return sums;
  }

  private static Sums sums(
      Account account, List<StatementOperation> operations, ExtendedStatement extended) {
    String currency = requireNonNull(account.currency());
    BigDecimal credited = BigDecimal.ZERO;
    BigDecimal paid = BigDecimal.ZERO;
    BigDecimal refunded = BigDecimal.ZERO;
    BigDecimal commission = BigDecimal.ZERO;
    for (StatementOperation operation : operations) {
      if (currency.equals(operation.currency())) {
        BigDecimal amount = positive(operation.amount());
        commission = commission.add(requireNonNull(operation.commission()));
        switch (requireNonNull(operation.type()).value()) {
          case "credit" -> credited = credited.add(amount);
          case "debit" -> paid = paid.add(amount);
          case "refund" -> refunded = refunded.add(amount);
          default -> throw new AssertionError("type: " + operation.type());
        }
      }
    }
    BigDecimal net = credited.subtract(paid).add(refunded).subtract(commission);
    same(net, account.amount(), "operations and balance in", currency);
    same(extendedNet(account, extended.operations()), net, "both statements in", currency);
    BigDecimal held = BigDecimal.ZERO;
    for (Authorization authorization : extended.authorizations()) {
      if (currency.equals(authorization.currency())) {
        same(authorization.iban(), account.iban(), "account of an authorization in", currency);
        held = held.add(positive(authorization.amount()));
      }
    }
    return new Sums(requireNonNull(account.amount()), held, credited, paid, refunded);
  }

  private static BigDecimal extendedNet(Account account, List<Authorization> operations) {
    BigDecimal net = BigDecimal.ZERO;
    for (Authorization operation : operations) {
      if (requireNonNull(account.iban()).equals(operation.iban())) {
        BigDecimal amount = positive(operation.amount());
        BigDecimal commission = requireNonNull(operation.commission());
        same(operation.fullAmount(), amount.add(commission), "full_amount", "");
        boolean out = "debit".equals(requireNonNull(operation.type()).value());
        net = (out ? net.subtract(amount) : net.add(amount)).subtract(commission);
      }
    }
    return net;
  }

  private void checkSums(Sums reported, Account account, String currency, String cardId) {
    String where = currency + " on " + cardId;
    same(account.blockedAmount(), reported.held(), "blocked_amount and authorizations in", where);
    same(account.debit(), whole(reported.paid()), "debit in", where);
    same(account.credit(), whole(reported.credited().add(reported.refunded())), "credit in", where);
    BigDecimal available = reported.balance().subtract(reported.held());
    if (available.signum() < 0 || reported.held().signum() < 0) {
      throw new AssertionError("negative in " + where + ": " + reported);
    }
    same(
        ledger.credited(cardId, currency),
        reported.credited(),
        "ledger's credited and operations in",
        where);
  }

  private static BigDecimal whole(BigDecimal amount) {
    return amount.setScale(0, RoundingMode.DOWN);
  }

  private static BigDecimal positive(@Nullable BigDecimal amount) {
    if (requireNonNull(amount).signum() <= 0) {
      throw new AssertionError("amount <= 0: " + amount);
    }
    return amount;
  }

  /** Compares like AssertJ, but fast enough for hundreds of thousands of comparisons. */
  static void same(@Nullable Object actual, @Nullable Object expected, String what, Object where) {
    boolean same;
    if (actual instanceof BigDecimal number && expected instanceof BigDecimal other) {
      same = number.compareTo(other) == 0;
    } else {
      same = Objects.equals(actual, expected);
    }
    if (!same) {
      throw new AssertionError(what + " " + where + ": " + actual + ", not " + expected);
    }
  }
}
